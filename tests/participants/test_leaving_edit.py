"""Writing down what the community says now about its records."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import Leaving, Revision

from . import factories


def url(leaving) -> str:
    return reverse("participants:leaving_edit", args=[leaving.pk])


def typed(leaving, **changed):
    leaving = again(leaving)
    data = {
        "version": leaving.version,
        "data_choice": leaving.data_choice,
        "informed": leaving.informed,
        "returned_on": "",
    }
    return data | changed


def again(leaving) -> Leaving:
    return Leaving.objects.get(pk=leaving.pk)


def test_the_day_the_copy_was_handed_over(world, as_user):
    leaving = factories.leaving_at(world)
    client, day = as_user(world.facilitator), clock.today()
    assert client.get(url(leaving)).status_code == 200
    answer = client.post(url(leaving), typed(leaving, returned_on=day.isoformat()))
    assert answer["Location"] == leaving.get_absolute_url()
    assert (again(leaving).returned_on, again(leaving).purge_on) == (day, leaving.purge_on)
    assert factories.events(leaving, "leaving.edited") == 1
    assert Revision.objects.filter(record_id=leaving.pk).count() == 1


def test_keeping_after_all_takes_the_day_away(world, as_user):
    leaving = factories.leaving_at(world)
    as_user(world.facilitator).post(url(leaving), typed(leaving, data_choice="keep"))
    assert again(leaving).purge_on is None


def test_another_choice_counts_its_days_anew_and_a_stop_no_longer_stands(world):
    with clock.at(clock.now() - timedelta(days=9)):
        leaving = factories.leaving_at(world)
    leaving = actions.stop_purge(leaving, by=world.committee_member)
    leaving = actions.edit_leaving(
        leaving, version=leaving.version, data_choice="keep_aggregate_only",
        informed="The elders told us.", by=world.facilitator,
    )  # fmt: skip
    assert (leaving.waits, leaving.purge_on) == (True, clock.today() + timedelta(days=14))


def test_the_same_choice_after_a_stop_counts_its_days_anew(world, as_user):
    with clock.at(clock.now() - timedelta(days=9)):
        leaving = factories.leaving_at(world)
    leaving = actions.stop_purge(leaving, by=world.committee_member)
    client = as_user(world.facilitator)
    assert "checked" not in client.get(url(leaving)).content.decode()  # nobody does it unawares
    assert client.post(url(leaving), typed(leaving)).status_code == 302
    leaving = again(leaving)
    assert (leaving.stopped_at, leaving.stopped_by) == (None, None)
    assert (leaving.waits, leaving.purge_on) == (True, clock.today() + timedelta(days=14))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"data_choice": ""}, "Choose one."),
        ({"data_choice": "sell"}, "Select a valid choice."),
        ({"returned_on": "2999-01-01"}, "This day is still to come."),
        ({"informed": "Foday Kamara told us"}, "This may tell who someone is"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, changed, said):
    leaving = factories.leaving_at(world)
    data = typed(leaving, **({"informed": "The elders told us."} | changed))
    answer = as_user(world.facilitator).post(url(leaving), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data["informed"] in answer.content.decode()
    assert again(leaving).version == 1


def test_where_nobody_asked_yet_the_choice_may_still_wait(world, as_user):
    leaving = factories.agreement_at(world, "declined").leavings.get()
    client = as_user(world.facilitator)
    assert client.post(url(leaving), typed(leaving, informed="The chief")).status_code == 302
    assert again(leaving).data_choice == ""
    data = typed(leaving, data_choice="return_and_delete")
    assert client.post(url(leaving), data).status_code == 302
    assert again(leaving).purge_on == clock.today() + timedelta(days=14)


def test_a_stale_edit_shows_both(world, as_user):
    leaving = factories.leaving_at(world)
    stale = typed(leaving, informed="The chief told us.")
    client = as_user(world.facilitator)
    client.post(url(leaving), typed(leaving, informed="The elders told us."))
    answer = client.post(url(leaving), stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The chief told us." in page
    assert "The elders told us." in page


def test_what_was_settled_stays_when_we_begin_anew(world, as_user):
    leaving = factories.leaving_at(world, data_choice="keep")
    factories.move(leaving.agreement, "exploring", by=world.facilitator, invited=True)
    for method in ("get", "post"):
        answer = getattr(as_user(world.facilitator), method)(url(leaving), typed(leaving))
        assert answer.status_code == 409
        assert "We have begun anew since." in answer.content.decode()
    with pytest.raises(NotPossible):
        actions.edit_leaving(
            again(leaving), version=1, data_choice="return_and_delete", informed="",
            by=world.facilitator,
        )  # fmt: skip


def test_who_may(world, as_user):
    leaving = factories.leaving_at(world)
    people = ("mentor", "coordinator", "committee_member")
    for method in ("get", "post"):
        codes = factories.codes(as_user, world, factories.STRANGERS, url(leaving), method)
        assert codes == dict.fromkeys(factories.STRANGERS, 404)
        codes = factories.codes(as_user, world, people, url(leaving), method)
        assert codes == dict.fromkeys(people, 403)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).delete(url(factories.leaving_at(world))).status_code == 405
