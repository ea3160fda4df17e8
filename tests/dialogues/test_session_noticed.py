"""What facilitators noticed: what helped, who spoke and who was silent, whether it was a good place."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession, Revision
from dialogues.models.noticed import MOST_POWER_NOTES, clean_accommodations, clean_power_notes
from tests import factories as cast
from tests.participants import listening_factories as listening

from . import factories
from .test_session_edit import notes, url

GROUP = "boys_14_17"


@pytest.fixture
def session(world) -> DialogueSession:
    """Notes of a group for whom three things are planned."""
    voice = listening.voice(world, GROUP)
    listening.edit(voice, by=world.facilitator, hinders=["after_work", "same_sex", "childcare"])
    return factories.filled(world.groups[GROUP], by=world.facilitator)


def again(session: DialogueSession) -> DialogueSession:
    return DialogueSession.objects.get(pk=session.pk)


def saved(session: DialogueSession, by, **values) -> DialogueSession:
    return actions.save_session(
        again(session), version=again(session).version, values=values, rows={}, by=by
    )


def came(voice) -> dict[str, bool | None]:
    return dict(voice.accommodations.values_list("code", "delivered"))


# --- what helped ---------------------------------------------------------------------------------


def test_what_is_planned_for_the_group_is_offered(world, as_user, session):
    page = as_user(world.facilitator).get(url(session))
    lines = page.context["notes"].help.lines()
    assert [str(line["title"]) for line in lines] == [
        "After market, farm or chores", "Somebody minds the small ones",
        "A facilitator of the same sex",
    ]  # fmt: skip
    offered = dict(page.context["notes"].help.fields["also"].choices)
    assert "interpreter" in offered
    assert "childcare" not in offered


def test_what_came_and_what_did_not_is_kept_with_what_nobody_planned(world, as_user, session):
    said = {
        "came-after_work": "yes", "came-same_sex": "no", "note-same_sex": "he was ill",
        "also": "interpreter", "also_note": "a torch for the way",
    }  # fmt: skip
    answer = as_user(world.facilitator).post(url(session), notes(session, **said))
    assert answer.status_code == 302
    assert again(session).accommodations == [
        {"code": "after_work", "planned": True, "delivered": True, "note": ""},
        {"code": "childcare", "planned": True, "delivered": None, "note": ""},
        {"code": "same_sex", "planned": True, "delivered": False, "note": "he was ill"},
        {"code": "interpreter", "planned": False, "delivered": True, "note": ""},
        {"code": "other", "planned": False, "delivered": True, "note": "a torch for the way"},
    ]
    page = as_user(world.facilitator).get(session.get_absolute_url()).content.decode()
    for words in ("It came.", "It did not come.", "he was ill", "a torch for the way",
                  "Nobody had planned it."):  # fmt: skip
        assert words in page


def test_recording_tells_the_board_what_came_and_what_is_owed(world, session):
    by, voice = world.facilitator, listening.voice(world, GROUP)
    session = saved(
        session, by,
        accommodations=[
            {"code": "after_work", "planned": True, "delivered": True},
            {"code": "same_sex", "planned": True, "delivered": False},
            {"code": "interpreter", "planned": False, "delivered": True},
        ],
    )  # fmt: skip
    assert came(voice) == {"after_work": None, "childcare": None, "same_sex": None}
    actions.record_session(session, version=session.version, by=by)
    assert came(voice) == {"after_work": True, "childcare": None, "same_sex": False}
    assert AuditEvent.objects.filter(record_id=voice.pk, event="voice.delivered").count() == 1


def test_what_did_not_come_shows_on_the_board(world, as_user, session):
    by = world.facilitator
    session = saved(
        session, by, accommodations=[{"code": "same_sex", "planned": True, "delivered": False}]
    )
    actions.record_session(session, version=session.version, by=by)
    board = as_user(by).get(reverse("participants:round_show", args=[session.round_id]))
    assert "It did not come." in board.content.decode()


def test_saying_nothing_of_it_tells_the_board_nothing(world, session):
    voice = listening.voice(world, GROUP)
    actions.record_session(again(session), version=again(session).version, by=world.facilitator)
    assert set(came(voice).values()) == {None}
    assert not AuditEvent.objects.filter(record_id=voice.pk, event="voice.delivered").exists()


def test_what_the_plan_no_longer_holds_is_kept_once_it_was_said(world, as_user, session):
    by = world.facilitator
    as_user(by).post(url(session), notes(session, **{"came-after_work": "yes"}))
    listening.edit(listening.voice(world, GROUP), by=by, hinders=["childcare"])
    help = as_user(by).get(url(session)).context["notes"].help
    assert [str(line["title"]) for line in help.lines()] == ["Somebody minds the small ones"]
    assert help["also"].value() == ["after_work"]  # it helped, though it is planned no longer


# --- power ---------------------------------------------------------------------------------------


def test_who_spoke_and_who_was_silent_is_kept_as_kinds_of_people(world, as_user, session):
    said = {
        "power-TOTAL_FORMS": "3", "power-0-kind": "silent", "power-0-who": "younger",
        "power-0-note": "until the stones came", "power-1-kind": "disagreed",
    }  # fmt: skip
    client = as_user(world.facilitator)
    assert client.post(url(session), notes(session, **said)).status_code == 302
    assert again(session).power_notes == [
        {"kind": "silent", "who": "younger", "note": "until the stones came"},
        {"kind": "disagreed", "who": "", "note": ""},
    ]
    page = client.get(session.get_absolute_url()).content.decode()
    for words in ("Stayed silent", "The younger ones", "until the stones came", "Disagreed"):
        assert words in page


@pytest.mark.parametrize(
    "row",
    [
        {"power-0-note": "somebody was there"},
        {"power-0-kind": "sang"},
        {"power-0-kind": "silent", "power-0-who": "Mariama"},
        {"power-0-kind": "silent", "power-0-note": "x" * 201},
        {"came-after_work": "maybe"},
        {"also": "a helicopter"},
        {"note-after_work": "x" * 201},
        {"safe": "very"},
        {"space_note": "x" * 301},
    ],
)
def test_what_is_not_known_is_answered_422_with_everything_still_there(
    world, as_user, session, row
):
    answer = as_user(world.facilitator).post(
        url(session), notes(session, **{"power-TOTAL_FORMS": "1", **row})
    )
    assert answer.status_code == 422
    assert answer.context["notes"].errors()
    assert "ebi wok" in answer.content.decode()
    assert again(session).power_notes == []


@pytest.mark.parametrize("name", ["power-0-note", "note-after_work", "also_note", "space_note"])
def test_every_note_passes_the_guard(world, as_user, session, name):
    typed = notes(session, **{
        "power-TOTAL_FORMS": "1", "power-0-kind": "silent", "came-after_work": "yes",
        name: "The daughter of Mariama.",
    })  # fmt: skip
    client = as_user(world.facilitator)
    client.post(url(session), typed)
    page = client.get(reverse("dialogues:session_record", args=[session.pk])).content.decode()
    assert "daughter of Mariama" in page
    answer = client.post(
        reverse("dialogues:session_record", args=[session.pk]),
        {"version": again(session).version},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("accommodations", {"code": "helicopter"}),
        ("accommodations", {}),
        ("accommodations", {"code": "sign", "delivered": "yes"}),
        ("accommodations", {"code": "sign", "note": "x" * 201}),
        ("power_notes", {"kind": "sang", "who": "girls"}),
        ("power_notes", {"kind": "silent", "who": "Mariama"}),
        ("power_notes", {"who": "girls"}),
    ],
)
def test_the_action_refuses_what_is_not_known(world, session, field, row):
    with pytest.raises(NotPossible):
        saved(session, world.facilitator, **{field: [row]})


def test_the_lists_are_made_whole():
    assert clean_accommodations([{"code": "sign"}, {"code": "childcare", "delivered": False}]) == [
        {"code": "childcare", "planned": False, "delivered": False, "note": ""},
        {"code": "sign", "planned": False, "delivered": None, "note": ""},
    ]
    with pytest.raises(NotPossible):
        clean_accommodations([{"code": "sign"}, {"code": "sign"}])
    assert clean_power_notes([{"kind": "silent", "note": " a "}]) == [
        {"kind": "silent", "who": "", "note": "a"}
    ]
    with pytest.raises(NotPossible):
        clean_power_notes([{"kind": "silent"}] * (MOST_POWER_NOTES + 1))


# --- space and voice -----------------------------------------------------------------------------


def test_the_childrens_check_is_kept_with_a_hint_for_next_time(world, as_user, session):
    said = {"safe": "yes", "free": "partly", "space_note": "Sit under the other tree."}
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, **said))
    session = again(session)
    assert (session.safe, session.seldom_heard, session.free) == ("yes", "", "partly")
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Sit under the other tree." in page
    assert "Next time: say twice that silence is fine" in page
    assert "a place of their own" not in page


@pytest.mark.parametrize(("group", "asked"), [("girls_10_13", True), ("home_visits", True),
                                              ("women", False), ("elders", False)])  # fmt: skip
def test_it_is_asked_where_children_speak(world, as_user, group, asked):
    session = factories.draft(world.groups[group], by=world.facilitator)
    page = as_user(world.facilitator).get(url(session)).content.decode()
    assert ("Was it a good place for children to speak?" in page) == asked


def test_after_recording_what_was_noticed_before_is_kept(world, session):
    by = world.facilitator
    session = saved(session, by, power_notes=[{"kind": "silent", "note": "first"}])
    session = actions.record_session(session, version=session.version, by=by)
    saved(session, by, power_notes=[{"kind": "silent", "note": "second"}])
    kept = Revision.objects.filter(record_id=session.pk).latest("version").values
    assert [note["note"] for note in kept["power_notes"]] == ["first"]


def test_two_versions_show_what_each_noticed(world, as_user, session):
    client = as_user(world.facilitator)
    row = {"power-TOTAL_FORMS": "1", "power-0-kind": "silent"}
    stale = notes(session, **row, **{"power-0-note": "from the phone", "came-after_work": "yes"})
    client.post(url(session), notes(session, **row, **{"power-0-note": "from the laptop"}))
    answer = client.post(url(session), stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Stayed silent – from the phone", "Stayed silent – from the laptop",
                  "After market, farm or chores – came"):  # fmt: skip
        assert words in page


def test_what_came_stays_when_the_way_changes_on_the_same_page(world, as_user):
    """The page was opened for a small group; nothing it asked is dropped as it becomes a walk."""
    listening.helped(world, "women", hinders=["childcare"])
    session = factories.filled(world.groups["women"], by=world.facilitator)
    client, said = (
        as_user(world.facilitator),
        {"came-childcare": "yes", "note-childcare": "two aunts"},
    )
    for way in ("small_group", "walk", "walk"):
        posted = notes(again(session), channel=way, **said)
        assert client.post(url(session), posted, headers={"X-Autosave": "1"}).status_code == 200
    [row] = again(session).accommodations
    assert (row["code"], row["delivered"], row["note"]) == ("childcare", True, "two aunts")


def test_what_was_ticked_is_kept_when_it_is_planned_meanwhile(world, as_user):
    session = factories.filled(world.groups["women"], by=world.facilitator)
    posted = notes(session, also=["childcare"])
    listening.helped(world, "women", hinders=["childcare"])
    answer = as_user(world.facilitator).post(url(session), posted, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    [row] = again(session).accommodations
    assert (row["code"], row["planned"], row["delivered"]) == ("childcare", True, True)


def test_a_colleague_reads_neither_who_was_silent_nor_what_to_do_otherwise(world, as_user):
    session = factories.recorded(
        world.groups["girls_10_13"], by=world.facilitator, space_note="begin in twos",
        power_notes=[{"kind": "silent", "who": "younger", "note": "until the stones came"}],
    )  # fmt: skip
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    read = {}
    for name, person in (
        ("writer", world.facilitator), ("mentor", world.mentor), ("colleague", colleague)
    ):  # fmt: skip
        page = as_user(person).get(session.get_absolute_url()).content.decode()
        read[name] = ("until the stones came" in page, "begin in twos" in page)
    assert read == {"writer": (True, True), "mentor": (True, True), "colleague": (False, False)}
