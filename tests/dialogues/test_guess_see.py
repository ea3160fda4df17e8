"""What adults said when they saw the children's list is kept, and can be put right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.models import Confirmation, Guess, Revision
from participants import actions as participants
from participants.models import Agreement

from . import guess_factories as make

WORDS = "We did not know that they carry so much."


@pytest.fixture
def guess(world) -> Guess:
    make.told(world)
    return make.guess(world)


def url(guess: Guess) -> str:
    return reverse("dialogues:guess_see", args=[guess.pk])


def said(guess: Guess, **changes: object) -> dict[str, object]:
    day = clock.today().isoformat()
    version = make.again(guess).version
    return {"version": version, "said_when_seen": WORDS, "seen_on": day, **changes}


def test_it_is_kept_from_the_page_of_the_meeting(world, as_user, guess):
    client, meeting = as_user(world.facilitator), f"{guess.get_absolute_url()}?step=3"
    assert f'action="{url(guess)}"' in client.get(meeting).content.decode()
    answer = client.post(url(guess), said(guess))
    assert answer.url == meeting
    kept = make.again(guess)
    assert (kept.said_when_seen, kept.seen_on) == (WORDS, clock.today())
    for name in ("facilitator", "mentor"):
        page = as_user(getattr(world, name)).get(meeting).content.decode()
        assert WORDS in page
        assert (url(guess) in page) == (name == "facilitator")
    event = AuditEvent.objects.get(record_id=guess.pk, event="guess.seen")
    assert event.fields == ["said_when_seen", "seen_on"]
    assert not Revision.objects.exists()


def test_it_may_be_seen_without_a_word(world, as_user, guess):
    assert (
        as_user(world.facilitator).post(url(guess), said(guess, said_when_seen="")).status_code
        == 302
    )
    assert make.again(guess).is_seen
    page = as_user(world.mentor).get(f"{guess.get_absolute_url()}?step=3").content.decode()
    assert "Nothing was written down." in page


def test_the_words_are_put_right_later_and_what_they_were_is_kept(world, as_user, guess):
    make.seen(guess, by=world.facilitator)
    client = as_user(world.facilitator)
    assert "So heavy?" in client.get(url(guess)).content.decode()
    assert client.post(url(guess), said(guess)).status_code == 302
    assert make.again(guess).said_when_seen == WORDS
    kept = Revision.objects.get(record_id=guess.pk)
    assert kept.values == {"said_when_seen": "So heavy?"}
    assert AuditEvent.objects.filter(record_id=guess.pk, event="guess.corrected").count() == 1


def test_two_people_one_guess(world, as_user, guess):
    sent = said(guess)
    make.seen(guess, by=world.facilitator)
    answer = as_user(world.facilitator).post(url(guess), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert WORDS in page
    assert "So heavy?" in page
    assert make.again(guess).said_when_seen == "So heavy?"


def test_nothing_is_seen_before_children_may_be_told_of(world, as_user):
    guess = make.guess(world)
    answer = as_user(world.facilitator).post(url(guess), said(guess))
    assert answer.status_code == 409
    assert "may not hear a list of the children" in answer.content.decode()
    assert not make.again(guess).is_seen


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"said_when_seen": "z" * 2001}, "at most 2000"),
        ({"said_when_seen": "The son of Kadie Sesay said so."}, "may tell who someone is"),
        ({"seen_on": "2999-01-01"}, "still to come"),
        ({"seen_on": "2001-01-01"}, "before they guessed"),
        ({"seen_on": ""}, "Enter a day."),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, guess, changes, told):
    sent = said(guess, **changes)
    answer = as_user(world.facilitator).post(url(guess), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert str(sent["said_when_seen"]) in page
    assert not make.again(guess).is_seen


def test_a_reason_is_kept_with_its_words_beside_that_of_the_list(world, as_user):
    make.told(world)
    named = [{"local_term": "son of Amara Kamara", "gloss": "", "rank": 1}]
    guess = make.guess(world, items=named, identifier_reason="A song.")
    client, words = as_user(world.facilitator), "As Kadie Sesay sings it."
    sent = said(guess, said_when_seen=words, identifier_reason="A song.")
    assert client.post(url(guess), sent).status_code == 422  # given for other words
    sent = said(guess, said_when_seen=words, identifier_reason="A singer of the radio.")
    assert client.post(url(guess), sent).status_code == 302
    reasons = set(Confirmation.objects.filter(record_id=guess.pk).values_list("reason", flat=True))
    assert reasons == {"A song.", "A singer of the radio."}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("mentor", 403), ("committee_member", 404), ("coordinator", 404), ("focal_point", 404),
        ("observer", 404), ("outsider_facilitator", 404), ("stranger", 404),
    ],
)  # fmt: skip
def test_nobody_else(world, as_user, guess, name, status):
    client = as_user(getattr(world, name))
    assert client.get(url(guess)).status_code == status
    assert client.post(url(guess), said(guess)).status_code == status
    assert client.put(url(guess)).status_code == 405


def test_not_while_we_have_no_agreement_or_the_group_pauses(world, as_user, guess):
    client = as_user(world.facilitator)
    participants.pause_subgroup(world.groups["men"], by=world.facilitator)
    assert client.post(url(guess), said(guess)).status_code == 409
    participants.move_agreement(
        Agreement.objects.get(community=world.community), "paused", decided_on=clock.today(),
        words="", by=world.facilitator,
    )  # fmt: skip
    assert client.post(url(guess), said(guess)).status_code == 409
    assert not make.again(guess).is_seen


def test_the_table_keeps_what_was_said_and_its_day_together(guess):
    for values in (
        {"said_when_seen": "Oh."},
        {"seen_on": guess.made_on - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Guess.objects.filter(pk=guess.pk).update(**values)
