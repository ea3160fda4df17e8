"""Every piece of a plan × every status × every person, against lists that the tables do not write."""

from collections.abc import Iterable

import pytest
from django.urls import reverse

from dialogues.models import ActionPlan
from dialogues.states import PlanStatus

from . import option_factories as options
from . import plan_factories as make

FACILITATOR, COMMITTEE, MENTOR = "facilitator", "committee_member", "mentor"
WRITTEN = ("draft", "with_community", "agreed", "in_action")  # the words can be changed
SENT = ("with_community", "agreed", "in_action", "reflecting", "concluded")
TALKED_OVER = ("draft", "with_community", "agreed", "in_action", "reflecting")
UNDER_WAY = ("agreed", "in_action", "reflecting")
ALL = tuple(PlanStatus.values)
SENT_OR_OVER = (*SENT, "set_aside")

# what is opened → in which statuses, by whom. Whoever else of the community's side reads the plan is
# refused, or told why not now; whoever does not read it finds nothing.
OPENS: dict[str, tuple[Iterable[str], set[str]]] = {
    "plan_edit": (WRITTEN, {FACILITATOR}),
    "action_add": (WRITTEN, {FACILITATOR}),
    "action_edit": (WRITTEN, {FACILITATOR}),
    "child_role_add": (WRITTEN, {FACILITATOR}),
    "milestone_add": (WRITTEN, {FACILITATOR}),
    "plan_resource_add": (WRITTEN, {FACILITATOR}),
    "plan_send": (("draft",), {FACILITATOR}),
    "plan_as_told": (("with_community",), {FACILITATOR}),
    "plan_agree": ((), set()),  # a group has not answered yet
    "plan_set_aside": (TALKED_OVER, {FACILITATOR}),
    "progress_report_add": (UNDER_WAY, {FACILITATOR, COMMITTEE}),
    "sign_add": (("draft", *SENT), {FACILITATOR}),
    "look_back_add": (SENT, {FACILITATOR}),
    "best_interests_add": (TALKED_OVER, {FACILITATOR}),
    "red_flag_add": (TALKED_OVER, {FACILITATOR, MENTOR}),
    "plan_criteria": (TALKED_OVER, {FACILITATOR}),
    "ownership_review_add": (ALL, {FACILITATOR, COMMITTEE}),
    "option_add": (ALL, {FACILITATOR}),
    "option_view_add": (ALL, {FACILITATOR}),
    "choice_add": (ALL, {FACILITATOR}),
}
# Who reads the plan while it is a draft that nobody was sent, and from the first sending on.
READERS = {
    "draft": {FACILITATOR, MENTOR},
    **{key: {FACILITATOR, COMMITTEE, MENTOR, "coordinator"} for key in SENT_OR_OVER},
}


def addresses(world, plan: ActionPlan) -> dict[str, str]:
    """Where each piece is begun, for one plan and the options from which it could have come."""
    finding = options.findings.found(world.round, "ebi wok")[0]
    option = options.option(finding, by=world.facilitator)
    action = make.first_step(plan)
    asked = {
        "action_add": f"?plan={plan.pk}", "plan_resource_add": f"?plan={plan.pk}",
        "sign_add": f"?plan={plan.pk}", "look_back_add": f"?plan={plan.pk}",
        "child_role_add": f"?action={action.pk}", "milestone_add": f"?action={action.pk}",
        "progress_report_add": f"?action={action.pk}", "option_add": f"?finding={finding.pk}",
        "option_view_add": f"?option={option.pk}", "choice_add": f"?option={option.pk}",
    }  # fmt: skip
    keys = {"action_edit": action.pk, "ownership_review_add": world.community.pk}
    return {
        name: reverse(
            f"dialogues:{name}", args=[] if name in asked else [keys.get(name, plan.pk)]
        ) + asked.get(name, "")
        for name in OPENS
    }  # fmt: skip


def codes(as_user, world, urls: dict[str, str], names: Iterable[str]) -> dict[str, dict[str, int]]:
    """What is opened → person → how it is answered."""
    clients = {name: as_user(world.cast[name]) for name in names}
    return {
        what: {name: client.get(url).status_code for name, client in clients.items()}
        for what, url in urls.items()
    }


@pytest.mark.parametrize("status", PlanStatus.values)
def test_who_opens_what(world, as_user, status):
    plan = make.moved(world, status)
    insiders = (FACILITATOR, COMMITTEE, MENTOR, "coordinator")
    answered = codes(as_user, world, addresses(world, plan), insiders)
    opened = {
        what: {name for name, code in given.items() if code == 200}
        for what, given in answered.items()
    }
    assert opened == {
        what: (people if status in statuses else set())
        for what, (statuses, people) in OPENS.items()
    }
    others = {code for given in answered.values() for code in given.values()} - {200}
    assert others <= {403, 404, 409}
    of_plan = set(OPENS) - {"ownership_review_add", "option_add", "option_view_add", "choice_add"}
    hidden = {name for what in of_plan for name, code in answered[what].items() if code == 404}
    assert hidden == set(insiders) - READERS[status]


@pytest.mark.parametrize("status", ["draft", "with_community", "in_action"])
def test_nobody_else_finds_any_of_it(world, as_user, status):
    """Of another community, another organisation, another role, or of none."""
    plan = make.moved(world, status)
    inside = {FACILITATOR, COMMITTEE, MENTOR, "coordinator"}
    others = [name for name in world.cast if name not in inside]
    assert len(others) == 11
    answered = codes(as_user, world, addresses(world, plan), others)
    assert {code for given in answered.values() for code in given.values()} == {404}
