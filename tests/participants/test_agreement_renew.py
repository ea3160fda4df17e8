"""Asking the groups once more whether they go on."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible
from participants import actions
from participants.models import Agreement, WhoWasAsked

from . import factories


def url(agreement) -> str:
    return reverse("participants:agreement_renew", args=[agreement.pk])


def typed(answers=None, **changed):
    data = {"id": uuid.uuid4(), "decided_on": clock.today().isoformat(), "words": ""}
    for group, (answer, people) in (answers or {}).items():
        data |= {f"{group.pk}-answer": answer, f"{group.pk}-people": people}
    return data | changed


def again(agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def in_days(days: int):
    return clock.today() + timedelta(days=days)


def test_the_groups_that_go_on_are_kept_with_the_next_day_to_ask(world, as_user):
    agreement, women, men = world.community.agreement, world.groups["women"], world.groups["men"]
    data = typed(
        {women: ("yes", "14"), men: ("later", "")},
        words="Go on, but slowly.",
        renew_on=in_days(90).isoformat(),
    )
    client = as_user(world.facilitator)
    for _ in range(2):  # sent twice, it is one
        assert client.post(url(agreement), data).url == agreement.get_absolute_url()
    assert agreement.moves.count() == 2
    move = agreement.moves.last()
    assert (move.to, move.renewed, move.words) == ("agreed", True, "Go on, but slowly.")
    assert {one.subgroup_id: (one.answer, one.people) for one in move.answers.all()} == {
        women.pk: ("yes", 14),
        men.pk: ("later", None),
    }
    assert (again(agreement).status, again(agreement).renew_on) == ("agreed", in_days(90))
    assert factories.events(agreement, "agreement.renewed") == 1
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert "They were asked again, and go on" in page
    assert "We ask again on" in page
    assert "Go on, but slowly." in page


def test_a_renewal_without_a_day_asks_again_on_none(world):
    agreement = factories.renewed(
        world.community.agreement, by=world.facilitator, days_ago=3, renew_on=in_days(9)
    )
    assert factories.renewed(agreement, by=world.facilitator).renew_on is None


def test_who_was_asked_is_who_was_asked_last(world):
    community = world.community
    factories.renewed(community.agreement, by=world.facilitator)
    who = WhoWasAsked.of(community.agreement.moves.history(), community.subgroups.all())
    assert [answer.subgroup.label for answer in who.asked] == ["Women"]
    assert len(who.not_asked) == 7
    elders = world.groups["elders"]
    actions.renew_agreement(
        community.agreement, decided_on=clock.today(), answers={elders: ("yes", 4)},
        by=world.facilitator,
    )  # fmt: skip
    who = WhoWasAsked.of(community.agreement.moves.history(), community.subgroups.all())
    assert who.only == "leaders"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Say which groups were asked"),
        ({"women": ("no", "9"), "men": ("later", "")}, "No group said yes"),
        ({"women": ("", "9")}, "Say also how this group answered."),
    ],
)
def test_a_yes_needs_somebody_who_says_it(world, as_user, answers, said):
    agreement = world.community.agreement
    given = {world.groups[name]: answer for name, answer in answers.items()}
    answer = as_user(world.facilitator).post(url(agreement), typed(given, words="Let us see."))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Let us see." in answer.content.decode()
    if said != "Say also how this group answered.":
        with pytest.raises(NotPossible, match=said):
            actions.renew_agreement(
                agreement, decided_on=clock.today(), by=world.facilitator,
                answers={group: (how, None) for group, (how, _) in given.items()},
            )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("decided_on", 1, "This day is still to come."),
        ("decided_on", -91, "The step before this one was on"),
        ("renew_on", 0, "We ask again on a day after today."),
    ],
)
def test_days_in_order(world, as_user, name, days, said):
    agreement, women = world.community.agreement, world.groups["women"]
    data = typed({women: ("yes", "")}, **{name: in_days(days).isoformat()})
    answer = as_user(world.facilitator).post(url(agreement), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    needs = {"decided_on": clock.today(), "answers": {women: ("yes", None)}} | {name: in_days(days)}
    with pytest.raises(NotPossible):
        actions.renew_agreement(agreement, by=world.facilitator, **needs)


@pytest.mark.parametrize("status", sorted(set(factories.PATHS) - {"agreed"}))
def test_only_while_they_take_part(world, as_user, status):
    agreement = factories.agreement_at(world, status)
    client, page = as_user(world.facilitator), agreement.get_absolute_url()
    for method in ("get", "post"):
        assert getattr(client, method)(url(agreement), typed()).status_code == 409
    assert url(agreement) not in client.get(page).content.decode()
    with pytest.raises(NotPossible):
        factories.renewed(agreement, by=world.facilitator)


def test_words_that_may_name_somebody_are_asked_about(world, as_user):
    agreement, women = world.community.agreement, world.groups["women"]
    data = typed({women: ("yes", "")}, words="Ask Kadie Sesay.")
    client = as_user(world.facilitator)
    answer = client.post(url(agreement), data)
    assert answer.status_code == 422
    assert "Ask Kadie Sesay." in answer.content.decode()
    with pytest.raises(NotPossible, match="may tell who someone is"):
        factories.renewed(agreement, by=world.facilitator, words="Ask Kadie Sesay.")
    data |= {"identifier_reason": "A shop of that name."}
    assert client.post(url(agreement), data).status_code == 302
    assert agreement.moves.last().identifier_reason == "A shop of that name."


def test_a_group_of_another_community_cannot_answer(world):
    group = world.outside_community.subgroups.first()
    with pytest.raises(NotPermitted):
        actions.renew_agreement(
            world.community.agreement, decided_on=clock.today(), answers={group: ("yes", 1)},
            by=world.facilitator,
        )  # fmt: skip


def test_the_key_of_another_step_makes_nothing(world):
    agreement = world.community.agreement
    taken = world.outside_community.agreement.moves.get()
    with pytest.raises(AlreadyThere):
        factories.renewed(agreement, by=world.facilitator, id=taken.pk)
    assert agreement.moves.count() == 1


def test_a_yes_may_name_the_day_we_ask_again(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    women = agreement.community.subgroups.get(voice="women")
    page = f"{reverse('participants:agreement_move', args=[agreement.pk])}?to=agreed"
    client = as_user(world.facilitator)
    data = typed({women: ("yes", "14")}, renew_on=clock.today().isoformat())
    assert client.post(page, data).status_code == 422
    data["renew_on"] = in_days(60).isoformat()
    assert client.post(page, data).status_code == 302
    assert again(agreement).renew_on == in_days(60)
    paused = factories.move(again(agreement), "paused", by=world.facilitator)
    live = factories.move(paused, "agreed", by=world.facilitator)
    assert live.renew_on == in_days(60)  # a pause does not lose it
    assert (
        factories.move(live, "withdrawn", by=world.facilitator, data_choice="keep").renew_on is None
    )
    with pytest.raises(NotPossible, match="after today"):
        factories.move(
            agreement, "exploring", by=world.facilitator, invited=True, renew_on=clock.today()
        )


def test_who_may(world, as_user):
    agreement = world.community.agreement
    for method in ("get", "post"):
        people = ("mentor", "coordinator", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url(agreement), method) == expected
    for name in ("mentor", "coordinator", "committee_member"):
        with pytest.raises(NotPermitted):
            factories.renewed(agreement, by=getattr(world, name))


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).delete(url(world.community.agreement)).status_code == 405
