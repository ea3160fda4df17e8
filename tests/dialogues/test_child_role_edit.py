"""Changing children's part, and taking it out."""

import pytest
from django.urls import reverse

from dialogues.models import Revision

from . import plan_factories as make


def url_of(role, verb="edit") -> str:
    return reverse(f"dialogues:child_role_{verb}", args=[role.pk])


def first_role(plan):
    return make.first_step(plan).roles.get()


def typed(client, child_role, **values):
    ticks = {"chosen_by_children": "on", "safety_checked": "on", "time_checked": "on"}
    return make.filled(client, url_of(child_role), **{**make.ROLE, **ticks, **values})


def test_it_works(world, as_user):
    role = first_role(make.draft(world))
    client = as_user(world.facilitator)
    response = client.post(url_of(role), typed(client, role, how_many=11))
    assert response.url == role.get_absolute_url()
    role.refresh_from_db()
    assert role.how_many == 11
    assert Revision.objects.get(record_id=role.pk).values == {"how_many": 9}
    assert make.events(role) == ["child_role.added", "child_role.edited"]


def test_what_was_agreed_is_marked(world, as_user):
    plan = make.agreed(world)
    role = first_role(plan)
    client = as_user(world.facilitator)
    client.post(url_of(role), typed(client, role, how_many=11))
    text = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "<del>9 girls, 14–17</del> <ins>11 girls, 14–17</ins>" in text


def test_taken_out_it_stays_readable(world, as_user):
    plan = make.agreed(world)
    role = first_role(plan)
    response = as_user(world.facilitator).post(url_of(role, "remove"), {"version": 1})
    assert response.url == plan.get_absolute_url()
    assert make.again(plan).status == "with_community"
    assert make.events(role)[-1] == "child_role.removed"
    text = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "<del>9 girls, 14–17: a drama about heavy loads</del>" in text


def test_reporting_on_adults_is_refused(world, as_user):
    role = first_role(make.draft(world))
    client = as_user(world.facilitator)
    response = client.post(url_of(role), typed(client, role, role="watch the teachers"))
    assert response.status_code == 422
    role.refresh_from_db()
    assert role.role == make.ROLE["role"]


def test_stale_wrong_state_and_bad_input(world, as_user):
    plan = make.sent(world)
    role = first_role(plan)
    client = as_user(world.facilitator)
    assert client.post(url_of(role), typed(client, role, version=9)).status_code == 409
    assert client.post(url_of(role), typed(client, role, mode="")).status_code == 422
    assert client.post(url_of(role, "remove"), {}).status_code == 422
    assert client.post(url_of(role, "remove"), {"version": 9}).status_code == 409
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.get(url_of(role)).status_code == 409
    assert client.post(url_of(role, "remove"), {"version": 1}).status_code == 409


def test_others_wrong_roles_and_wrong_method(world, as_user):
    role = first_role(make.sent(world))
    for verb in ("edit", "remove"):
        url, posted = url_of(role, verb), {**make.ROLE, "version": 1}
        assert as_user(world.outsider_facilitator).post(url, posted).status_code == 404
        for user in (world.mentor, world.coordinator, world.committee_member):
            assert as_user(user).post(url, posted).status_code == 403
    assert as_user(world.facilitator).put(url_of(role)).status_code == 405
    assert as_user(world.facilitator).get(url_of(role, "remove")).status_code == 405


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("chosen_by_children", "Children themselves chose who does it"),
        ("safety_checked", "We asked what could harm them, and saw to it"),
        ("time_checked", "It leaves time for school, rest and play"),
    ],
)
def test_what_was_seen_to_is_part_of_what_is_agreed(world, as_user, check, words):
    plan = make.agreed(world)
    role = first_role(plan)
    reader = as_user(world.committee_member)
    assert words in reader.get(plan.get_absolute_url()).content.decode()
    client = as_user(world.facilitator)
    posted = typed(client, role)
    del posted[check]
    client.post(url_of(role), posted)
    back = make.again(plan)
    assert (back.status, back.edition) == ("with_community", 2)
    assert f"<del>{words}</del>" in reader.get(plan.get_absolute_url()).content.decode()
