"""The groups of a community: list, add, edit; and the code that only two may know."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Revision, Subgroup

from . import factories
from . import listening_factories as listening

CODE = "canary-focus-code"


@pytest.fixture
def group(world) -> Subgroup:
    group = world.groups["boys_14_17"]
    return actions.edit_subgroup(
        group, version=group.version, label="Small group B", age_from=14, age_to=17,
        focus_code=CODE, by=world.facilitator,
    )  # fmt: skip


def listed(community) -> str:
    return reverse("participants:subgroup_list", args=[community.pk])


def add(community) -> str:
    return reverse("participants:subgroup_add", args=[community.pk])


def edit(group) -> str:
    return reverse("participants:subgroup_edit", args=[group.pk])


def typed(**changed):
    return {
        "id": uuid.uuid4(), "voice": "girls", "label": "Small group C", "age_from": "10",
        "age_to": "13", "reached_by": "assembled",
    } | changed  # fmt: skip


def corrected(group, **changed):
    return (
        {"version": group.version, "label": "Group B", "age_from": "", "age_to": ""}
        | {"reached_by": group.reached_by}
        | changed
    )


def test_the_list_is_for_whoever_sees_the_community(world, as_user):
    codes = factories.codes(as_user, world, world.cast, listed(world.community))
    assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    page = as_user(world.committee_member).get(listed(world.community))
    assert [group.label for group in page.context["groups"]] == [
        "Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17", "Women", "Men", "Elders",
        "Home visits",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["label", "local_name"])
def test_a_group_is_not_named_after_anybody(world, as_user, name):
    for words in ("Fatu Sesay", "daughter of the chief", "the ones at 076 123 456"):
        answer = as_user(world.facilitator).post(add(world.community), typed(**{name: words}))
        assert answer.status_code == 422
        assert "choose a neutral name" in answer.content.decode()
        with pytest.raises(NotPossible, match="choose a neutral name"):
            actions.add_subgroup(
                id=uuid.uuid4(), community=world.community, voice="girls", by=world.facilitator,
                **({"label": "Group D"} | {name: words}),
            )  # fmt: skip
    group = world.groups["women"]
    answer = as_user(world.facilitator).post(edit(group), corrected(group, **{name: "Fatu Sesay"}))
    assert answer.status_code == 422


def test_a_group_is_added_and_sent_twice_it_is_one(world, as_user):
    client, data = as_user(world.facilitator), typed(focus_code=CODE)
    for _ in range(2):
        assert client.post(add(world.community), data).url == listed(world.community)
    group = world.community.subgroups.get(label="Small group C")
    assert (group.voice, group.age_from, group.age_to, group.focus_code) == ("girls", 10, 13, CODE)
    assert factories.events(group, "subgroup.added") == 1


def test_a_group_is_corrected_and_what_it_was_is_kept_but_for_the_code(world, as_user, group):
    answer = as_user(world.facilitator).post(edit(group), corrected(group, focus_code=""))
    assert answer.url == listed(world.community)
    after = Subgroup.objects.get(pk=group.pk)
    assert (after.label, after.age_from, after.focus_code, after.voice) == (
        "Group B", None, "", "boys",
    )  # fmt: skip
    kept = Revision.objects.get(record_id=group.pk, version=group.version)
    assert kept.values == {"label": "Small group B", "age_from": 14, "age_to": 17}
    event = AuditEvent.objects.filter(record_id=group.pk, event="subgroup.edited").latest("at")
    assert event.fields == ["age_from", "age_to", "focus_code", "label"]


def test_the_code_is_on_two_peoples_screens_only(world, as_user, group):
    pages = [listed(world.community), edit(group), group.get_absolute_url()]
    pages += [world.community.agreement.get_absolute_url()]
    for name, person in world.cast.items():
        client = as_user(person)
        seen = [CODE in client.get(page).content.decode() for page in pages]
        expected = {"facilitator": [True, True, False, False], "mentor": [True] + [False] * 3}
        assert seen == expected.get(name, [False] * 4), name
    assert CODE not in "".join(pages)


def test_a_coordinator_corrects_without_touching_the_code(world, as_user, group):
    client = as_user(world.coordinator)
    assert client.post(edit(group), corrected(group)).status_code == 302
    assert Subgroup.objects.get(pk=group.pk).focus_code == CODE


def test_and_cannot_fish_for_it_with_a_stale_form(world, as_user, group):
    stale = corrected(group, version=group.version - 1)
    client = as_user(world.coordinator)
    answer = client.post(edit(group), stale)
    assert answer.status_code == 409
    assert CODE not in answer.content.decode()
    answer = client.post(edit(group), stale | {"focus_code": "anything"})
    assert answer.status_code == 403
    assert CODE not in answer.content.decode()
    with pytest.raises(NotPermitted):
        actions.add_subgroup(
            id=uuid.uuid4(), community=world.community, voice="girls", label="C",
            focus_code="x", by=world.coordinator,
        )  # fmt: skip


def test_a_stale_correction_is_409_with_both(world, as_user, group):
    client = as_user(world.facilitator)
    client.post(edit(group), corrected(group, label="from the laptop"))
    answer = client.post(edit(group), corrected(group, label="from the phone"))
    assert answer.status_code == 409
    assert "from the laptop" in answer.content.decode()
    assert "from the phone" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"voice": "chiefs"}, {"label": ""}, {"age_from": "17", "age_to": "14"}, {"age_to": "-1"}],
)
def test_bad_input_is_422_and_makes_nothing(world, as_user, wrong):
    before = world.community.subgroups.count()
    answer = as_user(world.facilitator).post(add(world.community), typed(**wrong))
    assert answer.status_code == 422
    assert world.community.subgroups.count() == before


def test_who_may(world, as_user, group):
    for url, method in ((add(world.community), "post"), (edit(group), "post")):
        people = ("mentor", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url, method) == expected
        assert factories.codes(as_user, world, expected, url) == expected


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    client, counts = as_user(world.facilitator), []
    client.get(listed(world.community))
    for number in (1, 50):
        with django_assert_max_num_queries(8) as captured:
            client.get(listed(world.community))
        counts.append(len(captured))
        for _ in range(number):
            client.post(add(world.community), typed())
    assert len(set(counts)) == 1


def test_wrong_method_is_405(world, as_user, group):
    client = as_user(world.facilitator)
    assert client.post(listed(world.community)).status_code == 405
    assert client.delete(add(world.community)).status_code == 405
    assert client.delete(edit(group)).status_code == 405


# --- A group may pause ----------------------------------------------------------------------------


def step(group, to: str) -> str:
    return reverse(f"participants:subgroup_{to}", args=[group.pk])


def status_of(world, name: str) -> str:
    return listening.voice(world, name).status


def test_a_group_pauses_for_itself_alone_and_goes_on(world, as_user):
    men, client = world.groups["men"], as_user(world.facilitator)
    others = set(world.groups) - {"men"}
    assert client.post(step(men, "pause")).url == listed(world.community)
    assert Subgroup.objects.get(pk=men.pk).paused_on == clock.today()
    assert status_of(world, "men") == "chose_not"
    assert {status_of(world, name) for name in others} == {"not_reached"}
    assert "Pauses since" in client.get(listed(world.community)).content.decode()
    assert client.post(step(men, "pause")).status_code == 409
    assert client.post(step(men, "resume")).url == listed(world.community)
    assert Subgroup.objects.get(pk=men.pk).paused_on is None
    assert status_of(world, "men") == "not_reached"
    assert client.post(step(men, "resume")).status_code == 409
    assert [factories.events(men, f"subgroup.{to}") for to in ("paused", "resumed")] == [1, 1]


def test_what_was_heard_stays_heard(world):
    listening.heard(world, "men")
    listening.helped(world, "women", hinders=[], times=2)
    listening.heard(world, "women")
    for name, during, after in (("men", "heard", "heard"), ("women", "chose_not", "partly")):
        actions.pause_subgroup(world.groups[name], by=world.facilitator)
        assert status_of(world, name) == during
        actions.resume_subgroup(world.groups[name], by=world.facilitator)
        assert status_of(world, name) == after


def test_what_a_group_declined_before_it_paused_stays_declined(world):
    walk = listening.add(world, "women", "walk")
    actions.move_voice(walk, "chose_not", by=world.facilitator)
    usual = listening.voice(world, "women", "small_group")
    for _ in range(2):  # a second pause is as the first one
        group = listening.again(world.groups["women"])
        actions.pause_subgroup(group, by=world.facilitator)
        assert {listening.again(voice).status for voice in (walk, usual)} == {"chose_not"}
        actions.resume_subgroup(group, by=world.facilitator)
        assert listening.again(walk).status == "chose_not"
        assert listening.again(usual).status == "not_reached"
    actions.move_voice(walk, "not_reached", by=world.facilitator)  # it wants to, after all
    actions.pause_subgroup(listening.again(group), by=world.facilitator)
    actions.resume_subgroup(listening.again(group), by=world.facilitator)
    assert listening.again(walk).status == "not_reached"


def test_a_round_that_began_while_it_paused_hears_it_when_it_goes_on(world):
    actions.pause_subgroup(world.groups["men"], by=world.facilitator)
    begun = actions.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    actions.resume_subgroup(listening.again(world.groups["men"]), by=world.facilitator)
    assert begun.planned_voices.filter(status="chose_not").count() == 0


def test_a_round_that_begins_meanwhile_does_not_plan_to_hear_it(world):
    actions.pause_subgroup(world.groups["men"], by=world.facilitator)
    begun = actions.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    voices = begun.planned_voices.filter(status="chose_not")
    assert [str(voice) for voice in voices] == ["Men"]


def test_a_committee_member_pauses_only_the_groups_they_speak_for(world, as_user):
    client = as_user(world.committee_member)  # she speaks for the women
    page = client.get(listed(world.community)).content.decode()
    assert step(world.groups["women"], "pause") in page
    assert step(world.groups["men"], "pause") not in page
    assert client.post(step(world.groups["men"], "pause")).status_code == 403
    assert client.post(step(world.groups["girls_10_13"], "pause")).status_code == 403
    assert client.post(step(world.groups["women"], "pause")).status_code == 302
    assert client.post(step(world.groups["women"], "resume")).status_code == 302


@pytest.mark.parametrize("to", ["pause", "resume"])
def test_who_may_not_pause_a_group(world, as_user, to):
    expected = dict.fromkeys(("mentor", "coordinator", "committee_member"), 403)
    expected |= dict.fromkeys(factories.STRANGERS, 404)
    target = step(world.groups["men"], to)
    assert factories.codes(as_user, world, expected, target, "post") == expected
    assert as_user(world.facilitator).get(target).status_code == 405


# --- Names and ways -------------------------------------------------------------------------------


def test_a_group_has_a_name_of_its_own_and_a_way(world, as_user):
    client = as_user(world.facilitator)
    data = typed(local_name="titi dɛn", reached_by="home_visits", age_to="15")
    client.post(add(world.community), data)
    group = world.community.subgroups.get(label="Small group C")
    assert (group.local_name, group.reached_by, group.age_to) == ("titi dɛn", "home_visits", 15)
    assert group.planned_voices.get().channel == "home_visits"
    client.post(edit(group), corrected(group, local_name="titi", reached_by="assembled"))
    group.refresh_from_db()
    assert (group.local_name, group.reached_by) == ("titi", "assembled")
    assert "titi" in client.get(listed(world.community)).content.decode()


def test_the_voice_of_home_visits_does_not_come_together(world, as_user):
    client, home = as_user(world.facilitator), world.groups["home_visits"]
    for answer in (
        client.post(add(world.community), typed(voice="home")),
        client.post(edit(home), corrected(home, reached_by="assembled")),
    ):
        assert answer.status_code == 422
        assert "The voice of home visits is visited at home." in answer.content.decode()
    with pytest.raises(NotPossible):
        actions.edit_subgroup(
            home, version=home.version, label="Home", reached_by="assembled", by=world.facilitator
        )


def test_the_code_is_in_no_address_title_or_order(world, as_user, group):
    """Two groups change their codes: nothing but the words beside the locks changes places."""
    other = world.groups["men"]
    client, pages = as_user(world.facilitator), []
    for first, second in (("aaa-code", "zzz-code"), ("zzz-code", "aaa-code")):
        Subgroup.objects.filter(pk=group.pk).update(focus_code=first)
        Subgroup.objects.filter(pk=other.pk).update(focus_code=second)
        targets = (listed(world.community), edit(group), world.round.get_absolute_url())
        pages.append([client.get(target).content.decode() for target in targets])
        titles = re.findall("<title>(.*?)</title>", "".join(pages[-1]))
        links = re.findall(r'(?:href|action|src)="([^"]*)"', "".join(pages[-1]))
        assert [said for said in titles + links if "code" in said] == []
    quiet = r'(zzz|aaa)-code|csrfmiddlewaretoken" value="[^"]*"|owner" value="[^"]*"'
    pages = [[re.sub(quiet, "", page) for page in each] for each in pages]
    assert pages[0] == pages[1]
