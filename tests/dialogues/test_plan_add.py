"""A plan begins with a harm the groups of a round named."""

import uuid

import pytest
from django.urls import reverse

from dialogues.models import ActionPlan, Harm
from participants import actions as participants

from . import plan_factories as make


@pytest.fixture
def url(world) -> str:
    make.hear(world, [world.groups["girls_10_13"]])
    return reverse("dialogues:plan_add") + f"?round={world.round.pk}"


def typed(world, **values):
    return {
        "harm": make.harm(world).pk,
        "name": "Books before buckets",
        "goal": "No loads.",
        "builds_on_reason": make.WHY_NONE,
        **values,
    }


def test_it_works_once(world, as_user, url):
    client = as_user(world.facilitator)
    posted = make.filled(client, url, **typed(world, builds_on=make.practice(world).pk))
    for _ in range(2):
        response = client.post(url, posted)
    plan = ActionPlan.objects.get()
    assert response.url == plan.get_absolute_url()
    assert (plan.status, plan.edition, plan.name) == ("draft", 0, "Books before buckets")
    assert list(plan.builds_on.all()) == [make.practice(world)]
    assert plan.builds_on_reason == ""
    assert make.events(plan) == ["plan.added"]


def test_only_harms_of_the_round_are_offered(world, as_user, url):
    make.harm(world, "nobody said this")
    form = as_user(world.facilitator).get(url).context["form"]
    assert list(form.fields["harm"].queryset) == [make.harm(world)]
    unsaid = typed(world, harm=make.harm(world, "nobody said this").pk, id=uuid.uuid4())
    assert as_user(world.facilitator).post(url, unsaid).status_code == 422


def test_what_the_groups_withhold_is_not_offered(world, as_user, url):
    withheld = Harm.objects.get(local_term=make.WITHHELD)
    client = as_user(world.facilitator)
    assert make.WITHHELD not in client.get(url).content.decode()
    posted = typed(world, harm=withheld.pk, id=uuid.uuid4())
    assert client.post(url, posted).status_code == 422


def test_a_draft_of_a_session_offers_nothing(world, as_user, url):
    world.round.sessions.update(status="draft")
    response = as_user(world.facilitator).get(url)
    assert not response.context["form"].fields["harm"].queryset.exists()
    assert "listen first" in response.content.decode()


def test_others_do_not_find_the_round(world, as_user, url):
    for user in (world.outsider_facilitator, world.other_facilitator, world.social_worker):
        assert as_user(user).get(url).status_code == 404
    assert as_user(world.facilitator).get(reverse("dialogues:plan_add")).status_code == 404
    assert as_user(world.facilitator).get(url[:-1]).status_code == 404


def test_wrong_role(world, as_user, url):
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url).status_code == 403
        assert as_user(user).post(url, typed(world, id=uuid.uuid4())).status_code == 403


def test_without_an_agreement_nothing_begins(world, as_user, url):
    agreement = world.community.agreement
    participants.move_agreement(
        agreement, "paused", decided_on=agreement.created_at.date(), by=world.facilitator
    )
    response = as_user(world.facilitator).post(url, typed(world, id=uuid.uuid4()))
    assert response.status_code == 409
    assert "no agreement" in response.content.decode()
    assert not ActionPlan.objects.exists()


def test_bad_input_keeps_what_was_typed(world, as_user, url):
    response = as_user(world.facilitator).post(url, typed(world, name="", id=uuid.uuid4()))
    assert response.status_code == 422
    assert 'value="No loads."' in response.content.decode()


def test_wrong_method(world, as_user, url):
    assert as_user(world.facilitator).delete(url).status_code == 405
