"""Which services to phone, the stalest first; confirmed or corrected in one tap each."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Service

from . import factories
from .test_services import at

CALLS = reverse("participants:call_list")


def asked(world, days: int | None, **details) -> Service:
    day = None if days is None else clock.today() - timedelta(days=days)
    [service] = factories.services(world, 1, assured_on=day, **details)
    return service


def test_the_stalest_first_and_nothing_fresh(world, as_user):
    old, older = asked(world, 91), asked(world, 200, status="temporarily closed")
    never, gone = asked(world, None), asked(world, 300, status="defunct")
    fresh = asked(world, 90)
    listed = as_user(world.coordinator).get(CALLS).context["services"]
    assert listed == [never, older, old]
    assert gone not in listed
    assert fresh not in listed


def test_number_to_dial_and_what_to_ask(world, as_user):
    asked(
        world, 120, phones=[{"number": "+232 1"}, {"number": "+232 2"}],
        contacts=[{"role": "backup", "title": "Deputy", "phone": "+232 3"}],
    )  # fmt: skip
    page = as_user(world.coordinator).get(CALLS).content.decode()
    assert 'href="tel:+2321"' in page
    assert 'href="tel:+2322"' in page
    assert 'href="tel:+2323"' in page
    assert "What to ask" in page


def test_one_tap_confirms_and_comes_back_for_the_next(world, as_user):
    service, client = asked(world, 120), as_user(world.coordinator)
    url = f"{at('confirm', service)}?calls"
    page = client.get(CALLS).content.decode()
    assert f'action="{url}"' in page
    answer = client.post(url, {"confirmed_on": clock.today().isoformat()})
    assert answer.url == CALLS
    after = Service.objects.get(pk=service.pk)
    assert (after.assured_on, after.assured_by) == (clock.today(), world.coordinator)
    assert factories.events(service, "service.confirmed") == 1
    assert client.get(CALLS).context["services"] == []
    assert "Everything was asked lately" in client.get(CALLS).content.decode()


def test_who_confirmed_is_for_those_who_refer(world, as_user):
    service = asked(world, None)
    actions.confirm_service(service, confirmed_on=clock.today(), by=world.coordinator)
    seen = {
        name
        for name in factories.READERS
        if f"by {world.coordinator.display_name}"
        in as_user(getattr(world, name)).get(at("show", service)).content.decode()
    }
    assert seen == {
        "facilitator", "outsider_facilitator", "coordinator", "other_coordinator", "focal_point",
    }  # fmt: skip


def test_the_room_they_have_comes_along(world, as_user):
    service, client = asked(world, 120), as_user(world.coordinator)
    said = {"confirmed_on": clock.today().isoformat(), "capacity": "full"}
    client.post(at("confirm", service), said)
    after = Service.objects.get(pk=service.pk)
    assert (after.capacity, after.capacity_on) == ("full", clock.today())
    assert "Full" in client.get(reverse("participants:service_list")).content.decode()


def test_a_day_before_the_last_time_is_409(world, as_user):
    service = asked(world, 3)
    before = (clock.today() - timedelta(days=4)).isoformat()
    answer = as_user(world.coordinator).post(at("confirm", service), {"confirmed_on": before})
    assert answer.status_code == 409
    assert "Somebody asked there after that day already." in answer.content.decode()


def test_stale_and_full_are_said_where_a_service_is_offered(world):
    stale, full = asked(world, 91), asked(world, 1, capacity="full")
    assert stale.offered_as().endswith("not confirmed for 90 days: phone first")
    assert "full on" in full.offered_as()
    assert "not confirmed" not in full.offered_as()


def test_only_coordinators_phone(world, as_user):
    people = (set(factories.READERS) | set(factories.NO_READERS)) - {
        "coordinator", "other_coordinator",
    }  # fmt: skip
    codes = factories.codes(as_user, world, people, CALLS)
    assert codes == dict.fromkeys(people, 403)
    assert as_user(world.coordinator).post(CALLS).status_code == 405


def test_pages_cost_the_same(world, as_user, django_assert_max_num_queries):
    client, counts = as_user(world.coordinator), []
    client.get(CALLS)
    for number in (1, 20, 40):
        factories.services(world, number)
        with django_assert_max_num_queries(8) as captured:
            page = client.get(CALLS)
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert len(page.context["services"]) == 30
    assert "There are more." in page.content.decode()
