"""Whatever stands in a file of services: never a fault of ours, and nothing beside what is wrong."""

from __future__ import annotations

import json
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpfacilitate.reports.hsds.reading import TAKEN
from cpfacilitate.reports.hsds.standard import THINGS
from cpfacilitate.reports.models import ImportRun
from participants.models import Service

from .factories import url
from .hsds_factories import packed, upload

KEYS = st.sampled_from([str(uuid.UUID(int=number)) for number in range(4)])
VALUES = st.one_of(
    KEYS, st.none(), st.booleans(), st.integers(-3, 10**20), st.floats(),
    st.text(max_size=12),
    st.sampled_from([
        "active", "physical", "WEEKLY", "MO,TU", "-1FR", "08:00", "2026-01-01", "9999-12-31",
        "2023-03-15T10:30:45.123Z", "0001-01-01T00:00:00+23:59", "https://a", "a@b.org", "=1+1",
        "\0", "\ud800", "x" * 5000, "kind", "shelter", "yes", "1e400", "-0", "[", "{}",
    ]),
)  # fmt: skip


def things(name: str, depth: int = 4) -> st.SearchStrategy:
    """An object of the specification, nearly right or not at all."""
    thing = THINGS[name]
    fields = {field: VALUES for field in thing.fields if field in TAKEN[name]}
    fields |= {"id": KEYS}
    if "name" in fields:
        fields["name"] = st.sampled_from(["Desk", "desk ", "Ministry", ""])
    for part in thing.parts.values() if depth else ():
        if part.name in TAKEN[name]:
            inside = things(part.of, depth - 1)
            fields[part.name] = st.lists(inside, max_size=2) if part.many else inside
    needed = {key: fields.pop(key) for key in ("id", "name", "organization") if key in fields}
    return st.fixed_dictionaries(needed, optional=fields)


SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def go_all_the_way(client, content: bytes) -> None:
    """Read it, look at it, bring it in: each is answered, and what is wrong changes nothing."""
    before = Service.objects.count()
    answer = upload(client, content)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        return
    run = ImportRun.objects.get(pk=answer.url.strip("/").split("/")[-1])
    page = client.get(answer.url)
    assert page.status_code == 200
    done = client.post(url("apply", run))
    assert done.status_code == (409 if page.context["found"].problems else 302)
    if done.status_code == 409:
        assert Service.objects.count() == before


@SETTINGS
@given(st.lists(things("service"), min_size=1, max_size=3))
def test_json(world, as_user, said):
    go_all_the_way(as_user(world.coordinator), json.dumps(said).encode())


@SETTINGS
@given(st.lists(things("service", depth=2), min_size=1, max_size=2), st.data())
def test_almost_right(world, as_user, said, data):
    """With what a service must have in its place, so that some come in."""
    body = {"id": str(uuid.UUID(int=9)), "name": "Ministry", "description": "x"}
    for number, one in enumerate(said):
        one |= {"id": str(uuid.UUID(int=90 + number)), "status": "active", "organization": body}
    go_all_the_way(as_user(world.coordinator), json.dumps(said).encode())


@SETTINGS
@given(st.binary(max_size=200))
def test_bytes(world, as_user, content):
    go_all_the_way(as_user(world.coordinator), content)


@SETTINGS
@given(
    st.dictionaries(
        st.sampled_from([THINGS[name].file for name in TAKEN]),
        st.lists(st.dictionaries(st.sampled_from(["id", "name", "service_id"]), KEYS), max_size=3),
    )
)
def test_tables(world, as_user, tables):
    whole = {
        file: [{key: row.get(key, "") for key in ("id", "name", "service_id")} for row in rows]
        for file, rows in tables.items()
    }
    go_all_the_way(as_user(world.coordinator), packed(whole))
