"""The gathering's decision: when every group has answered, and dissent does not stand in the way."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, reviews
from dialogues.models import Decision

from . import plan_factories as make

WORDS = {"how": "consensus", "present": "31 men, 38 women", "dissent": "Some farmers."}


def url_of(plan) -> str:
    return reverse("dialogues:plan_agree", args=[plan.pk])


def answered(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"])
    return make.again(plan)


def typed(client, plan, **values):
    return make.filled(client, url_of(plan), **{**WORDS, "held_on": clock.today(), **values})


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_it_works_once(world, as_user, who):
    plan = answered(world)
    client = as_user(world.cast[who])
    posted = typed(client, plan)
    for _ in range(2):
        assert client.post(url_of(plan), posted).url == plan.get_absolute_url()
    decision = Decision.objects.get()
    assert (decision.edition, decision.how, decision.dissent) == (1, "consensus", "Some farmers.")
    assert make.again(plan).status == "agreed"
    assert make.again(plan).agreed_text() == plan.text()
    assert make.events(plan).count("plan.agreed") == 1


def test_every_group_must_have_answered(world, as_user):
    plan = answered(world)
    make.spokesperson(world, "men")
    make.spokesperson(world, "elders")
    response = as_user(world.facilitator).get(url_of(plan))
    assert response.status_code == 409
    assert "Not answered yet: Men and Elders." in response.content.decode()
    with pytest.raises(NotPossible, match="Not answered yet: Men and Elders"):
        make.decide(plan, world.facilitator)


def test_an_empty_planning_group_agrees_to_nothing(world):
    plan = answered(world)
    world.community.planning_group.update(left_on="2026-02-01")
    with pytest.raises(NotPossible, match="Nobody is in the planning group"):
        make.decide(plan, world.facilitator)


def test_every_asked_change_must_be_answered(world):
    plan = make.sent(world)
    asked = make.answer(plan, world.committee_member, world.groups["women"], "change", "No fine.")
    with pytest.raises(NotPossible, match="1 change that was asked for has no answer"):
        make.decide(plan, world.facilitator)
    reviews.answer_change(
        asked, version=asked.version, answered_words="It is a help day.", by=world.facilitator
    )
    make.decide(plan, world.facilitator)
    assert make.again(plan).status == "agreed"


def test_a_change_asked_of_an_earlier_text_is_not_forgotten(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No fine.")
    plan = plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
    plan = plans.send_plan(plan, version=plan.version, by=world.facilitator)
    make.answer(plan, world.committee_member, world.groups["women"])
    with pytest.raises(NotPossible, match="1 change that was asked for has no answer"):
        make.decide(plan, world.facilitator)


def test_answers_to_an_earlier_text_do_not_count(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No fine.")
    plan = plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
    plans.send_plan(plan, version=plan.version, by=world.facilitator)
    with pytest.raises(NotPossible, match="Not answered yet: Women"):
        make.decide(plan, world.facilitator)


def test_dissent_does_not_block(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "disagree", "Not so.")
    make.decide(plan, world.facilitator)
    assert make.again(plan).status == "agreed"


def test_words_that_changed_meanwhile_are_not_agreed_to(world, as_user):
    plan = answered(world)
    client = as_user(world.facilitator)
    posted = typed(client, plan, edition=plan.edition + 1)
    assert client.post(url_of(plan), posted).status_code == 409
    assert not Decision.objects.exists()


def test_bad_input(world, as_user):
    plan = answered(world)
    client = as_user(world.facilitator)
    tomorrow = clock.today() + timedelta(days=1)
    response = client.post(url_of(plan), typed(client, plan, held_on=tomorrow))
    assert response.status_code == 422
    assert "still to come" in response.content.decode()
    assert "Some farmers." in response.content.decode()


def test_wrong_state(world, as_user):
    for status in ("draft", "agreed"):
        plan = make.moved(world, status)
        assert as_user(world.facilitator).get(url_of(plan)).status_code == 409


def test_others_and_wrong_roles(world, as_user):
    plan = answered(world)
    posted = typed(as_user(world.facilitator), plan)
    assert as_user(world.outsider_committee_member).post(url_of(plan), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).get(url_of(plan)).status_code == 403
        assert as_user(user).post(url_of(plan), posted).status_code == 403
    assert as_user(world.facilitator).put(url_of(plan)).status_code == 405


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_write_down_the_decision_at_once(world):
    plan = answered(world)
    told, start = [], threading.Barrier(2)

    def agree(by):
        try:
            start.wait()
            make.decide(plan, by)
            told.append("agreed")
        except NotPossible as error:
            told.append(str(error.message))
        finally:
            connection.close()

    people = (world.facilitator, world.committee_member)
    threads = [threading.Thread(target=agree, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[1] == "agreed"
    assert sorted(told)[0].startswith("This stands at “Agreed” since")
    assert Decision.objects.count() == 1
    assert AuditEvent.objects.filter(event="plan.agreed").count() == 1
