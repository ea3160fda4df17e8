"""The community stops what would be deleted."""

from __future__ import annotations

from django.urls import reverse

from participants.models import Leaving

from . import factories


def url(leaving) -> str:
    return reverse("participants:leaving_stop", args=[leaving.pk])


def test_the_committee_stops_it_or_the_facilitator_writes_it_down(world, as_user):
    for name in ("committee_member", "facilitator"):
        leaving = factories.leaving_at(world)
        answer = as_user(getattr(world, name)).post(url(leaving))
        assert answer["Location"] == leaving.get_absolute_url()
        stopped = Leaving.objects.get(pk=leaving.pk)
        assert (stopped.stopped_by, stopped.waits) == (getattr(world, name), False)
        assert factories.events(leaving, "leaving.stopped") == 1
        assert leaving.pk not in Leaving.objects.waiting().values_list("pk", flat=True)


def test_what_does_not_wait_is_409(world, as_user):
    leaving = factories.leaving_at(world)
    client = as_user(world.committee_member)
    client.post(url(leaving))
    answer = client.post(url(leaving))
    assert answer.status_code == 409
    assert "Nothing waits to be deleted here." in answer.content.decode()
    kept = factories.leaving_at(world, data_choice="keep")
    assert client.post(url(kept)).status_code == 409


def test_who_may(world, as_user):
    leaving = factories.leaving_at(world)
    codes = factories.codes(as_user, world, factories.STRANGERS, url(leaving), "post")
    assert codes == dict.fromkeys(factories.STRANGERS, 404)
    people = ("mentor", "coordinator")
    codes = factories.codes(as_user, world, people, url(leaving), "post")
    assert codes == dict.fromkeys(people, 403)
    assert Leaving.objects.get(pk=leaving.pk).waits


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).get(url(factories.leaving_at(world))).status_code == 405
