"""Which services are suggested next: those that fit and are fresh, and with what words?"""

from __future__ import annotations

import uuid
from datetime import timedelta

from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Service
from referrals import actions
from referrals.fit import fitting

from . import checks, factories


def service(world, name: str, *, days: int | None = 3, **details) -> Service:
    """A service of the kind that is asked for, there, confirmed so many days ago."""
    assured_on = None if days is None else clock.today() - timedelta(days=days)
    usual = {"kind": "education", "district": "Bombali", "accepts_coded_referrals": True}
    return participants.add_service(
        id=uuid.uuid4(), organisation=world.service.organisation, name=name, by=world.coordinator,
        assured_on=assured_on, **(usual | details),
    )  # fmt: skip


def declined(world, **values):
    """A referral for schooling of a child of 12 to 14, and a service that said no."""
    return factories.in_state(world, "declined", **values)


def names(world, referral) -> list[str]:
    return [fit.service.name for fit in fitting(world.facilitator, referral)]


def test_fresh_ones_first_and_only_those_that_fit(world):
    service(world, "Catch-up class", days=120)
    service(world, "Never asked", days=None)
    service(world, "Primary school")
    service(world, "Apprentices", minimum_age=15)
    service(world, "Nursery", maximum_age=11)
    service(world, "Up to twelve", maximum_age=12)
    service(world, "Clinic", kind="health")
    service(world, "School in Kono", district="Kono")
    service(world, "Travelling teacher", district="Kono", service_areas=[{"name": "Bombali"}])
    service(world, "Shut school", status="temporarily closed")
    service(world, "Full school", capacity="full")
    service(world, "By name only", accepts_coded_referrals=False)
    assert names(world, declined(world)) == [
        "Primary school", "Travelling teacher", "Up to twelve", "Catch-up class", "Never asked",
    ]  # fmt: skip


def test_an_agreement_stands_for_a_code(world):
    school = service(world, "By name only", accepts_coded_referrals=False)
    referral = declined(world)
    agreement = factories.shared_with(world, school)
    (fit,) = fitting(world.facilitator, referral)
    assert "agreement on sharing" in fit.why
    actions.end_sharing_agreement(agreement, version=agreement.version, by=world.coordinator)
    assert names(world, referral) == []


def test_it_says_why_each_fits(world):
    service(world, "School", minimum_age=6, maximum_age=25, capacity="limited")
    (fit,) = fitting(world.facilitator, declined(world))
    assert fit.why[:4] == ["Schooling", "from 6 to 17 years", "in Bombali", "Little room"]
    assert fit.why[4] == "takes referrals by code"
    assert fit.why[5].startswith("confirmed on ")


def test_none_that_declined_and_not_the_one_it_is_with(world):
    first, second = service(world, "First school"), service(world, "Second school")
    referral = factories.sent(world, service=first, sent_via="in_person")
    said = {**factories.TOLD, "cause": "no_place"}
    referral = actions.move_referral(referral, "declined", by=world.facilitator, **said)
    assert names(world, referral) == ["Second school"]
    referral = actions.reroute_referral(
        referral, service=second, sent_via="in_person", by=world.facilitator
    )
    referral = actions.move_referral(referral, "declined", by=world.facilitator, **said)
    assert names(world, referral) == []


def test_they_stand_on_the_page_of_the_sender_with_the_warning(world):
    service(world, "Catch-up class", days=120)
    referral, draft = declined(world), factories.draft(world)
    for one in (referral, draft):
        page = checks.signed_in(world.facilitator).get(one.get_absolute_url()).content.decode()
        assert "Services that fit" in page
        assert "Catch-up class" in page
        assert "Nobody has confirmed this service for 90 days." in page
    theirs = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    assert "Services that fit" not in theirs.content.decode()


def test_what_was_declined_says_why_and_goes_to_one_that_fits_once_its_list_is_read(world):
    school, referral = service(world, "Catch-up class"), declined(world)
    client = checks.signed_in(world.facilitator)
    assert b"They cannot take it:" in client.get(referral.get_absolute_url()).content
    target = checks.url("reroute", referral)
    response = client.post(target, {"service": school.pk})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Read what Catch-up class will see, then send." in page
    assert f'<option value="{school.pk}" selected>' in page
    referral.refresh_from_db()
    assert referral.service != school
    theirs = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    assert b"They cannot take it:" not in theirs.content
