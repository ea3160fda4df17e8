"""Planning whom to hear: by which way, when, with what help; what became of it; what came."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Accommodation, PlannedVoice, Revision
from tests import factories as cast

from . import factories
from . import listening_factories as listening

# Everybody who sees the community and may not plan in it; then the strangers.
READERS_ONLY = dict.fromkeys(("mentor", "committee_member"), 403)
NOBODY_ELSE = READERS_ONLY | dict.fromkeys(factories.STRANGERS, 404)


def url(name: str, thing) -> str:
    return reverse(f"participants:voice_{name}", args=[thing.pk])


def typed(world, **changed):
    return {
        "id": uuid.uuid4(), "subgroup": world.groups["boys_14_17"].pk, "channel": "walk",
        "planned_on": listening.in_days(3).isoformat(), "times": "1",
    } | changed  # fmt: skip


def changed(voice: PlannedVoice, **values):
    return {
        "version": voice.version,
        "channel": voice.channel,
        "planned_on": "",
        "times": "1",
    } | values


def helps(voice) -> dict[str, tuple[str, bool | None]]:
    return {row.code: (row.note, row.delivered) for row in voice.accommodations.all()}


# --- voice_add ------------------------------------------------------------------------------------


def test_a_group_is_planned_by_a_second_way_once(world, as_user):
    client, data = as_user(world.facilitator), typed(world, hinders=["after_work"], times="2")
    assert client.get(url("add", world.round)).status_code == 200
    for _ in range(2):
        assert client.post(url("add", world.round), data).url == world.round.get_absolute_url()
    voice = listening.voice(world, "boys_14_17", "walk")
    assert (voice.status, voice.times, voice.planned_on) == (
        "not_reached", 2, listening.in_days(3),
    )  # fmt: skip
    assert helps(voice) == {"after_work": ("", None)}
    assert factories.events(voice, "voice.planned") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "small_group"},
        {"channel": "radio"},
        {"subgroup": ""},
        {"times": "0"},
        {"times": ""},
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, wrong):
    answer = as_user(world.facilitator).post(
        url("add", world.round), typed(world, note="a boat for the other bank", **wrong)
    )
    assert answer.status_code == 422
    assert "a boat for the other bank" in answer.content.decode()
    assert world.round.planned_voices.count() == 8


def test_a_note_that_may_name_someone_is_asked_about(world, as_user):
    client, data = as_user(world.facilitator), typed(world, note="the brother of Musa comes")
    answer = client.post(url("add", world.round), data)
    assert answer.status_code == 422
    assert "the brother of Musa comes" in answer.content.decode()
    client.post(url("add", world.round), data | {"identifier_reason": "A saying here."})
    voice = listening.voice(world, "boys_14_17", "walk")
    assert (helps(voice)["other"][0], voice.identifier_reason) == (
        "the brother of Musa comes", "A saying here.",
    )  # fmt: skip


def test_a_group_of_another_community_or_one_that_pauses_is_not_planned(world, as_user):
    stranger = world.outside_community.subgroups.first()
    client = as_user(world.facilitator)
    assert (
        client.post(url("add", world.round), typed(world, subgroup=stranger.pk)).status_code == 422
    )
    with pytest.raises(NotPermitted):
        actions.add_voice(
            id=uuid.uuid4(),
            round=world.round,
            subgroup=stranger,
            channel="walk",
            by=world.facilitator,
        )
    actions.pause_subgroup(world.groups["boys_14_17"], by=world.facilitator)
    assert client.post(url("add", world.round), typed(world)).status_code == 422
    with pytest.raises(NotPossible, match="pauses now"):
        world.groups["boys_14_17"].refresh_from_db()
        listening.add(world, "boys_14_17")


def test_a_coordinator_plans_and_does_not_learn_what_hinders(world, as_user):
    voice = listening.helped(world, "boys_14_17", note="canary of the boat")
    client = as_user(world.coordinator)
    page = client.get(url("edit", voice)).content.decode()
    assert "canary of the boat" not in page
    assert 'name="hinders"' not in page
    posted = changed(voice, planned_on=listening.in_days(2).isoformat(), hinders=["sign"], note="x")
    assert client.post(url("edit", voice), posted).status_code == 302
    assert set(helps(voice)) == {"after_work", "same_sex", "other"}
    stale = client.post(url("edit", voice), posted)
    assert stale.status_code == 409
    assert "canary of the boat" not in stale.content.decode()
    with pytest.raises(NotPermitted):
        listening.edit(voice, by=world.coordinator, hinders=["sign"])


# --- voice_edit -----------------------------------------------------------------------------------


def test_a_voice_is_planned_anew_and_what_it_was_is_kept(world, as_user):
    voice = listening.voice(world, "boys_14_17")
    client = as_user(world.facilitator)
    day = listening.in_days(4)
    posted = changed(voice, planned_on=day.isoformat(), hinders=["after_work", "same_sex"])
    assert client.post(url("edit", voice), posted).url == world.round.get_absolute_url()
    after = listening.again(voice)
    assert (after.planned_on, after.status) == (day, "not_reached")
    assert helps(after) == {"after_work": ("", None), "same_sex": ("", None)}
    assert Revision.objects.get(record_id=voice.pk).values == {"planned_on": None}
    told = AuditEvent.objects.filter(record_id=voice.pk).values_list("event", "fields")
    assert sorted(told) == [
        ("voice.edited", ["planned_on"]), ("voice.helped", ["accommodations"]), ("voice.planned", []),
    ]  # fmt: skip


def test_with_more_meetings_planned_it_is_heard_in_part(world):
    voice = listening.heard(world, "men")
    for times, status in ((3, "partly"), (1, "heard")):
        listening.edit(voice, by=world.facilitator, times=times)
        assert listening.again(voice).status == status
    listening.edit(voice, by=world.facilitator, times=2)
    actions.move_voice(voice, "heard", by=world.facilitator)  # what was heard is enough
    listening.edit(voice, by=world.facilitator, planned_on=listening.in_days(3))
    assert listening.again(voice).status == "heard"


def test_a_choice_stays_one_when_more_meetings_are_planned(world):
    voice = listening.voice(world, "men")
    for to in ("not_reached", "chose_not"):
        if to == "chose_not":
            actions.move_voice(voice, to, by=world.facilitator)
        listening.edit(voice, by=world.facilitator, times=listening.again(voice).times + 1)
        assert listening.again(voice).status == to


def test_what_came_stays_said_when_the_plan_changes(world):
    voice = listening.helped(world, "women", hinders=["childcare", "nearer"])
    actions.deliver_accommodations(
        voice, {"childcare": True, "nearer": False}, by=world.facilitator
    )
    listening.edit(voice, by=world.facilitator, hinders=["childcare", "interpreter"])
    assert helps(voice) == {"childcare": ("", True), "interpreter": ("", None)}


def test_a_stale_plan_is_409_with_both(world, as_user):
    voice = listening.voice(world, "men")
    client = as_user(world.facilitator)
    client.post(url("edit", voice), changed(voice, times="2"))
    answer = client.post(url("edit", voice), changed(voice, times="3", note="a lamp"))
    assert answer.status_code == 409
    assert "a lamp" in answer.content.decode()
    assert listening.again(voice).times == 2


@pytest.mark.parametrize("wrong", [{"channel": ""}, {"times": "21"}, {"planned_on": "soon"}])
def test_a_wrong_change_is_422(world, as_user, wrong):
    voice = listening.voice(world, "men")
    answer = as_user(world.facilitator).post(url("edit", voice), changed(voice, **wrong))
    assert answer.status_code == 422


def test_the_way_of_another_plan_is_422(world, as_user):
    listening.add(world, "men", "walk")
    voice = listening.voice(world, "men", "small_group")
    answer = as_user(world.facilitator).post(url("edit", voice), changed(voice, channel="walk"))
    assert answer.status_code == 422
    with pytest.raises(NotPossible, match="already"):
        listening.edit(voice, by=world.facilitator, channel="walk")


# --- voice_move, voice_remove ---------------------------------------------------------------------


def move(voice, to: str) -> str:
    return f"{url('move', voice)}?to={to}"


def test_what_became_of_a_voice_is_said_and_taken_back(world, as_user):
    voice, client = listening.voice(world, "boys_14_17"), as_user(world.facilitator)
    for to in ("chose_not", "not_reached"):
        assert client.post(move(voice, to)).url == world.round.get_absolute_url()
        assert listening.again(voice).status == to
        assert factories.events(voice, f"voice.{to}") == 1


def test_one_of_two_meetings_may_be_enough(world, as_user):
    voice = listening.helped(world, "home_visits", hinders=[], times=2)
    listening.heard(world, "home_visits")
    client = as_user(world.facilitator)
    assert listening.again(voice).status == "partly"
    assert "What was heard is enough" in client.get(url("edit", voice)).content.decode()
    assert client.post(move(voice, "heard")).status_code == 302
    assert listening.again(voice).status == "heard"


def test_nobody_is_said_to_be_heard_without_a_dialogue(world, as_user):
    answer = as_user(world.facilitator).post(move(listening.voice(world, "men"), "heard"))
    assert answer.status_code == 409
    assert "No dialogue of this group is recorded yet." in answer.content.decode()
    assert (
        as_user(world.facilitator).post(move(listening.voice(world, "men"), "x")).status_code == 403
    )


def test_only_what_was_not_heard_is_taken_out(world, as_user):
    client, voice = as_user(world.facilitator), listening.add(world, "men")
    assert client.post(url("remove", voice)).url == world.round.get_absolute_url()
    assert not PlannedVoice.objects.filter(pk=voice.pk).exists()
    assert factories.events(voice, "voice.removed") == 1
    heard = listening.heard(world, "men")
    assert client.post(url("remove", heard)).status_code == 409


def test_a_choice_is_not_taken_out_of_the_plan(world, as_user):
    voice, client = listening.voice(world, "men"), as_user(world.facilitator)
    assert url("remove", voice) in client.get(url("edit", voice)).content.decode()
    actions.move_voice(voice, "chose_not", by=world.facilitator)
    assert url("remove", voice) not in client.get(url("edit", voice)).content.decode()
    answer = client.post(url("remove", voice))
    assert answer.status_code == 409
    assert "This group chose not to take part. Its choice stays." in answer.content.decode()
    assert listening.again(voice).status == "chose_not"


# --- voice_deliver --------------------------------------------------------------------------------


def test_what_did_not_come_is_followed_up_until_it_is_mended(world, as_user):
    voice = listening.helped(world, "women", hinders=["childcare", "nearer"])
    client = as_user(world.facilitator)
    assert client.get(url("deliver", voice)).status_code == 200
    answer = client.post(url("deliver", voice), {"childcare": "yes", "nearer": "no"})
    assert answer.url == world.round.get_absolute_url()
    assert helps(voice) == {"childcare": ("", True), "nearer": ("", False)}
    assert factories.events(voice, "voice.delivered") == 1
    board = world.round.get_absolute_url()
    section = "Planned for a group, and did not come"
    for page in (board, "/"):
        assert section in client.get(page).content.decode()
        assert section not in as_user(world.coordinator).get(page).content.decode()
    client.post(url("deliver", voice), {"childcare": "yes", "nearer": "yes"})
    assert section not in client.get("/").content.decode()


def test_every_planned_thing_is_answered(world, as_user):
    voice = listening.helped(world, "women", hinders=["childcare", "nearer"])
    answer = as_user(world.facilitator).post(url("deliver", voice), {"childcare": "yes"})
    assert answer.status_code == 422
    assert set(Accommodation.objects.values_list("delivered", flat=True)) == {None}


def test_where_nothing_is_planned_nothing_comes(world, as_user):
    voice = listening.voice(world, "men")
    assert as_user(world.facilitator).get(url("deliver", voice)).status_code == 409


# --- Who, when, how -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["add", "edit", "move", "remove", "deliver"])
def test_who_may_not(world, as_user, name):
    voice = listening.helped(world, "boys_14_17")
    target = url(name, world.round if name == "add" else voice)
    target += "?to=chose_not" if name == "move" else ""
    expected = NOBODY_ELSE | ({"coordinator": 403} if name == "deliver" else {})
    assert factories.codes(as_user, world, expected, target, "post") == expected
    assert listening.again(voice).status == "not_reached"


@pytest.mark.parametrize("name", ["add", "edit", "move", "remove", "deliver"])
def test_a_round_that_has_ended_stays_as_it_was(world, as_user, name):
    first = world.round
    voice = listening.helped(world, "boys_14_17")
    actions.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    target = url(name, first if name == "add" else voice)
    target += "?to=chose_not" if name == "move" else ""
    answer = as_user(world.facilitator).post(target, changed(voice))
    assert answer.status_code == 409
    assert "This round has ended." in answer.content.decode()


@pytest.mark.parametrize("name", ["add", "edit", "remove"])
def test_nothing_is_planned_while_the_community_pauses(world, as_user, name):
    voice = listening.voice(world, "men")
    factories.move(world.community.agreement, "paused", by=world.facilitator)
    target = url(name, world.round if name == "add" else voice)
    assert as_user(world.facilitator).post(target, changed(voice)).status_code == 409


@pytest.mark.parametrize("name", ["move", "remove"])
def test_what_only_posts_shows_no_form(world, as_user, name):
    assert (
        as_user(world.facilitator).get(url(name, listening.voice(world, "men"))).status_code == 405
    )


def test_deleting_is_no_method_here(world, as_user):
    voice = listening.voice(world, "men")
    targets = [url("add", world.round), url("edit", voice), url("deliver", voice)]
    client = as_user(cast.fresh(world.facilitator))
    assert [client.delete(target).status_code for target in targets] == [405, 405, 405]
