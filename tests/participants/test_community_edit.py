"""Correcting how a community is called."""

from __future__ import annotations

import pytest
from django.urls import reverse

from participants.models import Community, Revision

from . import factories


def url(community) -> str:
    return reverse("participants:community_edit", args=[community.pk])


def typed(**changed):
    return {"version": 1, "name": "Másimbaya", "language": "tem", "place_code": "sl0201"} | changed


def test_the_coordinator_corrects_it_and_it_is_found_by_its_new_name(world, as_user):
    client = as_user(world.coordinator)
    assert "Masimbaya" in client.get(url(world.community)).content.decode()
    answer = client.post(url(world.community), typed(name="Old Bɔla"))
    community = Community.objects.get(pk=world.community.pk)
    assert answer.url == community.get_absolute_url()
    assert (community.name, community.name_key) == ("Old Bɔla", "old bola")
    assert (community.language, community.place_code, community.version) == ("tem", "SL0201", 2)
    assert factories.events(community, "community.edited") == 1
    assert Revision.objects.get(record_id=community.pk).values["name"] == "Masimbaya"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("place_code", "Sierra Leone 3", "Two letters of the country"),
        ("place_code", "SL1", "Two letters of the country"),
        ("place_code", "SL٠٢٠١", "Two letters of the country"),
        ("language", "the Temne language", "A code of two or three letters"),
        ("name", "", "Write something here."),
        ("name", "x" * 101, "at most 100 characters"),
    ],
)
def test_bad_input_is_422_and_keeps_what_was_typed(world, as_user, field, value, sentence):
    answer = as_user(world.coordinator).post(url(world.community), typed(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{value}"' in page or not value
    assert Community.objects.get(pk=world.community.pk).version == 1


def test_a_stale_edit_shows_both_and_loses_nothing(world, as_user):
    client = as_user(world.coordinator)
    client.post(url(world.community), typed(name="First"))
    answer = client.post(url(world.community), typed(name="Second"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First" in page
    assert "Second" in page


def test_nothing_changed_is_no_new_version(world, as_user):
    same = {"name": "Masimbaya", "language": "kri", "place_code": ""}
    as_user(world.coordinator).post(url(world.community), typed(**same))
    assert Community.objects.get(pk=world.community.pk).version == 1
    assert factories.events(world.community, "community.edited") == 0


def test_those_who_work_there_may_not(world, as_user):
    people = ("facilitator", "mentor", "committee_member")
    for method in ("get", "post"):
        assert factories.codes(
            as_user, world, people, url(world.community), method
        ) == dict.fromkeys(people, 403)


def test_to_everybody_else_it_is_not_there(world, as_user):
    for method in ("get", "post"):
        assert factories.codes(
            as_user, world, factories.STRANGERS, url(world.community), method
        ) == dict.fromkeys(factories.STRANGERS, 404)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).delete(url(world.community)).status_code == 405
