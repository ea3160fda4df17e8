"""The page of questions: for facilitator and mentor; for everybody else there is no such page."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.overview.reflection_page import facts_of, with_children_who_plan
from dialogues.actions import plans
from participants import actions
from participants.models import Community
from tests.dialogues import factories as sessions
from tests.dialogues import plan_factories as make
from tests.participants import factories
from tests.test_urls import address

READERS = ("facilitator", "mentor")
ASKED = (
    "Who speaks first in the meetings",
    "Where could children come into the planning",
    "had they chosen?",
    "who had not met yet?",
    "Whose silence do we take for a yes?",
    "Which step could children lead",
    "before we came?",
)


def url(community) -> str:
    return reverse("overview:reflect", args=[community.pk])


def facts(world):
    known = with_children_who_plan(Community.objects.for_list())
    return facts_of(known.get(pk=world.community.pk))


def captured(world):
    """A plan that men alone wanted, about what no child named, sent before the others were heard."""
    by = world.facilitator
    member = factories.member(world)
    actions.edit_planning_group_member(member, version=1, name="Sorie", chairs=True, by=by)
    sessions.recorded(
        world.groups["men"], by=by, harms=[("vijana bure", "idle youth")],
        scopes={"vijana bure": "community_attributed"},
    )  # fmt: skip
    plan = plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=world.community.harms.get(), name="Busy hands",
        goal="No idle youth.", builds_on_reason="Nobody was asked.", by=by,
    )  # fmt: skip
    make.step(plan, world)
    plan = make.again(plan)
    plan = plans.send_plan(
        plan, version=plan.version, unheard_reason="The chair leaves soon.", by=by
    )
    make.answer(plan, by, world.groups["men"])
    return plan


def test_the_questions_and_where_they_come_from(world, as_user):
    captured(world)
    for name in READERS:
        text = as_user(getattr(world, name)).get(url(world.community)).content.decode()
        assert [words for words in ASKED if words not in text] == []
        for line in ("The chair leaves soon.", "Still silent: Women", "“vijana bure”"):
            assert line in text


def test_no_other_page_of_others_knows_of_it(world, as_user):
    plan = captured(world)
    others = [name for name in world.cast if name not in READERS]
    codes = factories.codes(as_user, world, others, url(world.community))
    assert codes == dict.fromkeys(others, 404)
    made = {"communities": world.community, "plans": plan, "agreements": world.community.agreement}
    for name in ("committee_member", "coordinator"):
        for target in (
            "home", "overview:community_page", "overview:practice_list", "dialogues:plan_show",
            "participants:member_list", "participants:agreement_show",
        ):  # fmt: skip
            text = as_user(getattr(world, name)).get(address(target, made)).content.decode()
            told = [words for words in (*ASKED, "reflect", "eflect on") if words in text]
            assert told == []


def test_it_is_not_for_paper(world, as_user):
    captured(world)
    text = as_user(world.mentor).get(url(world.community)).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    before, _, kept_off = main.partition('<div class="no-print">')
    assert [words for words in ASKED if words in before] == []
    assert kept_off.rstrip().endswith("</div>")


def test_kind_when_there_is_nothing_to_ask(world, as_user):
    factories.children(world)
    make.agreed(world)
    text = as_user(world.mentor).get(url(world.community)).content.decode()
    assert "No question today" in text


def test_a_decision_before_the_groups_met(world):
    plan = make.agreed(world)
    (said,) = facts(world).plans
    assert said.met_after_the_decision == ()
    late = world.round.planned_voices.filter(subgroup__in=[world.groups["women"]])
    late.update(heard_on=clock.today() + timedelta(days=1))
    (said,) = facts(world).plans
    assert (said.name, said.met_after_the_decision) == (plan.name, ("Women",))


def test_only_the_newest_plan_of_a_round(world):
    make.agreed(world)
    draft = make.draft(world)
    plans.edit_plan(
        draft, version=draft.version, harm=draft.harm, name="The newer one", goal=draft.goal,
        builds_on=draft.builds_on.all(), by=world.facilitator,
    )  # fmt: skip
    assert [plan.name for plan in facts(world).plans] == ["The newer one"]


def test_another_round_has_a_plan_of_its_own(world):
    make.agreed(world)
    second = actions.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    sessions.recorded(
        world.groups["women"], by=world.facilitator, scopes={"ebi wok": "community_attributed"}
    )
    plans.add_plan(
        id=uuid.uuid4(), round=second, harm=world.community.harms.get(local_term="ebi wok"),
        name="Again", goal="Less.", builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    said = facts(world).plans
    assert [(plan.name, plan.in_a_child_list) for plan in said] == [
        ("Again", False), ("Books before buckets", True),
    ]  # fmt: skip


def test_what_a_draft_of_a_session_lists_is_not_listed(world):
    plan = make.agreed(world)
    world.round.sessions.update(status="draft")
    (said,) = facts(world).plans
    assert (said.name, said.in_a_child_list) == (plan.name, False)


def test_the_queries_are_bounded(world, as_user, django_assert_max_num_queries):
    make.agreed(world)
    client = as_user(world.mentor)
    assert client.get(url(world.community)).status_code == 200
    with django_assert_max_num_queries(12) as few:
        client.get(url(world.community))
    for _ in range(3):
        make.agreed(world)
    for number in range(20):
        factories.member(world, f"Member {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(url(world.community))


def test_who_may_and_how(world, as_user):
    for name in READERS:
        client = as_user(getattr(world, name))
        assert client.get(url(world.community)).status_code == 200
        assert client.get(url(world.outside_community)).status_code == 404
        assert client.post(url(world.community)).status_code == 405
    paused = Community.objects.get(pk=world.community.pk)
    actions.move_agreement(
        paused.agreement, "paused", decided_on=clock.today(), by=world.committee_member
    )
    assert as_user(world.mentor).get(url(paused)).status_code == 200
