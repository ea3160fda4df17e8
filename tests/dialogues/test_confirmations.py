"""Words kept with a reason are a row of their own, as long as the words stand."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, reviews, sessions, steps
from dialogues.models import Confirmation, DialogueSession
from dialogues.models.rows import stored_rows

from . import factories
from . import plan_factories as make

NAMED = "We help Kadie Bangura with the water"
WHY = "It is the name of a well."


def kept() -> list[tuple[list[str], str]]:
    """What is kept, in the order in which it was."""
    return [(row.words, row.reason) for row in Confirmation.objects.order_by("at", "pk")]


def changed(session, **values) -> DialogueSession:
    session = DialogueSession.objects.get(pk=session.pk)
    return sessions.save_session(
        session, version=session.version, values=values, rows={}, by=session.created_by
    )


@pytest.fixture
def session(world):
    """A session that counts, with a name in it."""
    session = factories.filled(
        world.groups["girls_10_13"], by=world.facilitator, promise="We ask Kadie Bangura"
    )
    return sessions.record_session(
        session, version=session.version, identifier_reason=WHY, by=world.facilitator
    )


def test_a_draft_keeps_none_and_a_record_keeps_one(world, session):
    row = Confirmation.objects.get()
    assert (row.words, row.reason, row.by) == (["Kadie Bangura"], WHY, world.facilitator)
    assert (row.record_id, row.session, row.plan) == (session.pk, session, None)
    assert row.community == world.community
    assert row.get_absolute_url() == session.get_absolute_url()
    draft = factories.filled(
        world.groups["men"], by=world.facilitator, promise=NAMED, identifier_reason=WHY
    )
    sessions.discard_session(draft, by=world.facilitator)
    assert kept() == [(["Kadie Bangura"], WHY)]


def test_other_words_need_a_reason_of_their_own_and_the_first_one_stays(session):
    with pytest.raises(NotPossible):
        changed(session, question="What did Sorie Kamara say?")
    both = {"question": "What did Sorie Kamara say?", "identifier_reason": "A singer."}
    changed(session, **both)
    assert kept() == [(["Kadie Bangura"], WHY), (["Sorie Kamara"], "A singer.")]
    changed(session, promise="Come back")
    assert kept() == [(["Sorie Kamara"], "A singer.")]
    changed(session, question="What do you think?")
    assert kept() == []


def test_another_reason_for_the_same_words_replaces_the_first(session):
    changed(session, identifier_reason="It is a well and a song.")
    assert kept() == [(["Kadie Bangura"], "It is a well and a song.")]


def test_what_is_only_looked_at_again_changes_nothing(session):
    before = list(Confirmation.objects.values())
    changed(session, left_early=2)
    assert list(Confirmation.objects.values()) == before


def test_a_reason_for_a_term_speaks_for_no_other_record(world, session):
    """Rows of this very record are asked about again, and so are those of others."""
    by, said = world.facilitator, "Ask about Papa Dɛbul"
    term = factories.filled(world.groups["men"], by=by, harms=[("Papa Dɛbul", "")], promise=said)
    sessions.record_session(term, version=term.version, identifier_reason="A mask.", by=by)
    other = factories.filled(world.groups["women"], by=by, promise=said)
    with pytest.raises(NotPossible, match="may tell who someone is"):
        sessions.record_session(other, version=other.version, by=by)
    sessions.record_session(other, version=other.version, identifier_reason="It dances.", by=by)
    assert kept()[1:] == [(["Papa Dɛbul"], "A mask."), (["Papa Dɛbul"], "It dances.")]
    assert stored_rows(term)["items"][0]["local_term"] == "Papa Dɛbul"


def test_a_plan_and_its_steps(world):
    by = world.facilitator
    plan = make.draft(world)
    plan = plans.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="Books", goal=NAMED, builds_on=[],
        builds_on_reason=make.WHY_NONE, identifier_reason=WHY, by=by,
    )  # fmt: skip
    step = steps.add_action(
        id=uuid.uuid4(), plan=make.again(plan), what="We ask Sorie Kamara",
        owner_group=world.groups["women"], identifier_reason="A well, too.", by=by,
    )  # fmt: skip
    role = make.child_role(step, role="a song by Sia Koroma", identifier_reason="A singer.")
    assert kept() == [
        (["Kadie Bangura"], WHY), (["Sorie Kamara"], "A well, too."), (["Sia Koroma"], "A singer."),
    ]  # fmt: skip
    assert {row.get_absolute_url() for row in Confirmation.objects.all()} == {
        plan.get_absolute_url()
    }
    steps.remove_child_role(role, version=role.version, by=by)
    assert len(kept()) == 2
    steps.remove_action(step, version=step.version, by=by)
    assert kept() == [(["Kadie Bangura"], WHY)]


def test_the_same_plan_arriving_twice_is_confirmed_once(world):
    first = make.draft(world)
    about = {
        "id": uuid.uuid4(), "round": world.round, "harm": first.harm, "name": "Wells", "goal": NAMED,
        "builds_on_reason": make.WHY_NONE, "identifier_reason": WHY, "by": world.facilitator,
    }  # fmt: skip
    plans.add_plan(**about)
    plans.add_plan(**about)
    assert kept() == [(["Kadie Bangura"], WHY)]


def asked_then_kept(client, url: str, posted: dict, words: str = "Kadie Bangura") -> None:
    """Without a reason the page asks, and what was typed is still there; with one it is kept."""
    answer = client.post(url, posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "may be a person’s name" in page
    assert NAMED in page
    assert "Why do these words name nobody?" in page
    assert client.post(url, {**posted, "identifier_reason": WHY}).status_code == 302
    assert (words.split("|"), WHY) in kept()


def test_how_we_know_that_it_is_done(world, as_user):
    action = make.reported(world, "started")
    client, url = (
        as_user(world.committee_member),
        reverse("dialogues:action_finish", args=[action.pk]),
    )
    asked_then_kept(client, url, make.filled(client, url, evidence=NAMED))
    action = type(action).objects.get(pk=action.pk)
    assert (action.status, action.evidence) == ("done", NAMED)


def test_why_a_step_is_dropped(world, as_user):
    action = make.reported(world, "started")
    client, url = as_user(world.facilitator), reverse("dialogues:action_drop", args=[action.pk])
    asked_then_kept(client, url, make.filled(client, url, dropped_reason=NAMED))


def test_what_children_do(world, as_user):
    action = make.first_step(make.draft(world))
    client = as_user(world.facilitator)
    url = reverse("dialogues:child_role_add") + f"?action={action.pk}"
    asked_then_kept(client, url, make.filled(client, url, **{**make.ROLE, "role": NAMED}))
    role = action.roles.get(role=NAMED)
    edit = reverse("dialogues:child_role_edit", args=[role.pk])
    assert WHY in client.get(edit).content.decode()  # offered again with the words


def test_who_saw_it_differently(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"])
    client, url = as_user(world.facilitator), reverse("dialogues:plan_agree", args=[plan.pk])
    posted = make.filled(
        client, url, held_on="2026-11-20", how="consensus", present="31 men", dissent=NAMED
    )
    asked_then_kept(client, url, posted)


def test_what_became_of_a_change(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Begin later")
    review = plan.reviews.get()
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        reviews.answer_change(
            review, version=review.version, answered_words=NAMED, by=world.facilitator
        )
    url = reverse("dialogues:plan_answer_change", args=[plan.pk])
    posted = {"review": review.pk, "version": review.version, "answered_words": NAMED}
    asked_then_kept(as_user(world.facilitator), url, posted)


def test_whose_decision_it_was_to_set_a_plan_aside(world, as_user):
    plan = make.draft(world)
    client, url = as_user(world.facilitator), reverse("dialogues:plan_set_aside", args=[plan.pk])
    asked_then_kept(client, url, make.filled(client, url, set_aside_reason=NAMED))
