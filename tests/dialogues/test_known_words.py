"""What the guard does not ask about tells nobody what they may not read."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from dialogues.actions import plans as plan_actions
from dialogues.actions import sessions
from dialogues.guard import seen_in
from tests.factories import fresh

from . import factories
from . import plan_factories as plans

SAID = "People speak of Nyu Trɔbu now."


def said_by(world, group: str, scope: str) -> None:
    session = factories.filled(
        world.groups[group],
        by=world.facilitator,
        harms=[("nyu trɔbu", "")],
        scopes={"nyu trɔbu": scope},
    )
    sessions.record_session(session, version=session.version, by=world.facilitator)


def asked(world, person, text: str = SAID) -> list[str]:
    return [hint.excerpt for hint in seen_in(world.community, [text], by=fresh(person))]


def test_a_term_is_known_to_whoever_may_read_it(world):
    """Withheld: to whoever reads sessions. Told: to the committee as well, not to a coordinator."""
    everybody = (world.facilitator, world.mentor, world.committee_member, world.coordinator)
    assert [asked(world, person) for person in everybody] == [["Nyu Trɔbu"]] * 4
    said_by(world, "girls_10_13", "group_only")
    assert [bool(asked(world, person)) for person in everybody] == [False, False, True, True]
    said_by(world, "women", "community_unattributed")
    assert [bool(asked(world, person)) for person in everybody] == [False, False, False, True]


def test_what_protects_is_known_where_it_is_told(world):
    for group, scope, known in (
        ("girls_10_13", "group_only", [True, False]),
        ("women", "community_unattributed", [True, True]),
    ):
        session = factories.filled(world.groups[group], by=world.facilitator)
        strengths = [{"local_term": "nyu trɔbu", "gloss": "", "share_scope": scope}]
        session = sessions.save_session(
            session, version=session.version, values={}, rows={"strengths": strengths},
            by=world.facilitator,
        )  # fmt: skip
        sessions.record_session(session, version=session.version, by=world.facilitator)
        people = (world.facilitator, world.committee_member)
        assert [not asked(world, person) for person in people] == known


def test_the_name_of_a_plan_is_known_to_whoever_sees_the_plan(world):
    plan = plans.draft(world)
    plan = plan_actions.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="nyu trɔbu", goal=plan.goal, builds_on=[],
        builds_on_reason=plans.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    people = (world.facilitator, world.mentor, world.committee_member, world.coordinator)
    assert [bool(asked(world, person)) for person in people] == [False, False, True, True]
    plan_actions.send_plan(plan, version=plan.version, by=world.facilitator)
    assert [bool(asked(world, person)) for person in people] == [False] * 4


@pytest.mark.parametrize("scope", ["group_only", "facilitators"])
def test_an_answer_of_the_committee_is_no_probe(world, as_user, scope):
    """Asked about before a group said the word in confidence, and just so afterwards."""
    plan, client = plans.sent(world), as_user(world.committee_member)
    url = reverse("dialogues:plan_review", args=[plan.pk])
    posted = {
        "id": str(uuid.uuid4()), "edition": 1, "subgroup": world.groups["women"].pk,
        "answer": "change", "words": SAID,
    }  # fmt: skip
    before = client.post(url, posted)
    said_by(world, "girls_10_13", scope)
    after = client.post(url, posted)
    assert (before.status_code, after.status_code) == (422, 422)
    assert "“Nyu Trɔbu” (may be a person’s name)" in after.content.decode()


def test_a_word_confirmed_once_is_asked_about_in_every_other_record(world):
    """A term, a strength and the name of a plan that needed a reason are known to nobody."""
    session = factories.filled(
        world.groups["women"], by=world.facilitator, harms=[("Uncle Sorie", "")]
    )
    sessions.record_session(
        session, version=session.version, identifier_reason="A mask.", by=world.facilitator
    )
    plan = plans.draft(world)
    plan_actions.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="Kadie Bangura", goal=plan.goal,
        builds_on=[], builds_on_reason=plans.WHY_NONE, identifier_reason="A well.",
        by=world.facilitator,
    )  # fmt: skip
    said = "At Kadie Bangura we met Uncle Sorie."
    assert len(asked(world, world.facilitator, said)) == 2
