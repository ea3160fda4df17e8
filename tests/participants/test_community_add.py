"""Beginning with a community, and with a cluster."""

from __future__ import annotations

import uuid

from django.urls import reverse

from cpfacilitate.accounts.roles import Role
from participants.models import Cluster, Community
from tests import factories as cast

from . import factories

URL = reverse("participants:community_add")
CLUSTER = reverse("participants:cluster_add")


def typed(world, **changed):
    return {
        "id": uuid.uuid4(), "cluster": world.cluster.pk, "name": "Ngiyema Landing",
        "language": "men",
    } | changed  # fmt: skip


def test_a_coordinator_begins_and_nothing_is_agreed(world, as_user):
    answer = as_user(world.coordinator).post(URL, typed(world))
    community = Community.objects.get(name="Ngiyema Landing")
    assert answer.url == community.agreement.get_absolute_url()
    assert community.agreement.status == "exploring"
    assert factories.events(community, "community.added") == 1


def test_the_same_form_sent_twice_is_one_community(world, as_user):
    client, data = as_user(world.coordinator), typed(world)
    assert client.post(URL, data).url == client.post(URL, data).url
    assert Community.objects.filter(name="Ngiyema Landing").count() == 1


def test_the_key_of_somebody_elses_form_is_409(world, as_user):
    cast.person(world.ngo, Role.COORDINATOR, by=world.administrator)
    other = cast.person(world.ngo, Role.COORDINATOR, by=world.administrator)
    data = typed(world)
    as_user(world.coordinator).post(URL, data)
    assert as_user(other).post(URL, data).status_code == 409


def test_everybody_else_is_refused(world, as_user):
    people = set(world.cast) - {"coordinator", "other_coordinator"}
    for url in (URL, CLUSTER):
        assert factories.codes(as_user, world, people, url) == dict.fromkeys(people, 403)
        assert factories.codes(as_user, world, people, url, "post") == dict.fromkeys(people, 403)


def test_a_cluster_of_another_ngo_is_not_offered(world, as_user):
    answer = as_user(world.other_coordinator).post(URL, typed(world))
    assert answer.status_code == 422
    assert not Community.objects.filter(name="Ngiyema Landing").exists()


def test_bad_input_is_422_and_keeps_what_was_typed(world, as_user):
    answer = as_user(world.coordinator).post(URL, typed(world, language="the Mende language"))
    assert answer.status_code == 422
    assert "Ngiyema Landing" in answer.content.decode()


def test_without_a_cluster_the_page_says_what_comes_first(world, as_user):
    Community.objects.none()
    body = cast.accounts.add_organisation(
        id=uuid.uuid4(), name="Third network", kind="ngo", by=world.administrator
    )
    newcomer = cast.person(body, Role.COORDINATOR, by=world.administrator)
    assert "First, the cluster" in as_user(newcomer).get(URL).content.decode()


def test_a_cluster_is_entered_for_ones_own_ngo_only(world, as_user):
    data = {"id": uuid.uuid4(), "name": "Moyamba", "district": "Moyamba"}
    client = as_user(world.coordinator)
    refused = client.post(CLUSTER, data | {"organisation": world.other_ngo.pk})
    assert refused.status_code == 422
    assert client.post(CLUSTER, data | {"organisation": world.ngo.pk}).url == URL
    cluster = Cluster.objects.get(name="Moyamba")
    assert cluster.organisation == world.ngo
    assert factories.events(cluster, "cluster.added") == 1


def test_wrong_method_is_405(world, as_user):
    for url in (URL, CLUSTER):
        assert as_user(world.coordinator).delete(url).status_code == 405
