"""How does a plan come about, go to its community, come back and go on? Every write of its text."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import Record, assign, create_once, lock
from cpfacilitate.lib.states import check_transition
from participants.actions import demand_live_agreement
from participants.models import ProtectivePractice, Round
from participants.permissions import holds

from ..guard import demand_names_nobody
from ..models import ActionPlan, Choice, Harm, PlanEdition, Revision
from ..models.plans import SAY_WHY_ON_NOTHING, harms_raised_in
from ..permissions import plans as permissions
from ..safeguards import first_asking, report_sentence
from ..states import PLAN_TRANSITIONS, PlanStatus
from .revisions import keep_revision


@transaction.atomic
def add_plan(
    *,
    id: uuid.UUID,
    round: Round,
    harm: Harm,
    name: str,
    goal: str,
    by: User,
    builds_on: Iterable[ProtectivePractice] = (),
    builds_on_reason: str = "",
    choice: Choice | None = None,
    identifier_reason: str = "",
) -> ActionPlan:
    """Begin a plan with the community about a harm it chose."""
    community = round.community
    permissions.demand_prepare_plan(by, community)
    demand_live_agreement(community)
    demand_told(harm, round)
    choice = choice and lock(choice)  # nobody takes it out meanwhile
    _demand_about(choice, harm, round)
    builds_on = list(builds_on)
    why_none = _why_on_nothing(builds_on, builds_on_reason)
    demand_no_reporting(None, name, goal)
    reason = demand_names_nobody(
        ActionPlan(pk=id, community=community), identifier_reason, name, goal, why_none,
        of=id, new=True, by=by,
    )  # fmt: skip
    plan, made = create_once(
        ActionPlan,
        id=id,
        by=by,
        community=community,
        round=round,
        harm=harm,
        choice=choice,
        name=name,
        goal=goal,
        builds_on_reason=why_none,
        identifier_reason=reason,
        status_at=clock.now(),
    )
    if made:
        plan.builds_on.set(builds_on)
        record("plan.added", plan, by=by)
    return plan


def _why_on_nothing(builds_on: Collection[ProtectivePractice], why: str) -> str:
    """Why the plan builds on nothing that protects already; nothing where it builds on something."""
    if builds_on:
        return ""
    if not why.strip():
        raise NotPossible(SAY_WHY_ON_NOTHING)
    return why.strip()


def _demand_about(choice: Choice | None, harm: Harm, listening: Round) -> None:
    """What a gathering chose stands at the beginning of a plan about the same harm of the same round."""
    finding = choice and choice.option.finding
    if finding and (finding.harm_id, finding.round_id) != (harm.pk, listening.pk):
        raise NotPossible(_("The gathering chose this about something else. Begin a plan there."))


def demand_told(harm: Harm, listening: Round) -> None:
    """A plan is read by the whole community: it answers only what a group of its round lets it hear."""
    if not harms_raised_in(listening).filter(pk=harm.pk).exists():
        raise NotPossible(
            _(
                "No group of this round lets the community hear of this. Ask the groups first, let "
                "the plan be about something else, or set it aside."
            ),
            harm,
        )


def demand_no_reporting(about: Record | None, *texts: str) -> None:
    """No words of a plan ask children to watch or report on adults."""
    if found := first_asking(*texts):
        raise NotPossible(report_sentence(found), about)


@transaction.atomic
def edit_plan(
    plan: ActionPlan,
    *,
    version: int,
    harm: Harm,
    name: str,
    goal: str,
    by: User,
    builds_on: Iterable[ProtectivePractice] = (),
    builds_on_reason: str = "",
    identifier_reason: str = "",
) -> ActionPlan:
    """Change the words of a plan. What was agreed goes back to the community by itself."""
    plan, text = open_text(plan, by=by, version=version)
    if harm != plan.harm:
        demand_told(harm, plan.round)
    before = list(plan.builds_on.all())
    now = sorted(builds_on, key=lambda practice: (practice.created_at, practice.pk))
    why_none = _why_on_nothing(now, builds_on_reason)
    demand_no_reporting(plan, name, goal)
    reason = demand_names_nobody(
        plan,
        identifier_reason,
        name,
        goal,
        why_none,
        of=plan.pk,
        standing=(plan.unheard_reason, plan.set_aside_reason),
        by=by,
    )
    values = {
        "harm": harm,
        "name": name,
        "goal": goal,
        "builds_on_reason": why_none,
        "identifier_reason": reason,
    }
    revise(plan, values, "plan.edited", by=by)
    if now != before:
        plan.builds_on.set(now)
        keep_revision(plan, {"builds_on": [practice.pk for practice in before]}, by=by)
        plan.version += 1
        plan.save(update_fields=["version"])
        record("plan.edited", plan, by=by, fields=["builds_on"])
    return text_changed(plan, text, by=by)


@transaction.atomic
def send_plan(
    plan: ActionPlan,
    *,
    version: int,
    by: User,
    unheard_reason: str = "",
    identifier_reason: str = "",
) -> ActionPlan:
    """Put the plan before the community. Who was not heard is a reason to wait, or to say why not."""
    plan = lock(plan, version=version)
    demand_sendable(plan, by=by)
    unheard = [str(group) for group in plan.unheard_groups()]
    if unheard and not unheard_reason.strip():
        raise NotPossible(unheard_sentence(unheard), plan)
    _demand_reason_names_nobody(plan, unheard_reason if unheard else "", identifier_reason, by=by)
    _move(
        plan,
        PlanStatus.WITH_COMMUNITY,
        "plan.sent",
        by=by,
        edition=plan.edition + 1,
        unheard_reason=unheard_reason.strip() if unheard else "",
    )
    _put_before_community(plan, by=by)
    return plan


def _demand_reason_names_nobody(plan: ActionPlan, why: str, reason: str, *, by: User) -> None:
    """Why a plan moves is read by everybody who reads the plan."""
    standing = (plan.name, plan.goal, plan.builds_on_reason)
    demand_names_nobody(plan, reason, why, of=plan.pk, standing=standing, by=by)


def demand_sendable(plan: ActionPlan, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless the plan can go before the community now."""
    demand_move(plan, PlanStatus.WITH_COMMUNITY, by=by)
    demand_live_agreement(plan.community)
    demand_told(plan.harm, plan.round)
    if not plan.actions.exists():
        raise NotPossible(_("Put in at least one step before the community is asked."), plan)


def unheard_sentence(groups: list[str]) -> str:
    """What a person reads who decides, or sends a plan, although some were not heard."""
    words = {"groups": get_text_list(groups, _("and"))}
    return (
        _("Not heard in this round: %(groups)s. Hear them first, or write why it is done now.")
        % words
    )


@transaction.atomic
def take_back_plan(plan: ActionPlan, *, version: int, by: User) -> ActionPlan:
    """Take the plan back to make the change a group asked for."""
    plan = lock(plan, version=version)
    demand_move(plan, PlanStatus.DRAFT, by=by)
    demand_live_agreement(plan.community)
    if not plan.answers().asked().exists():
        raise NotPossible(
            _("No group has asked for a change. The plan stays with the community."), plan
        )
    return _move(plan, PlanStatus.DRAFT, "plan.taken_back", by=by)


@transaction.atomic
def move_plan(
    plan: ActionPlan,
    to: str,
    *,
    version: int,
    by: User,
    set_aside_reason: str = "",
    identifier_reason: str = "",
) -> ActionPlan:
    """Begin, look back, conclude, or set aside with whose decision that was."""
    plan = lock(plan, version=version)
    demand_move(plan, to, by=by)
    if to not in (*permissions.UNDER_WAY[1:], *permissions.OVER):
        raise NotPossible(_("A plan is sent, taken back and agreed on pages of their own."), plan)
    if to != PlanStatus.SET_ASIDE:
        demand_live_agreement(plan.community)
        return _move(plan, to, f"plan.{to}", by=by)
    if not set_aside_reason.strip():
        raise NotPossible(_("Say whose decision it was to set the plan aside, and why."), plan)
    _demand_reason_names_nobody(plan, set_aside_reason, identifier_reason, by=by)
    return _move(plan, to, f"plan.{to}", by=by, set_aside_reason=set_aside_reason.strip())


def demand_open_text(plan: ActionPlan, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may change the words of the plan now."""
    permissions.demand_prepare_plan(by, plan.community)
    demand_live_agreement(plan.community)
    if permissions.is_text_open(plan):
        return
    if plan.status == PlanStatus.WITH_COMMUNITY:
        raise NotPossible(
            _(
                "A group has already answered these words. When a change is asked for, take the "
                "plan back; then you can write."
            ),
            plan,
        )
    words = {"status": plan.get_status_display()}
    raise NotPossible(
        _("The plan stands at “%(status)s”. Its words stay as they are.") % words, plan
    )


def open_text(
    plan: ActionPlan, *, by: User, version: int | None = None
) -> tuple[ActionPlan, dict[str, Any]]:
    """The plan, held for a change of its words before any of its steps is, and its text until now."""
    plan = lock(plan, version=version)
    demand_open_text(plan, by=by)
    return plan, plan.text()


def text_changed(plan: ActionPlan, before: Mapping[str, Any], *, by: User) -> ActionPlan:
    """Ask the community again when its plan no longer reads as it did."""
    if plan.status == PlanStatus.DRAFT or plan.text() == before:
        return plan
    demand_told(plan.harm, plan.round)
    _move(plan, PlanStatus.WITH_COMMUNITY, "plan.sent_back", by=by, edition=plan.edition + 1)
    _put_before_community(plan, by=by)
    return plan


def revise(record_: Record, values: Mapping[str, Any], event: str, *, by: User) -> dict[str, Any]:
    """Write what differs: the names of the fields to the audit, what they said to a Revision."""
    before = assign(record_, values)
    if before:
        keep_revision(record_, before, by=by, version=record_.version - 1)
        record(event, record_, by=by, fields=before)
    return before


def keep_with_plan(plan: ActionPlan, *rows: Record) -> None:
    """Rows of a plan go: what they said before stays with the plan, and goes when it does."""
    earlier = Revision.objects.filter(record_id__in=[row.pk for row in rows])
    for revision in earlier:
        revision.values = {"of": str(revision.record_id)} | revision.values
        revision.record_id = plan.pk
    Revision.objects.bulk_update(earlier, ["record_id", "values"])


def demand_move(plan: ActionPlan, to: str, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless the table lets `by` move the plan there now."""
    check_transition(PLAN_TRANSITIONS, plan, to, lambda p: holds(by, p, plan.community))


def _move(plan: ActionPlan, to: str, event: str, *, by: User, **values: Any) -> ActionPlan:
    changed = assign(plan, {"status": to, "status_at": clock.now(), **values})
    record(event, plan, by=by, fields=changed)
    return plan


def _put_before_community(plan: ActionPlan, *, by: User) -> None:
    """Keep the text as it is sent, and tell the planning group that something waits."""
    PlanEdition.objects.create(
        plan=plan, number=plan.edition, text=plan.text(), sent_at=clock.now(), sent_by=by
    )
    told = plan.community.planning_group.filter(left_on=None, user__is_active=True)
    for user in User.objects.filter(pk__in=told.values("user")):
        notify(user, about=plan)
