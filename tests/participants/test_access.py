"""What stands between a community and a service, as it says itself; over many only when enough did."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.suppression import HIDDEN
from participants import actions
from participants.models import AccessView, Confirmation, Revision
from participants.models.access import quarter_began
from participants.seen_by_communities import obstacles_of

from . import factories
from .test_services import at

OPENERS = {"facilitator", "mentor", "coordinator", "committee_member"}
WORDS = "canary-words of the village"


def add_url(community, service) -> str:
    return f"{reverse('participants:access_add')}?community={community.pk}&service={service.pk}"


def edit_url(seen: AccessView) -> str:
    return reverse("participants:access_edit", args=[seen.pk])


def typed(**changed):
    return {
        "id": uuid.uuid4(), "asked_on": clock.today().isoformat(), "distance": "yes",
        "travel_minutes": "90", "travel_cost": "two mangoes", "fear": "somewhat",
        "words": WORDS,
    } | changed  # fmt: skip


def test_it_is_written_down_once_and_read_by_those_who_see_the_community(world, as_user):
    client, data = as_user(world.facilitator), typed()
    url = add_url(world.community, world.service)
    urls = {client.post(url, data).url for _ in range(2)}
    seen = AccessView.objects.get()
    assert urls == {seen.get_absolute_url()}
    assert (seen.distance, seen.fear, seen.fee, seen.travel_minutes) == ("yes", "somewhat", "", 90)
    assert factories.events(seen, "access.added") == 1
    readers = {
        name
        for name in factories.READERS
        if WORDS in as_user(getattr(world, name)).get(at("show", world.service)).content.decode()
    }
    assert readers == OPENERS
    for url in (reverse("participants:service_list"), reverse("participants:service_print")):
        assert WORDS not in client.get(url).content.decode()


def test_who_may_write(world, as_user):
    url = add_url(world.community, world.service)
    for method in ("get", "post"):
        codes = factories.codes(as_user, world, OPENERS, url, method)
        assert {name for name, code in codes.items() if code in (200, 422)} == {
            "facilitator", "coordinator",
        }  # fmt: skip
        assert {codes["mentor"], codes["committee_member"]} == {403}
        strangers = factories.codes(as_user, world, factories.STRANGERS, url, method)
        assert strangers == dict.fromkeys(factories.STRANGERS, 404)
    seen = factories.said(world, world.community, world.service)
    for one in (edit_url(seen), seen.get_absolute_url()):
        codes = factories.codes(as_user, world, factories.STRANGERS, one)
        assert codes == dict.fromkeys(factories.STRANGERS, 404)
    codes = factories.codes(as_user, world, OPENERS, seen.get_absolute_url())
    assert codes == dict.fromkeys(OPENERS, 200)
    codes = factories.codes(as_user, world, OPENERS, edit_url(seen))
    assert codes == {"facilitator": 200, "coordinator": 200, "mentor": 403, "committee_member": 403}


@pytest.mark.parametrize("query", ["", "?community=x&service=y", "?service={service}"])
def test_without_a_community_and_a_service_there_is_no_page(world, as_user, query):
    url = reverse("participants:access_add") + query.format(service=world.service.pk)
    assert as_user(world.facilitator).get(url).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"distance": "", "fear": ""}, "Write down at least one answer."),
        ({"asked_on": "2999-01-01"}, "This day is still to come."),
        ({"fear": "perhaps"}, "Select a valid choice."),
        ({"words": "Kadie Bangura told us"}, "This may tell who someone is"),
        ({"travel_minutes": "-1"}, "greater than or equal to 0"),
    ],
)
def test_bad_input_is_422_and_keeps_what_was_typed(world, as_user, wrong, said):
    url = add_url(world.community, world.service)
    answer = as_user(world.facilitator).post(url, typed(**wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "two mangoes" in answer.content.decode()
    assert not AccessView.objects.exists()


def test_words_that_may_name_somebody_are_kept_with_a_reason(world, as_user):
    said = typed(words="Ask at Kadie Bangura", identifier_reason="A well.")
    url = add_url(world.community, world.service)
    assert as_user(world.facilitator).post(url, said).status_code == 302
    kept = Confirmation.objects.get()
    assert (kept.noun, kept.record_id) == ("access", AccessView.objects.get().pk)
    assert kept.get_absolute_url() == AccessView.objects.get().get_absolute_url()


@pytest.mark.parametrize("status", ["declined", "withdrawn", "paused"])
def test_where_people_said_no_nothing_is_asked(world, as_user, status):
    community = factories.agreement_at(world, status).community
    assert as_user(world.facilitator).get(add_url(community, world.service)).status_code == 409


def test_where_people_are_still_being_asked_it_is(world, as_user):
    community = factories.begun(world)
    assert as_user(world.facilitator).get(add_url(community, world.service)).status_code == 200


def test_the_same_day_twice_is_409(world, as_user):
    factories.said(world, world.community, world.service)
    answer = as_user(world.facilitator).post(add_url(world.community, world.service), typed())
    assert answer.status_code == 409


def test_it_is_corrected_and_what_it_said_is_kept(world, as_user):
    seen = factories.said(world, world.community, world.service, words="Too far.")
    client = as_user(world.facilitator)
    data = {key: value for key, value in typed().items() if key != "id"} | {"version": 1}
    assert client.post(edit_url(seen), data).status_code == 302
    assert AccessView.objects.get().words == WORDS
    assert Revision.objects.get(record_id=seen.pk).values["words"] == "Too far."
    assert factories.events(seen, "access.edited") == 1
    stale = client.post(edit_url(seen), data | {"words": "mine"})
    assert stale.status_code == 409
    assert "mine" in stale.content.decode()
    assert WORDS in stale.content.decode()


def test_a_closed_quarter_is_not_corrected_but_asked_again(world, as_user):
    before = quarter_began(clock.now()) - timedelta(hours=1)
    with clock.at(before):
        old = factories.said(world, world.community, world.service, distance="yes")
    assert as_user(world.facilitator).get(edit_url(old)).status_code == 409
    new = factories.said(world, world.community, world.service, distance="no")
    page = as_user(world.facilitator).get(at("show", world.service))
    assert list(page.context["access"]) == [new]


def test_wrong_method_is_405(world, as_user):
    seen = factories.said(world, world.community, world.service)
    for url in (add_url(world.community, world.service), edit_url(seen)):
        assert as_user(world.facilitator).delete(url).status_code == 405
    assert as_user(world.facilitator).post(seen.get_absolute_url()).status_code == 405


# --- All communities together ---------------------------------------------------------------------


def asked_in(world, number: int, **answers) -> list[AccessView]:
    """In so many new communities of this organisation."""
    started = len(AccessView.objects.all())
    made = []
    for position in range(number):
        community = factories.communities(world, 1)[0]
        type(community).objects.filter(pk=community.pk).update(
            name=f"canary-village-{started + position}"
        )
        made.append(
            factories.said(world, community, world.service, by=world.coordinator, **answers)
        )
    return made


def test_enough_communities_make_a_figure_and_no_village_is_in_it(world, as_user):
    before = quarter_began(clock.now()) - timedelta(hours=1)
    with clock.at(before):
        asked_in(world, 6, distance="yes", fee="yes")
        asked_in(world, 5, distance="no")
        asked_in(world, 2, distance="somewhat")
    rows = {row["label"]: row for row in obstacles_of(world.service, clock.now())}
    assert list(rows) == ["It is far, or dear to get there", "It costs too much"]
    figures = dict(rows["It is far, or dear to get there"]["figures"])
    # Two communities are too few to show, and the total that would tell of them as well.
    assert figures["Somewhat"] is HIDDEN
    assert [*figures.values(), rows["It is far, or dear to get there"]["asked"]].count(HIDDEN) > 1
    assert dict(rows["It costs too much"]["figures"])["Yes"] == 6
    page = as_user(world.outsider_facilitator).get(at("show", world.service)).content.decode()
    assert "All communities together" in page
    assert "canary-village" not in page


def test_too_few_communities_make_none(world, as_user):
    with clock.at(quarter_began(clock.now()) - timedelta(hours=1)):
        asked_in(world, 4, distance="yes")
    assert list(obstacles_of(world.service, clock.now())) == []
    page = as_user(world.outsider_facilitator).get(at("show", world.service)).content.decode()
    assert "All communities together" not in page


def test_one_answer_more_this_quarter_changes_nothing(world):
    """Two looks with one answer between them would tell what that community said."""
    with clock.at(quarter_began(clock.now()) - timedelta(hours=1)):
        first, *_ = asked_in(world, 6, distance="yes")
    before = list(obstacles_of(world.service, clock.now()))
    asked_in(world, 1, distance="yes")
    actions.add_access(
        id=uuid.uuid4(), community=first.community, service=world.service, distance="no",
        asked_on=clock.today(), by=world.coordinator,
    )  # fmt: skip
    assert list(obstacles_of(world.service, clock.now())) == before


def test_nothing_answered_is_not_kept(world):
    with pytest.raises(NotPossible):
        factories.said(world, world.community, world.service, distance="")
