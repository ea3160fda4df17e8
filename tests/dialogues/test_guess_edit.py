"""They may think anew until they have seen the children's list; what they thought before is kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import guesses as actions
from dialogues.models import Confirmation, Guess, Revision
from participants import actions as participants
from participants.models import Agreement

from . import guess_factories as make


@pytest.fixture
def guess(world) -> Guess:
    make.told(world)
    return make.guess(world)


def url(guess: Guess) -> str:
    return reverse("dialogues:guess_edit", args=[guess.pk])


def terms(guess: Guess) -> list[tuple[str, int]]:
    return list(guess.items.values_list("local_term", "rank"))


def test_it_changes_and_what_it_was_is_kept(world, as_user, guess):
    client = as_user(world.facilitator)
    rows = [{"local_term": "drɔgs"}, {"local_term": "angri", "tied": "on"}]
    answer = client.post(url(guess), make.posted(client, url(guess), rows))
    assert answer.url == guess.get_absolute_url()
    assert terms(guess) == [("drɔgs", 1), ("angri", 1)]
    assert make.again(guess).version == 2
    kept = Revision.objects.get(record_id=guess.pk)
    assert (kept.version, kept.by, kept.values) == (1, world.facilitator, {"items": make.ITEMS})
    event = AuditEvent.objects.get(record_id=guess.pk, event="guess.edited")
    assert event.fields == ["items"]


def test_the_form_shows_the_list_with_its_ties(world, as_user, guess):
    tied = [{**item, "rank": min(item["rank"], 2)} for item in make.ITEMS]
    actions.edit_guess(guess, version=1, made_on=guess.made_on, items=tied, by=world.facilitator)
    rows = as_user(world.facilitator).get(url(guess)).context["notes"].rows
    shown = [(form["local_term"].value(), bool(form["tied"].value())) for form in rows]
    assert shown == [("nɔ de yɛri", False), ("drɔgs", False), ("Lɛf  skul", True), (None, False)]


def test_nothing_changed_is_no_change(world, as_user, guess):
    client = as_user(world.facilitator)
    rows = [{"local_term": item["local_term"], "gloss": item["gloss"]} for item in make.ITEMS]
    rows[2]["local_term"] = "Lɛf  skul"
    assert client.post(url(guess), make.posted(client, url(guess), rows)).status_code == 302
    assert make.again(guess).version == 1
    assert not Revision.objects.exists()


def test_after_they_saw_it_the_guess_stays(world, as_user, guess):
    client = as_user(world.facilitator)
    sent = make.posted(client, url(guess), [{"local_term": "angri"}])
    make.seen(guess, by=world.facilitator)
    for answer in (client.get(url(guess)), client.post(url(guess), sent)):
        assert answer.status_code == 409
        assert "What they thought before stays as it was." in answer.content.decode()
    with pytest.raises(NotPossible):
        actions.edit_guess(
            guess, version=2, made_on=guess.made_on, items=make.ITEMS[:1], by=world.facilitator
        )
    assert len(terms(guess)) == 3
    assert url(guess) not in client.get(guess.get_absolute_url()).content.decode()


def test_two_people_one_guess(world, as_user, guess):
    client = as_user(world.facilitator)
    rows = [{"local_term": "angri"}, {"local_term": "drɔgs"}]
    sent = make.posted(client, url(guess), rows)
    actions.edit_guess(
        guess, version=1, made_on=guess.made_on, items=make.ITEMS[:1], by=world.facilitator
    )
    answer = client.post(url(guess), sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "1. angri" in html
    assert "2. drɔgs" in html
    assert "1. nɔ de yɛri · children disobey" in html
    assert terms(guess) == [("nɔ de yɛri", 1)]


def test_a_reason_speaks_for_its_own_words_only(world, as_user, guess):
    client = as_user(world.facilitator)
    rows = [{"local_term": "son of Kadie Sesay"}]
    bare = client.post(url(guess), make.posted(client, url(guess), rows))
    assert bare.status_code == 422
    sent = make.posted(client, url(guess), rows, identifier_reason="A song.")
    assert client.post(url(guess), sent).status_code == 302
    rows.append({"local_term": "daughter of Mohamed Kamara"})
    answer = client.post(url(guess), make.posted(client, url(guess), rows))
    assert answer.status_code == 422
    assert "Mohamed Kamara" in answer.content.decode()
    sent = make.posted(client, url(guess), [{"local_term": "angri"}])
    assert client.post(url(guess), sent).status_code == 302
    assert make.again(guess).identifier_reason == ""
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("rows", [[], [{"local_term": "", "gloss": "hunger"}]])
def test_bad_input_is_422(world, as_user, guess, rows):
    client = as_user(world.facilitator)
    answer = client.post(url(guess), make.posted(client, url(guess), rows))
    assert answer.status_code == 422
    assert len(terms(guess)) == 3


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("mentor", 403), ("committee_member", 404), ("coordinator", 404), ("focal_point", 404),
        ("outsider_facilitator", 404), ("stranger", 404),
    ],
)  # fmt: skip
def test_nobody_else(world, as_user, guess, name, status):
    client = as_user(getattr(world, name))
    assert client.get(url(guess)).status_code == status
    assert client.post(url(guess), {}).status_code == status
    assert client.put(url(guess)).status_code == 405


def test_without_an_agreement_nothing_changes(world, as_user, guess):
    participants.move_agreement(
        Agreement.objects.get(community=world.community), "paused", decided_on=clock.today(),
        words="", by=world.facilitator,
    )  # fmt: skip
    assert as_user(world.facilitator).get(url(guess)).status_code == 409
    assert as_user(world.facilitator).get(guess.get_absolute_url()).status_code == 200
