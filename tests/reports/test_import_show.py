"""What a file would do, row by row, before anything is done."""

from __future__ import annotations

import uuid

from cpfacilitate.accounts.roles import Role
from participants import actions as participants
from tests import factories as cast
from tests.participants.factories import codes

from .factories import fates, read, url


def shown(as_user, world, rows):
    run = read(world, rows)
    return as_user(world.coordinator).get(url("show", run))


def needs(page) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of everything that needs somebody."""
    return [
        (row.number, column, sentence)
        for row in page.context["found"].problems
        for column, sentence in row.problems
    ]


def test_problems_come_first_each_names_its_field(world, as_user):
    page = shown(as_user, world, [
        ("Rokolba", "", "Yele", "kri", ""),
        ("", "", "", "the Mende language", "12"),
        ("Nowhere", "", "Bo", "kri", ""),
        ("Rokolba", "", "a\nb", "kri", ""),
    ])  # fmt: skip
    assert [row for row, _fate in fates(page)] == [3, 4, 5, 2]
    assert needs(page) == [
        (3, "Cluster", "This field is required."),
        (3, "Name", "This field is required."),
        (3, "Main language", "A code of two or three letters, such as “kri”."),
        (3, "Place code", "Two letters of the country, then 2 to 12 digits: SL020304."),
        (4, "District", "Say in which district this new cluster lies."),
        (5, "Name", "This has a line break, or a sign that cannot be shown. Write it again."),
    ]
    text = page.content.decode()
    assert "3 rows need you" in text
    assert "Bring in" not in text.replace("Bring in a list", "")


def test_there_already_is_found_by_name_in_its_cluster_or_by_code(world, as_user):
    participants.add_community(
        id=uuid.uuid4(), cluster=world.cluster, name="Yele", language="kri", place_code="SL0204",
        by=world.coordinator,
    )  # fmt: skip
    page = shown(as_user, world, [
        ("rokolba", "BOMBALI", "  masimbaya ", "kri", ""),
        ("Rokolba", "Bombali", "Yele Junction", "kri", "sl0204"),
        ("Rokolba", "Moyamba", "Masimbaya", "kri", ""),  # a cluster of the same name elsewhere
        ("Rokolba", "Bombali", "Masimbaya", "kri", "SL0204"),
    ])  # fmt: skip
    assert fates(page) == [(5, "problem"), (4, "new_cluster"), (2, "there"), (3, "there")]
    assert needs(page) == [(5, "Place code", "This is the code of Yele.")]
    assert "Known here as Yele" in page.content.decode()


def test_the_same_twice_in_a_file_needs_a_person(world, as_user):
    page = shown(as_user, world, [
        ("Moyamba", "Moyamba", "Bo", "men", "SL01"),
        ("MOYAMBA", "", " bo", "men", ""),
        ("Rokolba", "", "Bo", "kri", ""),
        ("Rokolba", "", "Kenema", "kri", "sl01"),
    ])  # fmt: skip
    assert needs(page) == [
        (3, "Name", "The same as in row 2."),
        (5, "Place code", "The same as in row 2."),
    ]


def test_two_clusters_of_one_name_ask_for_the_district(world, as_user):
    page = shown(as_user, world, [
        ("Rokolba", "Moyamba", "Bo", "men", ""),
        ("Rokolba", "", "Kenema", "men", ""),
    ])  # fmt: skip
    assert needs(page) == [(3, "District", "There are several clusters of this name. Say which.")]


def test_what_another_organisation_has_is_not_known(world, as_user):
    page = shown(as_user, world, [("Kilifi", "Kilifi", "Mtondoo", "kri", "")])
    assert fates(page) == [(2, "new_cluster")]


def test_odd_names_are_shown_as_they_are(world, as_user):
    names = ["<b>Bo</b>", "قرية", "Village 🌳", "x" * 100, "=1+1", "Gb&ɔ"]
    page = shown(as_user, world, [("Rokolba", "", name, "kri", "") for name in names])
    assert [row.said["name"] for row in page.context["found"].new] == names
    assert "<b>Bo</b>" not in page.content.decode()
    assert "&lt;b&gt;Bo" in page.content.decode()


def test_everything_there_leaves_nothing_to_bring_in(world, as_user):
    page = shown(as_user, world, [("Rokolba", "", "Masimbaya", "kri", "")]).content.decode()
    assert "There is nothing to bring in" in page


def test_a_list_is_seen_by_its_reader_only(world, as_user):
    run = read(world)
    world.colleague = cast.person(world.ngo, Role.COORDINATOR, by=world.administrator)
    others = [name for name, value in vars(world).items() if hasattr(value, "username")]
    others.remove("coordinator")
    assert codes(as_user, world, others, url("show", run)) == dict.fromkeys(others, 404)


def test_it_is_gone_with_the_role(world, as_user):
    run = read(world)
    cast.accounts.end_role(world.coordinator.memberships.get(), by=world.administrator)
    assert as_user(world.coordinator).get(url("show", run)).status_code == 404


def test_no_name_is_in_the_title(world, as_user):
    page = shown(as_user, world, [("Rokolba", "", "Yele", "kri", "")]).content.decode()
    assert "<title>List from a file</title>" in page


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    client = as_user(world.coordinator)
    client.get("/")
    counts = []
    for number in (1, 100):
        run = read(world, [("Rokolba", "", f"Village {n}", "kri", "") for n in range(number)])
        with django_assert_max_num_queries(10) as captured:
            client.get(url("show", run))
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).post(url("show", read(world))).status_code == 405
