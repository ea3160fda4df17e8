"""A change a group asked for is answered, one by one, before the gathering decides."""

import pytest
from django.urls import reverse

from . import plan_factories as make


def url_of(plan) -> str:
    return reverse("dialogues:plan_answer_change", args=[plan.pk])


@pytest.fixture
def asked(world):
    plan = make.sent(world)
    return make.answer(
        plan, world.committee_member, world.groups["women"], "change", "A fine hurts the poorest."
    )


def typed(review, words="It is a help day now."):
    return {"review": str(review.pk), "version": review.version, "answered_words": words}


def test_it_works(world, as_user, asked):
    plan = asked.plan
    response = as_user(world.facilitator).post(url_of(plan), typed(asked))
    assert response.url == plan.get_absolute_url()
    asked.refresh_from_db()
    assert (asked.answered_words, asked.answered_by) == ("It is a help day now.", world.facilitator)
    assert make.events(asked) == ["plan.change_answered"]
    text = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "A fine hurts the poorest." in text
    assert "It is a help day now." in text


def test_bad_input_keeps_the_place(world, as_user, asked):
    response = as_user(world.facilitator).post(url_of(asked.plan), typed(asked, " "))
    assert response.status_code == 422
    assert str(asked.pk) in response.content.decode()


def test_an_answer_that_is_no_change_is_not_offered(world, as_user, asked):
    review = make.answer(
        asked.plan, world.committee_member, world.groups["women"], "disagree", "No."
    )
    client = as_user(world.facilitator)
    assert client.post(url_of(asked.plan), typed(review)).status_code == 422
    assert client.post(url_of(asked.plan), typed(asked)).status_code == 422  # it was replaced


def test_stale(world, as_user, asked):
    client = as_user(world.facilitator)
    client.post(url_of(asked.plan), typed(asked))
    response = client.post(url_of(asked.plan), typed(asked, "Another answer."))
    assert response.status_code == 409
    assert "Another answer." in response.content.decode()
    assert "It is a help day now." in response.content.decode()


def test_others_and_wrong_roles(world, as_user, asked):
    url = url_of(asked.plan)
    assert as_user(world.outsider_facilitator).post(url, typed(asked)).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).post(url, typed(asked)).status_code == 403
    assert as_user(world.facilitator).get(url).status_code == 405
