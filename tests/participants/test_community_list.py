"""The communities one accompanies: which, in what order, found how."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Community, Phase, search_key

from . import factories

URL = reverse("participants:community_list")


def names(client, query: str = "") -> list[str]:
    return [community.name for community in client.get(URL + query).context["communities"]]


def test_each_person_sees_their_own(world, as_user):
    seen = {name: names(as_user(getattr(world, name))) for name in factories.VIEWERS}
    assert seen == {
        "facilitator": ["Masimbaya"],
        "mentor": ["Masimbaya"],
        "coordinator": ["Gbonkoto", "Masimbaya"],
        "committee_member": ["Masimbaya"],
    }
    assert names(as_user(world.other_coordinator)) == ["Mtondoo"]


def test_an_assignment_that_ended_shows_nothing(world, as_user):
    assignment = world.community.assignments.get(membership__user=world.facilitator)
    actions.end_assignment(assignment, by=world.coordinator)
    page = as_user(world.facilitator).get(URL)
    assert list(page.context["communities"]) == []
    assert "No community yet" in page.content.decode()


def test_those_without_communities_are_refused(world, as_user):
    people = ("focal_point", "social_worker", "observer", "administrator", "stranger")
    assert factories.codes(as_user, world, people, URL) == dict.fromkeys(people, 403)


def test_every_answer_but_a_yes_wears_the_same_quiet_badge(world, as_user):
    for status in ("paused", "declined", "withdrawn", "concluded"):
        factories.agreement_at(world, status)
    page = as_user(world.coordinator).get(URL).content.decode()
    for words in ("Paused", "Chose not to go ahead", "Withdrawn", "Concluded"):
        assert f'<span class="badge">{words}</span>' in page
    for loud in ("badge late", "badge soon", "badge wait", "note late"):
        assert loud not in page


@pytest.mark.parametrize("begins", ["gbɔ", "GBO", "gbó", " gbo  ", "hill", "Híll"])
def test_the_beginning_of_a_word_finds_it_whatever_its_case_and_accents(world, as_user, begins):
    actions.add_community(
        id=uuid.uuid4(), cluster=world.cluster, name="Gbɔnkɔ́to Hill", language="kri",
        by=world.coordinator,
    )  # fmt: skip
    found = names(as_user(world.coordinator), f"?begins={begins}")
    assert "Gbɔnkɔ́to Hill" in found
    assert "Masimbaya" not in found


def test_the_middle_of_a_word_finds_nothing_and_says_so(world, as_user):
    page = as_user(world.coordinator).get(f"{URL}?begins=simbaya")
    assert list(page.context["communities"]) == []
    assert "No community like this" in page.content.decode()


def test_a_percent_sign_is_a_letter_like_any_other(world, as_user):
    assert names(as_user(world.coordinator), "?begins=%25") == []


def test_filter_by_agreement(world, as_user):
    factories.agreement_at(world, "declined")
    client = as_user(world.coordinator)
    assert names(client, "?status=declined") == ["Sandafe Diggings"]
    assert names(client, "?status=agreed") == ["Gbonkoto", "Masimbaya"]
    assert names(client, "?status=nonsense") == ["Gbonkoto", "Masimbaya", "Sandafe Diggings"]


def test_pages_follow_each_other_without_gap_or_repetition(world, as_user):
    factories.communities(world, 110)
    client = as_user(world.coordinator)
    found, after = [], ""
    for _ in range(3):
        page = client.get(URL + after).context["communities"]
        found += [community.name for community in page]
        after = f"?after={page.next}"
    assert page.next == ""
    everything = Community.objects.visible_to(world.coordinator)
    assert found == sorted((community.name for community in everything), key=search_key)


def test_a_place_that_nobody_made_is_the_beginning(world, as_user):
    client = as_user(world.coordinator)
    for place in ("nonsense", str(uuid.uuid4()), str(world.other_community.pk)):
        assert names(client, f"?after={place}") == ["Gbonkoto", "Masimbaya"]


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    client = as_user(world.coordinator)
    client.get(URL)  # the first request also writes when the session began
    counts = []
    for number in (1, 50, 150):
        factories.communities(world, number)
        with django_assert_max_num_queries(8) as captured:
            client.get(URL)
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_no_name_is_in_the_title_or_the_address_of_the_next_page(world, as_user):
    factories.communities(world, 60)
    page = as_user(world.coordinator).get(URL).content.decode()
    assert "<title>Communities</title>" in page
    assert "after=village" not in page.lower()


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).post(URL).status_code == 405


def phase(world, community, kind: str, *, ended: bool = False) -> None:
    """An open or a closed phase; those of this list need no yes of their own."""
    Phase.objects.create(
        community=community, kind=kind, began_on=clock.today(), created_by=world.facilitator,
        ended_on=clock.today() if ended else None,
    )  # fmt: skip


def test_filter_by_the_phase_that_is_open_now(world, as_user):
    phase(world, world.community, "entry")
    phase(world, world.outside_community, "entry", ended=True)
    phase(world, world.outside_community, "self_led")
    phase(world, world.outside_community, "self_led")
    client = as_user(world.coordinator)
    assert names(client, "?phase=entry") == ["Masimbaya"]
    assert names(client, "?phase=self_led") == ["Gbonkoto"]
    assert names(client, "?phase=action") == []
    assert names(client, "?phase=nonsense") == ["Gbonkoto", "Masimbaya"]
    assert names(client, "?phase=entry&status=declined") == []


def test_filter_by_cluster_offers_only_those_of_ones_own_communities(world, as_user):
    further = actions.add_cluster(
        id=uuid.uuid4(), organisation=world.ngo, name="Moyamba", district="Moyamba",
        by=world.coordinator,
    )  # fmt: skip
    actions.add_community(
        id=uuid.uuid4(), cluster=further, name="Yele", language="kri", by=world.coordinator
    )
    client = as_user(world.coordinator)
    assert names(client, f"?cluster={further.pk}") == ["Yele"]
    assert names(client, f"?cluster={world.cluster.pk}&begins=mas") == ["Masimbaya"]
    other = world.other_community.cluster_id
    assert names(client, f"?cluster={other}") == ["Gbonkoto", "Masimbaya", "Yele"]
    offered = {
        name: [
            label
            for _key, label in as_user(getattr(world, name))
            .get(URL)
            .context["form"]
            .fields["cluster"]
            .choices
        ]
        for name in ("coordinator", "facilitator", "other_coordinator")
    }
    assert offered == {
        "coordinator": ["All", "Moyamba", "Rokolba"],
        "facilitator": ["All", "Rokolba"],
        "other_coordinator": ["All", "Kilifi"],
    }
