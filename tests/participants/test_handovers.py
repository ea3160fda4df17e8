"""Who carries on: the list, what was handed over, the services a community reaches by itself."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Handover, LiveContact

from . import factories

NOUNS = ("handover", "contact")


def url(noun: str, community) -> str:
    return reverse(f"participants:{noun}_add", args=[community.pk])


def show(community) -> str:
    return reverse("participants:handover_list", args=[community.pk])


def typed(noun: str, world, **changed):
    data = {"id": uuid.uuid4()}
    if noun == "handover":
        data |= {
            "what": "Calls the meetings", "group": world.groups["women"].pk, "people": "3",
            "under_18": "1", "handed_on": clock.today().isoformat(),
        }  # fmt: skip
    else:
        data |= {
            "service": world.service.pk, "ask_for": "the nurse in charge",
            "since_on": clock.today().isoformat(),
        }  # fmt: skip
    return data | changed


def test_an_empty_list_says_that_it_can_begin(world, as_user):
    page = as_user(world.committee_member).get(show(world.community)).content.decode()
    assert "Nothing is handed over yet. It can begin on the first day." in page
    assert url("handover", world.community) not in page


def test_what_is_handed_over_is_counted_and_listed(world, as_user):
    client, data = as_user(world.facilitator), typed("handover", world)
    assert client.get(url("handover", world.community)).status_code == 200
    for _time in range(2):
        answer = client.post(url("handover", world.community), data)
        assert answer["Location"] == show(world.community)
    handover = Handover.objects.get()
    assert (handover.people, handover.under_18, handover.group.label) == (3, 1, "Women")
    assert factories.events(handover, "handover.added") == 1
    page = client.get(show(world.community)).content.decode()
    assert "Calls the meetings" in page
    assert "1 under 18" in page


def test_not_counted_is_not_nobody(world, as_user):
    data = typed("handover", world, people="", under_18="")
    as_user(world.facilitator).post(url("handover", world.community), data)
    assert Handover.objects.get().people is None
    assert "not counted" in as_user(world.mentor).get(show(world.community)).content.decode()


def test_a_service_they_reach_is_listed_with_its_phone(world, as_user):
    client = as_user(world.facilitator)
    for _time in range(2):
        data = typed("contact", world, id="0c31a86c-9d19-4a39-8c2b-c9b23a1a0e3f")
        code = client.post(url("contact", world.community), data).status_code
        assert code == (422 if _time else 302)  # it is no longer offered
    contact = LiveContact.objects.get()
    assert factories.events(contact, "live_contact.added") == 1
    page = client.get(show(world.community)).content.decode()
    assert "Ask for the nurse in charge" in page
    assert 'href="tel:116"' in page


def test_a_service_stands_once_in_the_list(world):
    factories.contact(world, world.community)
    with pytest.raises(NotPossible, match="in the list already"):
        factories.contact(world, world.community)


@pytest.mark.parametrize(
    ("noun", "changed", "said"),
    [
        ("handover", {"what": ""}, "Write something here."),
        ("handover", {"under_18": "4"}, "More people under 18 than people. Count again."),
        ("handover", {"people": ""}, "More people under 18 than people. Count again."),
        ("handover", {"handed_on": "2999-01-01"}, "This day is still to come."),
        ("handover", {"what": "Foday Kamara leads"}, "This may tell who someone is"),
        ("contact", {"service": ""}, "Choose one."),
        ("contact", {"since_on": "2999-01-01"}, "This day is still to come."),
        ("contact", {"ask_for": "Foday Kamara"}, "This may tell who someone is"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, noun, changed, said):
    data = typed(noun, world, **changed)
    answer = as_user(world.facilitator).post(url(noun, world.community), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert data.get("what", data.get("ask_for")) in page
    assert (Handover.objects.count(), LiveContact.objects.count()) == (0, 0)


def test_a_group_or_count_the_form_would_refuse_is_refused_by_the_action(world):
    other = world.outside_community.subgroups.first()
    details = {"what": "Calls the meetings", "handed_on": clock.today(), "by": world.facilitator}
    with pytest.raises(NotPermitted):
        actions.add_handover(id=uuid.uuid4(), group=other, **details)
    with pytest.raises(NotPossible, match="Count again"):
        actions.add_handover(
            id=uuid.uuid4(), group=world.groups["women"], people=1, under_18=2, **details
        )


@pytest.mark.parametrize("noun", NOUNS)
def test_who_may(world, as_user, noun):
    people = ("mentor", "coordinator", "committee_member")
    for method in ("get", "post"):
        address = url(noun, world.community)
        codes = factories.codes(as_user, world, factories.STRANGERS, address, method)
        assert codes == dict.fromkeys(factories.STRANGERS, 404)
        codes = factories.codes(as_user, world, people, address, method)
        assert codes == dict.fromkeys(people, 403)


def test_who_reads(world, as_user):
    for people, code in ((factories.VIEWERS, 200), (factories.STRANGERS, 404)):
        codes = factories.codes(as_user, world, people, show(world.community))
        assert codes == dict.fromkeys(people, code)


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.facilitator)
    assert client.post(show(world.community)).status_code == 405
    assert [client.delete(url(noun, world.community)).status_code for noun in NOUNS] == [405, 405]
