"""Withdrawing, concluding and declining settle what becomes of the records."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants.models import Agreement, DataChoice, Leaving

from . import factories

NAMED = "Foday Kamara told the gathering"


def url(agreement, to: str) -> str:
    return f"{reverse('participants:agreement_move', args=[agreement.pk])}?to={to}"


def typed(**changed):
    return {"decided_on": clock.today().isoformat(), "words": "", **changed}


def test_withdrawing_asks_for_the_choice_and_leads_to_its_page(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    client = as_user(world.committee_member)
    answer = client.post(url(agreement, "withdrawn"), typed(words="There was talk."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What becomes of what is recorded?" in page
    assert "There was talk." in page
    data = typed(data_choice="return_and_delete", informed="The elders told us.")
    answer = client.post(url(agreement, "withdrawn"), data)
    leaving = Leaving.objects.get()
    assert answer["Location"] == leaving.get_absolute_url()
    assert (leaving.agreement, leaving.move.to) == (agreement, "withdrawn")
    assert (leaving.informed, leaving.created_by) == (
        "The elders told us.", world.committee_member,
    )  # fmt: skip
    assert leaving.purge_on == clock.today() + timedelta(days=14)
    assert factories.events(leaving, "leaving.settled") == 1


@pytest.mark.parametrize("choice", DataChoice.values)
def test_only_what_deletes_has_a_day(world, choice):
    leaving = factories.leaving_at(world, data_choice=choice)
    deletes = choice in ("keep_aggregate_only", "return_and_delete")
    assert (leaving.purge_on is not None, leaving.waits) == (deletes, deletes)


def test_declining_needs_no_choice_and_may_name_one(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    answer = as_user(world.facilitator).post(url(agreement, "declined"), typed())
    assert answer["Location"] == agreement.get_absolute_url()
    assert (Leaving.objects.get().data_choice, Leaving.objects.get().waits) == ("", False)


def test_declining_with_a_choice(world):
    leaving = factories.leaving_at(world, "declined")
    assert leaving.waits


def test_without_the_choice_the_action_refuses(world):
    agreement = factories.agreement_at(world, "agreed")
    with pytest.raises(NotPossible, match="what becomes of what is recorded"):
        factories.move(agreement, "withdrawn", by=world.facilitator)
    assert Leaving.objects.count() == 0


def test_concluding_needs_a_handover(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    data = typed(data_choice="keep")
    answer = as_user(world.facilitator).post(url(agreement, "concluded"), data)
    assert answer.status_code == 409
    assert "Write down first who carries on what." in answer.content.decode()
    factories.handed_over(world, agreement.community)
    answer = as_user(world.facilitator).post(url(agreement, "concluded"), data)
    assert answer.status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).status == "concluded"


def test_who_told_whom_names_nobody(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    data = typed(data_choice="keep", informed=NAMED)
    answer = as_user(world.facilitator).post(url(agreement, "withdrawn"), data)
    assert answer.status_code == 422
    assert NAMED in answer.content.decode()
    with pytest.raises(NotPossible, match="who someone is"):
        factories.move(
            agreement, "withdrawn", by=world.facilitator, data_choice="keep", informed=NAMED
        )
    data |= {"identifier_reason": "An adult who asked to be named."}
    answer = as_user(world.facilitator).post(url(agreement, "withdrawn"), data)
    assert answer.status_code == 302
    assert Leaving.objects.get().identifier_reason == "An adult who asked to be named."


def test_nobody_begins_anew_while_a_purge_waits(world, as_user):
    leaving = factories.leaving_at(world)
    agreement, data = leaving.agreement, typed(invited="on")
    answer = as_user(world.facilitator).post(url(agreement, "exploring"), data)
    assert answer.status_code == 409
    assert "Stop that first if the community wishes" in answer.content.decode()
    as_user(world.facilitator).post(reverse("participants:leaving_stop", args=[leaving.pk]))
    answer = as_user(world.facilitator).post(url(agreement, "exploring"), data)
    assert answer.status_code == 302
    assert not Leaving.objects.get().is_latest


def test_when_we_step_back_the_community_decides_about_its_records_too(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    data = typed(words="We have no interpreter.", data_choice="", informed="")
    answer = as_user(world.mentor).post(url(agreement, "stepped_back"), data)
    assert answer.status_code == 302
    leaving = Leaving.objects.get()
    assert (leaving.data_choice, leaving.is_latest) == ("", True)
    client = as_user(world.facilitator)
    assert leaving.get_absolute_url() in client.get(agreement.get_absolute_url()).content.decode()
    edit = reverse("participants:leaving_edit", args=[leaving.pk])
    assert edit in client.get(leaving.get_absolute_url()).content.decode()
    data = {"version": 1, "data_choice": "return_and_delete", "informed": "", "returned_on": ""}
    assert client.post(edit, data).status_code == 302
    assert Leaving.objects.get().waits
