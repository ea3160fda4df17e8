"""What does a community take with it? Everything that it may read about itself, and nothing else.

One computation of plain values: the page, the JSON and the tables are all drawn from it. It is the
same for whoever opens it, because it is the community's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cpfacilitate.lib import clock
from dialogues.models import Action, ActionPlan, ByLaw, ChildRole, ProgressReport, Whose
from dialogues.models.plan_resources import brought_by_in_words
from dialogues.models.told import told_words
from dialogues.states import PlanStatus
from participants.models import (
    CHILD_AGES,
    AgreementMove,
    Children,
    Community,
    ProtectivePractice,
    Service,
    fold,
)
from participants.models.service_rows import unfold, with_rows
from participants.words import of_move

from . import pack_decided, pack_heard, pack_links, pack_seen

Pack = dict[str, Any]


def language_of(community: Community) -> str | None:
    """The community's language where the product speaks it, else the reader's own."""
    known = dict(settings.LANGUAGES)
    return community.language if community.language in known else get_language()


def of(community: Community) -> Pack:
    """The pack, in the language that is active."""
    return {
        "community": community.name,
        "district": community.cluster.district,
        "made_on": clock.today(),
        "agreement": _agreement(community),
        "heard": pack_heard.rounds(community),
        "plans": _plans(community),
        "protects": [_practice(one) for one in ProtectivePractice.objects.told_in(community)],
        "rules": [_rule(one) for one in ByLaw.objects.filter(community=community).for_list()],
        "children_in_planning": [
            {
                "what": part.get_part_display(),
                "who": str(Children(part.sex).label),
                "age": dict(CHILD_AGES)[part.age_band],
                "how_many": part.how_many,
            }
            for part in community.children_in_planning.current()
        ],
        "handed_over": [
            {
                "what": one.what,
                "group": one.group.label,
                "people": one.people,
                "under_18": one.under_18,
                "since": one.handed_on,
            }
            for one in community.handovers.for_list()
        ],
        "contacts": _contacts(community),
        "links": pack_links.links(community),
        "barriers": pack_links.barriers(community),
        "services": _services(community),
        "ways": _ways(community),
        "ownership": pack_seen.ownership(community),
    }


# --- What was decided ----------------------------------------------------------------------------


def _agreement(community: Community) -> dict[str, Any]:
    agreement, since, story = community.agreement, "exploring", []
    for move in agreement.moves.history():
        story.append(
            {
                "on": move.decided_on,
                "what": str(of_move(since, move.to).history),
                "words": move.words,
                "asked": _asked(move),
            }
        )
        since = move.to
    return {
        "status": agreement.get_status_display(),
        "we_will": agreement.we_will,
        "we_will_not": agreement.we_will_not,
        "expectations": agreement.expectations,
        "conditions": agreement.conditions,
        "story": story,
    }


def _asked(move: AgreementMove) -> list[dict[str, Any]]:
    """Each group of adults and its answer; that children were asked, and not what one group said."""
    answers = list(move.answers.all())
    asked = [
        {
            "who": answer.subgroup.label,
            "answer": answer.get_answer_display(),
            "people": answer.people,
        }
        for answer in answers
        if not answer.is_child
    ]
    if any(answer.is_child for answer in answers):
        asked.append({"who": _("Children"), "answer": _("Asked"), "people": None})
    return asked


# --- What protects, and what was ruled -----------------------------------------------------------


def _practice(practice: ProtectivePractice) -> dict[str, Any]:
    details = ("who_does_it", "which_children", "works_when", "gaps")
    return {
        "local_term": practice.local_term,
        "gloss": practice.gloss,
        "language": practice.language,
        **{name: practice.details.get(name, "") for name in details},
    }


def _rule(rule: ByLaw) -> dict[str, Any]:
    names = (
        "local_title", "text", "agreed_on", "who_agreed", "sanctions", "who_enforces", "appeal",
        "effect_on_poorest", "review_on", "ended_on", "ended_because",
    )  # fmt: skip
    return {name: getattr(rule, name) for name in names}


# --- What was planned ----------------------------------------------------------------------------


def _plans(community: Community) -> list[dict[str, Any]]:
    """The plans as they were put before the community."""
    sent = ActionPlan.objects.of_community(community).filter(edition__gte=1)
    read = sent.for_page().prefetch_related("editions").order_by("created_at", "id")
    plans, steps = list(read), defaultdict(list)
    for action in Action.objects.filter(plan__in=plans).for_page().prefetch_related("reports"):
        steps[action.plan_id].append(action)
    seen = pack_seen.of_plans(plans)
    protects = _by_key(one.local_term for one in ProtectivePractice.objects.told_in(community))
    named = {
        listening: _by_key(term for term, _gloss in told_words(listening).values())
        for listening in {plan.round for plan in plans}
    }
    return [
        _plan(plan, steps[plan.pk], named[plan.round], protects) | seen[plan.pk] for plan in plans
    ]


def _by_key(words: Iterable[str]) -> dict[str, str]:
    """Words as they are looked up → as the people who let the community hear them said them."""
    return {fold(word): word for word in words}


def _plan(
    plan: ActionPlan,
    actions: list[Action],
    named: Mapping[str, str],
    protects: Mapping[str, str],
) -> dict[str, Any]:
    """Of the words that were sent, only those that may still be heard: this copy leaves the house."""
    rewritten = plan.status in (PlanStatus.DRAFT, PlanStatus.SET_ASIDE)
    text = plan.texts[plan.edition] if rewritten else plan.text(actions)
    records = {str(action.pk): action for action in actions}
    return {
        "name": text["name"],
        "goal": text["goal"],
        "about": named.get(fold(text["harm"]), ""),
        "builds_on": [protects[fold(word)] for word in text["builds_on"] if fold(word) in protects],
        "status": plan.get_status_display(),
        "set_aside": plan.set_aside_reason,
        "decisions": [
            {
                "on": decision.held_on,
                "how": decision.get_how_display(),
                "present": decision.present,
                "dissent": decision.dissent,
            }
            for decision in plan.decisions.all()
        ],
        "works_with": [_resource(line) for line in text.get("resources", ())],
        "steps": [_step(step, records.get(step["id"])) for step in text["actions"]],
        "questions": pack_decided.questions(plan),
    }


def _step(step: Mapping[str, Any], record: Action | None) -> dict[str, Any]:
    """A step with how far it came, as long as it still says what the community was sent."""
    now = {} if record is None else record.text()
    same = record is not None and now | dict(step) == now
    return {
        "what": step["what"],
        "how": step["details"],
        "group": step["owner_group"],
        "starts_on": _day(step["starts_on"]),
        "ready_by": _day(step["due_on"]),
        "status": record.get_status_display() if same else "",
        "evidence": record.evidence if same else "",
        "dropped": step["dropped"],
        "children": [_role(role) for role in step["roles"]],
        "on_the_way": [
            {"what": one["what"], "wanted_by": _day(one["due_on"])}
            for one in step.get("milestones", ())
        ],
        "told": [_report(report) for report in record.reports.all()] if record else [],
    }


def _resource(line: Mapping[str, Any]) -> dict[str, Any]:
    """One thing the plan works with, or a service and what for."""
    kept = {name: line[name] for name in ("what", "how_much", "brought_by", "service")}
    kept["brought_by"] = brought_by_in_words(kept["brought_by"])
    return {"whose": str(Whose(line["whose"]).label), **kept}


def _report(report: ProgressReport) -> dict[str, Any]:
    """What was told of a step, as the community wrote or said it."""
    return {
        "on": report.reported_on,
        "what": report.steps_taken,
        "stood_in_the_way": report.obstacle,
        "what_we_did_about_it": report.answer_words,
        "nobody_expected": report.unexpected,
        "how_far": "" if report.progress is None else report.get_progress_display(),
        "led_by": report.get_led_by_display(),
    }


def _role(role: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "what": role["role"],
        "who": str(Children(role["sex"]).label),
        "age": dict(CHILD_AGES)[role["age_band"]],
        "how_many": int(role["how_many"]),
        "leads": str(ChildRole.Mode(role["mode"]).label),
    }


def _day(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


# --- Whom to turn to -----------------------------------------------------------------------------


def _contacts(community: Community) -> list[dict[str, Any]]:
    """Whom the community reaches by itself."""
    return [
        {
            "service": one.service.name,
            "ask_for": one.ask_for,
            "phone": one.service.numbers,
            "since": one.since_on,
        }
        for one in community.live_contacts.for_list().prefetch_related("service__phones")
    ]


def _services(community: Community) -> list[dict[str, Any]]:
    """What is open in the district, as the directory says it."""
    found = with_rows(Service.objects.open().of(area=community.cluster.district).by_name())
    return [_service(unfold(service)) for service in found[: Service.ON_A_SHEET]]


def _service(service: Service) -> dict[str, Any]:
    """What a family needs to know of it, in one line each."""
    hours = [_("day and night")] if service.open_24h else []
    return {
        "service": service.name,
        "kind": service.get_kind_display(),
        "phone": service.numbers,
        "hours": "; ".join([*hours, *map(str, service.schedules.all())]),
        "fees": "; ".join(
            filter(None, [service.fees_description, *map(str, service.cost_options.all())])
        ),
        "languages": ", ".join(map(str, service.languages.all())),
    }


def _ways(community: Community) -> list[dict[str, Any]]:
    """What they said keeps them from a service, each time they were asked."""
    return [
        {
            "service": seen.service.name,
            "on": seen.asked_on,
            "said": "; ".join(
                f"{one['obstacle'].label}: {one['answer'].label}" for one in seen.answers()
            ),
            "minutes": seen.travel_minutes,
            "cost": seen.travel_cost,
            "words": seen.words,
        }
        for seen in community.access_views.for_list()
    ]


# --- The same as tables --------------------------------------------------------------------------


def tables(pack: Pack) -> dict[str, list[dict[str, Any]]]:
    """Name of a table → its rows; nothing in them that is not in the pack."""
    return {
        "agreement": list(_agreement_rows(pack["agreement"])),
        "heard": _by_round(pack, "findings"),
        "what_came_of_it": _by_round(pack, "what_came_of_it"),
        "plans": [
            {"plan": plan["name"], **_without(step, "children")}
            for plan in pack["plans"]
            for step in plan["steps"]
        ],
        "decisions": [
            {"plan": plan["name"], **decision}
            for plan in pack["plans"]
            for decision in plan["decisions"]
        ],
        "children": [
            {"plan": plan["name"], "step": step["what"], **role}
            for plan in pack["plans"]
            for step in plan["steps"]
            for role in step["children"]
        ],
        **pack_decided.tables(pack),
        **pack_seen.tables(pack),
        **pack_links.tables(pack),
        **{
            name: pack[name]
            for name in (
                "protects",
                "rules",
                "children_in_planning",
                "handed_over",
                "contacts",
                "services",
                "ways",
            )
        },
    }


def _by_round(pack: Pack, name: str) -> list[dict[str, Any]]:
    return [{"round": heard["round"], **row} for heard in pack["heard"] for row in heard[name]]


def _agreement_rows(agreement: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    nobody = {"who": "", "answer": "", "people": None}
    for step in agreement["story"]:
        for asked in step["asked"] or [nobody]:
            yield {**_without(step, "asked"), **asked}


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
