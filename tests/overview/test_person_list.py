"""The people one looks after, found by name, the same few queries for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Role

LIST = "/overview/people/"


def names(response) -> set[str]:
    return {person.display_name for person in response.context["page"]}


def test_it_lists_whom_one_looks_after(world, as_user):
    for person in (world.coordinator, world.other_coordinator, world.administrator):
        shown = names(as_user(person).get(LIST))
        assert shown == {one.display_name for one in User.objects.visible_to(person)}
    assert world.other_facilitator.display_name not in names(as_user(world.coordinator).get(LIST))


def test_search(world, as_user):
    actions.invite(
        display_name="Ɛlizabɛth Koroma",
        organisation=world.ngo,
        role=Role.MENTOR,
        by=world.coordinator,
    )
    client = as_user(world.coordinator)
    assert names(client.get(LIST, {"q": "korom"})) == {"Ɛlizabɛth Koroma"}
    assert names(client.get(LIST, {"q": "koroma zab"})) == {"Ɛlizabɛth Koroma"}
    empty = client.get(LIST, {"q": "nobody at all"})
    assert names(empty) == set()
    assert "Nobody of that name" in empty.content.decode()
    assert names(client.get(LIST, {"q": world.other_facilitator.display_name})) == set()


def test_pages(world, as_user):
    for number in range(60):
        actions.invite(
            display_name=f"Zainab {number:02}",
            organisation=world.ngo,
            role=Role.OBSERVER,
            by=world.coordinator,
        )
    client = as_user(world.coordinator)
    first, second = (
        client.get(LIST, {"q": "Zainab"}),
        client.get(LIST, {"q": "Zainab", "page": "2"}),
    )
    assert len(names(first)) == 50
    assert names(first) | names(second) == {f"Zainab {number:02}" for number in range(60)}
    assert client.get(LIST, {"page": "no"}).status_code == 200


def test_queries_do_not_grow(world, as_user):
    client = as_user(world.coordinator)
    client.get(LIST)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(LIST)
        return len(counted)

    before = queries()
    for number in range(30):
        actions.invite(
            display_name=f"A{number}",
            organisation=world.ngo,
            role=Role.MENTOR,
            by=world.coordinator,
        )
    assert queries() == before <= 8


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_method(world, as_user, method):
    assert getattr(as_user(world.coordinator), method)(LIST).status_code == 405


def test_who_may(world, as_user):
    for name, person in world.cast.items():
        allowed = name in ("coordinator", "other_coordinator", "administrator")
        assert as_user(person).get(LIST).status_code == (200 if allowed else 403)


def test_a_letter_that_is_none_breaks_nothing(world, as_user):
    """PostgreSQL refuses to look for a NUL."""
    client = as_user(world.coordinator)
    assert names(client.get(LIST + "?q=%00")) == names(client.get(LIST))
    _sql, asked = User.objects.search("ab\0cd").query.sql_with_params()
    assert "\0" not in "".join(asked)
