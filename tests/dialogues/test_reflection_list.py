"""One's own reflections, or those of the communities one accompanies: what waits stands first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from dialogues.models import Reflection
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections

LIST = reverse("dialogues:reflection_list")


def reflect(world, group: str, *, by=None, days: int = 0, **said) -> Reflection:
    by = by or world.facilitator
    session = factories.recorded(world.groups[group], by=by)
    with clock.at(clock.now() - timedelta(days=days)):
        return reflections.reflection(session, by=by, **said)


def test_what_waits_stands_first_and_the_rest_by_its_day(world, as_user):
    old, new = reflect(world, "women", days=9), reflect(world, "men", days=2)
    asked = reflect(world, "elders", days=30, talk_over=True)
    context = as_user(world.mentor).get(LIST).context
    assert [list(context["waiting"]), list(context["page"])] == [[asked], [new, old]]
    context = as_user(world.facilitator).get(LIST).context
    assert [list(context["waiting"]), list(context["page"])] == [[], [new, old, asked]]
    reflections.answer(old, by=world.mentor)
    context = as_user(world.facilitator).get(LIST).context
    assert [list(context["waiting"]), list(context["page"])] == [[old], [new, asked]]


def test_a_facilitator_lists_their_own_and_no_colleagues(world, as_user):
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    mine, theirs = reflect(world, "women"), reflect(world, "men", by=colleague, talk_over=True)
    seen = {
        user: {*(context := as_user(user).get(LIST).context)["waiting"], *context["page"]}
        for user in (world.facilitator, colleague, world.mentor, world.outsider_facilitator)
    }
    assert seen == {
        world.facilitator: {mine},
        colleague: {theirs},
        world.mentor: {mine, theirs},
        world.outsider_facilitator: set(),
    }


def test_the_list_tells_no_word_of_what_is_in_them(world, as_user):
    reflect(world, "women", talk_over=True)
    assert "How calm they were." not in as_user(world.mentor).get(LIST).content.decode()


def test_an_empty_list_says_how_one_comes_about(world, as_user):
    assert "two minutes to think about it" in as_user(world.facilitator).get(LIST).content.decode()


@pytest.mark.parametrize(
    "name",
    ["committee_member", "coordinator", "focal_point", "social_worker", "observer",
     "administrator", "stranger"],
)  # fmt: skip
def test_who_does_not_reflect_has_no_list(world, as_user, name):
    assert as_user(getattr(world, name)).get(LIST).status_code == 403


def test_it_pages_by_place(world, as_user, django_assert_max_num_queries):
    one = reflect(world, "women")
    for number in range(120):
        session = type(one.session).objects.get(pk=one.session_id)
        session.pk, session._state.adding = None, True
        session.id = Reflection._meta.pk.get_default()
        session.save(force_insert=True)
        Reflection.objects.create(
            session=session, created_by=world.facilitator, note="x",
            kept_on=clock.today() - timedelta(days=number % 7),
        )  # fmt: skip
    client, seen, target = as_user(world.mentor), [], LIST
    client.get(LIST)
    while target:
        with django_assert_max_num_queries(8):
            page = client.get(target).context["page"]
        seen += [kept.pk for kept in page]
        target = f"{LIST}?after={page.next}" if page.next else ""
    assert len(seen) == len(set(seen)) == 121
    assert client.get(LIST, {"after": "nonsense~x"}).status_code == 200


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).post(LIST).status_code == 405
