"""One of everything a URL can be about, all of it in Masimbaya, reached by the product's actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import QueryDict

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock

from . import factories
from .dialogues import category_factories as categories
from .dialogues import check_factories as checks
from .dialogues import factories as dialogues
from .dialogues import finding_factories as findings
from .dialogues import guess_factories as guesses
from .dialogues import option_factories as options
from .dialogues import plan_factories as plans
from .dialogues import practice_factories as practices
from .dialogues import progress_factories as progress
from .dialogues import reflection_factories as reflections
from .dialogues import sign_factories as signs
from .dialogues import tool_factories as tools
from .participants import factories as participants
from .participants import link_factories as links
from .participants import listening_factories as listening
from .referrals import factories as referrals
from .reports import factories as reports


@dataclass
class Stage:
    """A world, and one of everything in it."""

    world: factories.World
    things: dict[str, Any]


def things(world: factories.World) -> dict[str, Any]:
    """Noun, as URLs say it → a record of it; `noun.variety` for one in another state."""
    return {
        **_people(world),
        **_participants(world),
        **_sessions(world),
        **_plans(world),
        **_practices(world),
        **_links(world),
        "voices": listening.add(world, "boys_14_17", hinders=listening.HINDERS),
        **_referrals(world),
        "imports": reports.read(world),
    }


def _people(world: factories.World) -> dict[str, Any]:
    _, token = accounts.invite(
        display_name="Hawa", organisation=world.ngo, role=Role.MENTOR, by=world.coordinator
    )
    typed = QueryDict("reason=We+were+asked+to+wait")
    membership = world.facilitator.memberships.get()
    return {
        "people": world.facilitator,
        "organisations": world.ngo,
        "memberships": membership,
        "assignments": membership.assignments.get(),
        "invitations": token,
        "carried": accounts.carry_form(world.facilitator, path="/", posted=typed),
    }


def _participants(world: factories.World) -> dict[str, Any]:
    return {
        "communities": world.community,
        "agreements": world.community.agreement,
        "subgroups": world.groups["girls_10_13"],
        "members": world.community.planning_group.get(),
        "children": participants.children(world),
        "practices": participants.practice(world),
        "rounds": world.round,
        "services": world.service,
        "leavings": participants.leaving_at(world),
        "handovers": participants.handed_over(world, world.community),
        "visits": participants.visit(world, participants.begun(world, "Ngiyema Landing")),
        "phases": participants.phase(world),
    }


def _links(world: factories.World) -> dict[str, Any]:
    """A link that goes on with a meeting and a promise, one that was asked for; two barriers."""
    by = world.facilitator
    link = links.rated(links.link(world), by=by)
    settled = links.barrier(world, what="fee", link=link)
    return {
        "links": link,
        "links.asked": links.link(world, status="proposed", service=world.outside_service),
        "commitments": links.commitment(link, by=by, days=-1),
        "meetings": links.meeting(link, by=by),
        "barriers": links.barrier(world, link=link),
        "barriers.settled": links.moved(settled, "solved", by=world.committee_member),
    }


def _sessions(world: factories.World) -> dict[str, Any]:
    group, by = world.groups["girls_10_13"], world.facilitator
    session = dialogues.recorded(
        group,
        by=by,
        promise="Come back before the rains",
        **dialogues.NOTICED,
        quotes=[dialogues.QUOTE],
    )
    reflections.amendment(session, by=by)
    draft = dialogues.filled(group, by=by)
    return {
        "sessions": session,
        "sessions.draft": draft,
        "tools": tools.add(session, by=by),
        "tools.draft": tools.add(draft, "drama", by=by),
        "reflections": _reflection(world, session),
        **_guesses(world),
        **_findings(world),
    }


def _findings(world: factories.World) -> dict[str, Any]:
    """Said by women and by children, carried, and answered; another one told back as well."""
    by = world.facilitator
    answered, told, _waits = findings.heard(world, "women", by=by)
    findings.heard(world, "boys_10_13", by=by)
    findings.heard(world, "girls_14_17", by=by)
    presentation = findings.presented(answered, told, by=by)
    response = findings.answered(answered, by=by)
    findings.answered(told, by=by)
    children = [group for group in world.groups.values() if group.is_child]
    return {
        "findings": answered,
        **_options(answered, world),
        "presentations": presentation,
        "responses": response,
        "tell-backs": findings.told(told, groups=children, by=by),
    }


def _options(found: Any, world: factories.World) -> dict[str, Any]:
    """One way that was chosen, and one that was not."""
    by = world.facilitator
    chosen = options.option(found, by=by)
    return {
        "options": options.option(found, by=by, words="smaller buckets"),
        "option-views": options.view(chosen, world.groups["women"], by=by),
        "options.chosen": chosen,
        "choices": options.choice(chosen, by=by, unheard_reason="The rains come."),
    }


def _reflection(world: factories.World, session: Any) -> Any:
    """Asked about, answered, and asked again."""
    kept = reflections.reflection(session, by=world.facilitator, talk_over=True)
    reflections.answer(kept, by=world.mentor)
    reflections.answer(kept, by=world.facilitator, words="They laughed, and then went on.")
    return kept


def _guesses(world: factories.World) -> dict[str, Any]:
    guesses.told(world)
    seen = guesses.seen(guesses.guess(world), by=world.facilitator)
    return {
        "groupings": categories.grouping(world, "ebi wok"),
        "term": categories.harm(world, "ebi wok"),
        "guesses": seen,
        "guesses.open": guesses.guess(world, "elders"),
        "women": world.groups["women"],
        "men": world.groups["men"],
    }


def _plans(world: factories.World) -> dict[str, Any]:
    agreed, draft = plans.agreed(world), plans.draft(world)
    whole = _told(world)
    return {
        **_signs(world, agreed),
        "plans": agreed,
        "actions": plans.first_step(agreed),
        "child-roles": plans.first_step(agreed).roles.get(),
        "plans.draft": draft,
        "actions.draft": plans.first_step(draft),
        "child-roles.draft": plans.first_step(draft).roles.get(),
        "plans.told": whole.plan,
        "actions.told": whole,
        "milestones": whole.milestones.get(),
        "progress-reports": whole.parts.get().reports.get(),
        "plan-resources": whole.plan.resources.get(),
        **_talked_over(world, agreed, draft),
    }


def _talked_over(world: factories.World, agreed: Any, draft: Any) -> dict[str, Any]:
    """One plan whose check is half done, and something in each of the two to talk over."""
    by = world.facilitator
    criterion = checks.criterion(world)
    checks.criterion(world, "It can go on without us.")
    check = checks.check(agreed, by=by)
    checks.answered(agreed, by=by)
    open_flag = checks.seen(draft, by=world.mentor)
    note = checks.noted(agreed, by=by, flag=checks.seen(agreed, by=world.mentor).pk)
    return {
        "best-interests": checks.weighed(check, "reopen", "Ask the girls again.", by=world.mentor),
        "red-flags.draft": open_flag,
        "flag-notes": note,
        "criteria": criterion,
    }


def _told(world: factories.World) -> Any:
    """A step with a part, a milestone and what it works with; something stood in the way of the part."""
    plan = progress.agreed_with(
        world,
        lambda plan: progress.part(plans.first_step(plan), world),
        lambda plan: progress.milestone(plans.first_step(plan)),
        progress.resource,
    )
    whole, part = plan.actions.order_by("position")
    progress.report(part, by=world.committee_member, obstacle="Two cans broke.")
    return whole


def _signs(world: factories.World, plan: Any) -> dict[str, Any]:
    """What people see of the plan, told at a meeting; looking back; how far it is their own."""
    by = world.facilitator
    sign = signs.sign(plan, by=by)
    told = {"told_at": "under the mango tree", "by": by}
    signs.reading(sign, eyes="children", number=None, out_of=None, felt="same", **told)
    for days in (14, 7):
        earlier = clock.today() - timedelta(days=days)
        signs.reading(sign, seen_on=earlier, **told)
    return {
        "signs": sign,
        "sign-readings": signs.reading(sign, number=70, **told),
        "look-backs": signs.look_back(plan, by=by),
        "ownership-reviews": signs.ownership_review(world.community, by=by),
    }


def _practices(world: factories.World) -> dict[str, Any]:
    """A practice, what a group says of it, and a rule about it that may hurt a child."""
    by, community = world.facilitator, world.community
    practice = practices.practice(community, by=by)
    return {
        "practices.talked": practice,
        "norm-reflections": practices.norm(
            practice, world.groups["women"], by=by, doubts="Marriage did not stop my suffering."
        ),
        "by-laws": practices.by_law(
            community, by=by, practice=practice, sanctions="The family of a pregnant girl pays.",
            review_on=clock.today(),
        ),
        "process-checks": _checks(world),
    }  # fmt: skip


def _checks(world: factories.World) -> Any:
    """Two groups of children and the facilitator; they do not see it alike."""
    practices.check(world.round, None, by=world.facilitator)
    practices.check(world.round, world.groups["boys_10_13"], by=world.facilitator, answer="partly")
    girls = world.groups["girls_10_13"]
    return practices.check(world.round, girls, by=world.facilitator, safe="no", note="It was dark.")


def _referrals(world: factories.World) -> dict[str, Any]:
    return {
        "referrals": referrals.named(world),
        "referrals.draft": referrals.draft(world),
        "referrals.accepted": referrals.named(world, status="accepted"),
        "referrals.declined": referrals.in_state(world, "declined"),
        "concerns": referrals.concern(world),
        "concerns.taken-up": referrals.taken_up(world),
        "consent": world.ngo,
        "sharing-agreements": referrals.shared_with(world, world.service),
        "sharing-agreements.ended": referrals.ended(world),
    }
