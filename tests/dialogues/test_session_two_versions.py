"""One session open on two phones: both versions are shown, and neither loses a word."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from dialogues.models import DialogueSession, Revision
from dialogues.models.rows import stored_rows

from . import factories
from .test_session_edit import notes

# What differs between the two phones: in each part of the form.
PHONE = {
    "promise": "Told on the phone.",
    "people-female-10_13": "7",
    "hard-female-10_13": "2",
    "strengths-0-local_term": "grandmothers watch",
    "items-0-local_term": "wata far",
    "items-0-gloss": "water is far",
    "items-1-local_term": "",
    "items-1-gloss": "",
}
LAPTOP = {
    "promise": "Told on the laptop.",
    "people-female-10_13": "11",
    "strengths-0-local_term": "the teacher waits",
    "items-0-local_term": "rod danja",
    "items-0-gloss": "the road is dangerous",
}


@pytest.fixture(params=["draft", "recorded"])
def session(request, world) -> DialogueSession:
    made = {"draft": factories.filled, "recorded": factories.recorded}[request.param]
    return made(world.groups["girls_10_13"], by=world.facilitator)


class Put(HTMLParser):
    """The form of the page that puts what was typed over what stands."""

    def __init__(self, page: str):
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.feed(page.split("<main", 1)[1].split("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("type") == "hidden":
            self.fields.append((said["name"] or "", said.get("value") or ""))

    def sent(self) -> dict[str, str]:
        assert len(self.fields) == len(dict(self.fields))
        return {name: value for name, value in self.fields if name != "csrfmiddlewaretoken"}


def url(session: DialogueSession) -> str:
    return reverse("dialogues:session_edit", args=[session.pk])


def conflict(client: Client, session: DialogueSession) -> tuple[dict[str, str], str]:
    """What the phone typed, and the page it got because the laptop was quicker."""
    phone, laptop = (notes(session, **changes) for changes in (PHONE, LAPTOP))
    assert client.post(url(session), laptop).status_code == 302
    answer = client.post(url(session), phone)
    assert answer.status_code == 409
    assert answer.headers["X-Stale"] == "1"
    return phone, answer.content.decode()


def test_both_versions_of_every_part_are_shown(world, as_user, session):
    _phone, page = conflict(as_user(world.facilitator), session)
    table = page.split("<table>")[1].split("</table>")[0]
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in table.split("<tr>")[2:]}
    both = {
        "We promised the group": ("Told on the phone.", "Told on the laptop."),
        "How many came": ("7", "11"),
        "What already protects children": ("grandmothers watch", "the teacher waits"),
        "What harms children": ("wata far – water is far", "rod danja – the road is dangerous"),
    }
    assert set(rows) == set(both)
    for label, (mine, theirs) in both.items():
        typed, now = rows[label].split("</ins>")
        assert (mine in typed, theirs in typed) == (True, False), label
        assert (mine in now, theirs in now) == (False, True), label


def test_what_was_typed_last_is_in_the_page_and_can_be_sent_again(world, as_user, session):
    """The losing rows, of a draft too: the page itself carries them, whole."""
    client = as_user(world.facilitator)
    phone, page = conflict(client, session)
    standing = DialogueSession.objects.get(pk=session.pk)
    sent = Put(page).sent()
    expected = {name: str(value) for name, value in phone.items()}
    assert sent == expected | {"version": str(standing.version)}
    assert standing.promise == "Told on the laptop."  # nothing was put over it by itself
    assert client.post(url(session), sent).status_code == 302
    now = DialogueSession.objects.get(pk=session.pk)
    rows = stored_rows(now)
    assert now.promise == "Told on the phone."
    assert [row["local_term"] for row in rows["items"]] == ["wata far"]
    assert [row["local_term"] for row in rows["strengths"]] == ["grandmothers watch"]
    assert (rows["head_counts"][0]["people"], rows["head_counts"][0]["with_difficulty"]) == (7, 2)


def test_it_may_lose_the_race_again_and_still_loses_nothing(world, as_user, session):
    client = as_user(world.facilitator)
    _phone, page = conflict(client, session)
    sent = Put(page).sent()
    fresh = DialogueSession.objects.get(pk=session.pk)
    client.post(url(session), notes(fresh, promise="Told on a third."))
    again = client.post(url(session), sent)
    assert again.status_code == 409
    assert Put(again.content.decode()).sent() == sent | {"version": str(fresh.version + 1)}


def test_what_counts_keeps_the_version_that_was_put_over(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    _phone, page = conflict(client, session)
    client.post(url(session), Put(page).sent())
    kept = Revision.objects.filter(record_id=session.pk).latest("at").values
    assert kept["promise"] == "Told on the laptop."
    assert [row["local_term"] for row in kept["items"]] == ["rod danja", "bit pikin"]
    assert [row["local_term"] for row in kept["strengths"]] == ["the teacher waits"]
    assert kept["head_counts"][0]["people"] == 11


def test_keeping_what_stands_is_the_other_way_out(world, as_user, session):
    client = as_user(world.facilitator)
    _phone, page = conflict(client, session)
    assert f'href="{session.get_absolute_url()}"' in page
    assert "Keep what stands now" in page


def test_a_page_that_saves_itself_is_told_and_shows_the_same(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, **LAPTOP))
    answer = client.post(url(session), notes(session, **PHONE), headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.headers["X-Stale"]) == (409, "1")
    assert Put(answer.content.decode()).sent()["items-0-local_term"] == "wata far"


def test_notes_that_arrive_twice_are_kept_once(world, as_user, session):
    """The phone did not hear that the first were kept, and sends them again."""
    client, sent = as_user(world.facilitator), notes(session, **PHONE)
    trail = AuditEvent.objects.about(session)
    before = trail.count()
    first, second = (client.post(url(session), sent, headers={"X-Autosave": "1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert trail.count() == before + 1
    assert client.post(url(session), sent).status_code == 302


def test_a_meaning_filled_in_meanwhile_makes_no_second_version(world, as_user):
    """The first arrival took the meaning that is known of the word; the second left it open, too."""
    factories.recorded(
        world.groups["women"], by=world.facilitator, scopes={"ebi wok": "community_attributed"}
    )
    session = factories.recorded(
        world.groups["girls_10_13"], by=world.facilitator, harms=[("angri", "hunger")]
    )
    client = as_user(world.facilitator)
    sent = notes(session, **{"items-0-local_term": "ebi wok", "items-0-gloss": ""})
    assert [client.post(url(session), sent).status_code for _time in range(2)] == [302, 302]
    assert session.items.get(local_term="ebi wok").gloss == "heavy work"
