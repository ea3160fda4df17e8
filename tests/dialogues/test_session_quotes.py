"""What a group said beyond the list, and how far each thing may go: asked once, kept by its words."""

from __future__ import annotations

import re
import uuid

import pytest
from django.conf import settings
from django.urls import reverse

from dialogues.actions import sessions as actions
from dialogues.forms.said import MOST_ITEMS, MOST_QUOTES, MOST_STRENGTHS
from dialogues.models import DialogueSession, Harm, Revision
from dialogues.models.noticed import MOST_POWER_NOTES
from dialogues.models.rows import reranked, said_twice, stored_rows
from participants.models import Accommodation, AgeBand, ProtectivePractice

from . import factories
from .test_session_edit import notes, url

QUOTE = {
    "quotes-TOTAL_FORMS": "1",
    "quotes-0-words": "The load is heavier than I am.",
    "quotes-0-gloss": "loads before school",
    "quotes-0-about": "ebi wok",
    "quotes-0-share_scope": "community_unattributed",
}


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.draft(world.groups["girls_10_13"], by=world.facilitator)


def again(session: DialogueSession) -> DialogueSession:
    return DialogueSession.objects.get(pk=session.pk)


# --- quotes --------------------------------------------------------------------------------------


def test_a_quote_is_kept_with_what_it_is_about_and_nobody_beside_it(world, as_user, session):
    client = as_user(world.facilitator)
    assert client.post(url(session), notes(session, **QUOTE)).status_code == 302
    assert stored_rows(session)["quotes"] == [
        {"words": "The load is heavier than I am.", "gloss": "loads before school",
         "about": "ebi wok", "share_scope": "community_unattributed"}
    ]  # fmt: skip
    page = client.get(url(session)).content.decode()
    assert "The load is heavier than I am." in page
    assert not re.search(r'name="quotes-0-(who|name|by|sex|age)', page)


def test_it_is_about_the_words_wherever_they_stand_in_the_list(world, as_user, session):
    """The list is put in another order; the quote stays with its words and finds their harm."""
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, **QUOTE))
    session = again(session)
    moved = {"items-0-ORDER": "2", "items-1-ORDER": "1", "items-INITIAL_FORMS": "2"}
    client.post(url(session), notes(session, **QUOTE, **moved))
    session = again(session)
    actions.record_session(session, version=session.version, by=world.facilitator)
    assert session.items.first().local_term == "bit pikin"
    assert session.quotes.get().harm == Harm.objects.get(local_term="ebi wok")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"quotes-0-words": "x" * 601}, 422),
        ({"quotes-0-words": ""}, 422),  # a meaning alone would be lost
        ({"quotes-0-share_scope": "everybody"}, 422),
        ({"quotes-0-words": "", "quotes-0-gloss": "", "quotes-0-about": ""}, 302),
        ({"quotes-0-words": "قالت 😀 ɛbi", "quotes-0-about": "not in the list"}, 302),
    ],
)
def test_odd_quotes_are_answered_with_nothing_lost(world, as_user, session, changes, status):
    answer = as_user(world.facilitator).post(url(session), notes(session, **{**QUOTE, **changes}))
    assert answer.status_code == status
    if status == 422:
        assert [error for error in answer.context["notes"].errors() if "quotes-0" in error[0]]
        for value in {**QUOTE, **changes}.values():
            assert value in answer.content.decode() or value == "everybody"


def test_a_quote_that_may_name_someone_needs_a_reason(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    named = {**QUOTE, "quotes-0-words": "The daughter of Mariama carries most."}
    answer = as_user(world.facilitator).post(url(session), notes(session, **named))
    assert answer.status_code == 422
    assert "daughter of Mariama" in answer.content.decode()


# --- the list ------------------------------------------------------------------------------------


def test_the_rest_of_a_row_is_kept_and_read(world, as_user, session):
    client = as_user(world.facilitator)
    row = {"items-0-merged": "tot lod", "items-0-why": "no time to learn", "items-1-tied": "on"}
    client.post(url(session), notes(session, **row))
    item = session.items.first()
    assert (item.merged, item.why, item.mentioned, item.rank) == (
        "tot lod", "no time to learn", 1, 1,
    )  # fmt: skip
    assert session.items.last().rank == 1
    page = client.get(session.get_absolute_url()).content.decode()
    for words in ("tot lod", "no time to learn", 'class="tie"'):
        assert words in page
    assert "Mentioned as number" not in page  # they ranked it as they had mentioned it


def test_the_order_in_which_it_was_mentioned_is_kept_when_rows_move(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session))
    session = again(session)
    moved = {
        "items-INITIAL_FORMS": "2", "items-0-ORDER": "2", "items-1-ORDER": "1",
        "items-0-mentioned": "1", "items-1-mentioned": "2",
        "items-TOTAL_FORMS": "3", "items-2-local_term": "angri",
    }  # fmt: skip
    client.post(url(session), notes(session, **moved))
    assert list(session.items.values_list("local_term", "mentioned", "rank")) == [
        ("bit pikin", 2, 1), ("ebi wok", 1, 2), ("angri", 3, 3),
    ]  # fmt: skip
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Mentioned as number 2" in page


def test_a_page_that_saves_itself_again_and_again_keeps_every_row(world, as_user, session):
    """It was opened empty: its rows are new to it each time, and the same as what stands."""
    client = as_user(world.facilitator)
    posted = notes(
        session,
        **QUOTE,
        **{
            "power-TOTAL_FORMS": "1",
            "power-0-kind": "silent",
            "items-0-mentioned": "1",
            "items-1-mentioned": "2",
        },
    )
    for _time in range(3):
        answer = client.post(url(session), posted, headers={"X-Autosave": "1"})
        posted["version"] = answer.json()["version"]
    rows = stored_rows(session)
    assert [len(rows[name]) for name in ("items", "strengths", "quotes")] == [2, 1, 1]
    assert len(again(session).power_notes) == 1


def test_the_same_words_twice_are_asked_about_and_not_refused(world, as_user, session):
    client = as_user(world.facilitator)
    twice = {"items-1-local_term": "Ebi  wok"}
    assert client.post(url(session), notes(session, **twice)).status_code == 302
    for page in (url(session), session.get_absolute_url()):
        assert "Twice in the list:" in client.get(page).content.decode()
    session = again(session)
    actions.record_session(session, version=session.version, by=world.facilitator)
    assert {item.harm.local_term for item in session.items.all()} == {"ebi wok"}
    assert said_twice(["a", "b", "A ", "b", "", "", "c"]) == ["a", "b"]


def test_ranks_are_counted_anew_whoever_saves():
    rows = [{"rank": 7, "at": "b"}, {"rank": 2, "at": "a"}, {"rank": 7, "at": "c"},
            {"rank": 9, "at": "d"}]  # fmt: skip
    assert [(row["at"], row["rank"]) for row in reranked(rows)] == [
        ("a", 1), ("b", 2), ("c", 2), ("d", 4),
    ]  # fmt: skip


# --- known words ---------------------------------------------------------------------------------


TOLD = {"angri": "community_unattributed", "ebi wok": "community_attributed"}


def test_known_words_are_offered_in_the_language_those_used_most_first(world, as_user, session):
    by = world.facilitator
    for harms in ([("angri", "hunger"), ("ebi wok", "heavy work")], [("ebi wok", "heavy work")]):
        factories.recorded(world.groups["boys_10_13"], by=by, harms=harms, scopes=TOLD)
    factories.recorded(world.groups["boys_10_13"], by=by, harms=[("njaa", "hunger")], language="sw")
    notes = as_user(by).get(url(session)).context["notes"]
    assert [term.local_term for term in notes.items.offered()] == ["ebi wok", "angri"]
    assert [term.local_term for term in notes.strengths.offered()] == ["aunties walk us home"]
    page = as_user(by).get(url(session)).content.decode()
    assert '<option value="ebi wok">heavy work</option>' in page


def test_a_known_word_without_a_meaning_takes_the_one_that_is_told(world):
    by, groups = world.facilitator, world.groups
    factories.recorded(groups["boys_10_13"], by=by, scopes=TOLD)
    session = factories.recorded(groups["girls_10_13"], by=by, harms=[("ebi wok", "")], scopes=TOLD)
    kept = factories.recorded(groups["women"], by=by, harms=[("ebi wok", "")])
    assert (session.items.get().gloss, kept.items.get().gloss) == ("heavy work", "heavy work")


WITHHELD = "what they kept"


@pytest.fixture(params=["group_only", "facilitators"])
def withheld(request, world) -> None:
    """A group of girls said what two words mean, and lets nobody in the community hear it."""
    said = {"gloss": WITHHELD, "share_scope": request.param}
    save(
        factories.draft(world.groups["girls_14_17"], by=world.facilitator), by=world.facilitator,
        items=[{"local_term": "man fɔ mɔni", "rank": 1, **said}],
        strengths=[{"local_term": "di os", **said}],
    )  # fmt: skip


def save(session: DialogueSession, *, by, **rows) -> DialogueSession:
    """The session with these rows; it counts afterwards."""
    counts = [{"sex": "female", "age_band": "10_13", "people": 9}]
    session = again(session)
    session = actions.save_session(
        session, version=session.version, values={}, rows={"head_counts": counts, **rows}, by=by
    )
    if session.status == "draft":
        session = actions.record_session(session, version=session.version, by=by)
    return session


@pytest.mark.usefixtures("withheld")
def test_a_meaning_that_a_group_withholds_is_never_another_groups(world, as_user):
    """Neither at once nor when the other group lets its own words be heard later."""
    by = world.facilitator
    for group in ("boys_10_13", "boys_14_17"):
        item, strength = {"local_term": "man fɔ mɔni", "rank": 1}, {"local_term": "di os"}
        session = factories.draft(world.groups[group], by=by)
        session = save(session, by=by, items=[item], strengths=[strength])
        rows = stored_rows(session)
        assert [rows[name][0]["gloss"] for name in ("items", "strengths")] == ["", ""]
        told = {"share_scope": "community_unattributed"}
        rows = {name: [row | told for row in rows[name]] for name in ("items", "strengths")}
        rows = stored_rows(save(session, by=by, **rows))
        assert [rows[name][0]["gloss"] for name in ("items", "strengths")] == ["", ""]
    practice = ProtectivePractice.objects.get(local_term="di os")
    committee = as_user(world.committee_member)
    for name, key, word in (
        ("dialogues:round_findings", world.round.pk, "man fɔ mɔni"),
        ("overview:practice_show", practice.pk, "di os"),
    ):
        page = committee.get(reverse(name, args=[key])).content.decode()
        assert (word in page, WITHHELD in page) == (True, False), name
    assert Harm.objects.get(local_term="man fɔ mɔni").gloss == WITHHELD  # to compare by


@pytest.mark.usefixtures("withheld")
def test_what_a_group_withholds_is_offered_to_no_other_and_its_meaning_to_nobody(world, as_user):
    by = world.facilitator

    def offered(group: str) -> list[tuple[str, str]]:
        session = factories.draft(world.groups[group], by=by)
        page = as_user(by).get(url(session))
        assert WITHHELD not in page.content.decode()
        notes = page.context["notes"]
        terms = [*notes.items.offered(), *notes.strengths.offered()]
        return [(term.local_term, term.meaning) for term in terms]

    assert offered("girls_14_17") == [("man fɔ mɔni", ""), ("di os", "")]
    assert offered("boys_10_13") == []
    told = {"share_scope": "community_unattributed"}
    save(
        factories.draft(world.groups["men"], by=by), by=by,
        items=[{"local_term": "man fɔ mɔni", "rank": 1, **told}],
        strengths=[{"local_term": "di os", **told}],
    )  # fmt: skip
    assert offered("boys_10_13") == [("man fɔ mɔni", ""), ("di os", "")]


# --- how far it may go ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "everybody", "name"),
    [
        ("girls_10_13", "“Children said”", "“Girls 10–13 said”"),
        ("women", "“Adults said”", "“Women said”"),
        ("home_visits", "“People at home said”", "“Home visits said”"),
    ],
)
def test_it_is_asked_in_the_words_of_the_group(world, as_user, group, everybody, name):
    session = factories.filled(world.groups[group], by=world.facilitator)
    page = as_user(world.facilitator).get(url(session))
    choices = dict(page.context["notes"].items.forms[0].fields["share_scope"].choices)
    assert list(choices.values()) == [
        "Nobody else", "Facilitators only", everybody, name, f"{name}, also elsewhere",
    ]  # fmt: skip
    assert page.content.decode().count('name="items-0-share_scope"') == 1
    shown = as_user(world.facilitator).get(session.get_absolute_url()).content.decode()
    assert name in shown
    assert "What carries no mark stays with facilitators." in shown


def test_what_nobody_chose_stays_with_facilitators(world, as_user, session):
    unsaid = {"quotes-0-share_scope": None, "items-0-share_scope": None}
    posted = notes(session, **{**QUOTE, **unsaid})
    as_user(world.facilitator).post(url(session), posted)
    rows = stored_rows(session)
    said = [row["share_scope"] for name in ("strengths", "items", "quotes") for row in rows[name]]
    assert said == ["facilitators"] * 4


def test_it_may_be_changed_after_recording_and_what_stood_is_kept(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    wider = {"strengths-0-share_scope": "group_only", "items-0-share_scope": "group_only"}
    assert as_user(world.facilitator).post(url(session), notes(session, **wider)).status_code == 302
    assert session.items.first().share_scope == "group_only"
    kept = Revision.objects.get(record_id=session.pk).values
    assert [row["share_scope"] for row in kept["items"]] == ["facilitators"]
    assert [row["share_scope"] for row in kept["strengths"]] == ["community_attributed"]


def test_quotes_are_read_by_those_who_may_read_the_session_only(world, as_user):
    """Told to the community or not: a quote leaves the session with a finding, never by itself."""
    session = factories.filled(
        world.groups["girls_10_13"], by=world.facilitator,
        scopes={"ebi wok": "community_attributed"},
    )  # fmt: skip
    session = actions.save_session(
        session, version=session.version, values={"power_notes": [{"kind": "silent", "note": "n0te"}]},
        rows={"quotes": [{"words": "w0rd for word", "about": "ebi wok", "share_scope": "external"}]},
        by=world.facilitator,
    )  # fmt: skip
    session = actions.record_session(session, version=session.version, by=world.facilitator)
    for name in ("facilitator", "mentor"):
        page = as_user(getattr(world, name)).get(session.get_absolute_url()).content.decode()
        assert ("w0rd for word" in page, "n0te" in page) == (True, True), name
    for name in ("coordinator", "focal_point", "committee_member", "social_worker", "observer",
                 "outsider_facilitator", "administrator"):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(session.get_absolute_url()).status_code == 404, name
    committee = as_user(world.committee_member)
    for page in (
        reverse("home"),
        reverse("dialogues:round_findings", args=[session.round_id]),
        world.community.get_absolute_url(),
    ):
        answer = committee.get(page)
        assert answer.status_code == 200
        assert "w0rd for word" not in answer.content.decode()
        assert "n0te" not in answer.content.decode()


# --- bounds --------------------------------------------------------------------------------------


def full(session: DialogueSession, by) -> DialogueSession:
    """Everything that a session can hold."""
    said = {"gloss": "meaning"}
    codes = Accommodation.Code.values
    return actions.save_session(
        session,
        version=session.version,
        values={
            "accommodations": [
                {"code": code, "planned": True, "delivered": True} for code in codes
            ],
            "power_notes": [{"kind": "silent", "who": "girls"}] * MOST_POWER_NOTES,
        },
        rows={
            "head_counts": [
                {"sex": sex, "age_band": band, "people": 1, "with_difficulty": 0}
                for sex in ("female", "male", "other")
                for band in AgeBand.values
            ],
            "strengths": [{"local_term": f"s{n}", **said} for n in range(MOST_STRENGTHS)],
            "items": [
                {"local_term": f"i{n}", "rank": 1, "merged": "m", "why": "w", **said}
                for n in range(MOST_ITEMS)
            ],
            "quotes": [{"words": f"q{n}", "about": "i1", **said} for n in range(MOST_QUOTES)],
        },
        by=by,
    )


def test_everything_at_once_stays_below_what_a_request_may_carry(world, as_user, session):
    full(session, world.facilitator)
    page = as_user(world.facilitator).get(url(session)).content.decode()
    form = re.sub(r"<template.*?</template>", "", page.partition('id="notes"')[2], flags=re.S)
    form = form.partition("</form>")[0]
    fields = re.findall(r"<(?:input|select|textarea|button)[^>]*>", form)
    boxes = {field for field in fields if 'type="checkbox"' in field}
    names = {match[1] for field in fields if (match := re.search(r' name="([^"]+)"', field))}
    posted = len(names) + len([box for box in boxes if 'name="also"' in box])
    assert 200 < posted < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    for words in ("Fifteen is as much as one list keeps.", "Eight is as much", "Six is as much"):
        assert words in page


@pytest.mark.parametrize(
    ("rows", "most"),
    [("items", MOST_ITEMS), ("strengths", MOST_STRENGTHS), ("quotes", MOST_QUOTES),
     ("power", MOST_POWER_NOTES)],
)  # fmt: skip
def test_a_row_too_many_is_told_in_words_and_nothing_is_lost(world, as_user, session, rows, most):
    words = {"quotes": "words", "power": "kind"}.get(rows, "local_term")
    typed = {
        f"{rows}-{n}-{words}": "silent" if rows == "power" else f"w{n}" for n in range(most + 1)
    }
    many = notes(session, **{f"{rows}-TOTAL_FORMS": str(most + 1)}, **typed)
    answer = as_user(world.facilitator).post(url(session), many)
    assert answer.status_code == 422
    assert "as much as one" in answer.content.decode()
    assert f"w{most - 1}" in answer.content.decode() or rows == "power"


def test_a_list_that_was_longer_before_the_bound_is_not_cut(world, as_user, session):
    rows = [{"local_term": f"word {n}", "rank": n + 1} for n in range(MOST_ITEMS + 3)]
    session = actions.save_session(
        session, version=session.version, values={}, rows={"items": rows}, by=world.facilitator
    )
    posted = {f"items-{n}-local_term": f"word {n}" for n in range(MOST_ITEMS + 3)}
    many = {"items-TOTAL_FORMS": str(len(rows)), "items-INITIAL_FORMS": str(len(rows))}
    answer = as_user(world.facilitator).post(url(session), notes(session, **many, **posted))
    assert answer.status_code == 302
    assert session.items.count() == MOST_ITEMS + 3


@pytest.mark.parametrize(("told", "meaning"), [(True, "older women"), (False, "")])
def test_a_word_for_what_protects_is_found_and_not_entered_twice(
    world, as_user, session, told, meaning
):
    by = world.facilitator
    ProtectivePractice.objects.create(
        id=uuid.uuid4(), community=world.community, local_term="Aunties walk us home",
        language="kri", term_key="aunties walk us home", gloss="older women", created_by=by,
        may_be_told=told,
    )  # fmt: skip
    as_user(by).post(url(session), notes(session, **{"strengths-0-gloss": ""}))
    session = again(session)
    actions.record_session(session, version=session.version, by=by)
    assert ProtectivePractice.objects.count() == 1
    assert session.strengths.get().gloss == meaning
