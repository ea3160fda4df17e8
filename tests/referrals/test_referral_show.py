"""What does each person read of a referral, and is each reading recorded?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.models import Service
from referrals import actions

from . import checks, factories


@pytest.mark.parametrize("name", sorted(checks.KNOW))
def test_it_works_and_is_audited(world, name):
    referral = factories.sent(world)
    page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
    assert page.status_code == 200
    assert factories.CANARY in page.content.decode()
    assert "<title>Page</title>" in page.content.decode()
    assert factories.audited(referral)[-1] == "referral.viewed"


def test_others_do_not_know_of_it(world):
    referral = factories.sent(world)
    checks.refused(world, "show", referral, may=checks.KNOW, method="get")


def test_a_draft_is_the_senders_own(world):
    draft = factories.draft(world)
    senders = {"facilitator", "focal_point"}
    checks.refused(world, "show", draft, may=senders, know=senders, method="get")


def test_another_facilitator_of_the_organisation_does_not_see_it(world):
    mine = factories.draft(world, by=world.outsider_facilitator)
    assert checks.signed_in(world.facilitator).get(mine.get_absolute_url()).status_code == 404


def test_the_buttons_are_the_moves(world):
    referral = factories.sent(world)
    page = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    offered = {offer.step.verb for offer in page.context["offers"]}
    assert offered == {"acknowledge", "accept", "decline", "unreachable"}
    assert page.context["told"] == []
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    assert {offer.step.verb for offer in page.context["offers"]} == {"revoke"}
    assert {offer.step.verb for offer in page.context["told"]} == offered


def test_an_old_entry_warns_before_sending(world):
    draft = factories.draft(world)
    words = "Nobody has confirmed this service for 90 days."
    client = checks.signed_in(world.facilitator)
    assert words not in client.get(draft.get_absolute_url()).content.decode()
    Service.objects.filter(pk=world.service.pk).update(assured_on=None, assured_by=None)
    assert words in client.get(draft.get_absolute_url()).content.decode()


def test_everything_recorded_is_for_the_focal_point_only(world):
    referral = factories.sent(world)
    for name, reads in (("focal_point", True), ("facilitator", False), ("social_worker", False)):
        page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
        assert ("Draft written" in page.content.decode()) is reads


def test_the_next_service_does_not_read_where_the_child_was_before(world):
    referral = factories.sent(world)
    why = "No places for over-age."
    referral = actions.move_referral(
        referral, "declined", by=world.social_worker, cause="no_place", reason=why
    )
    actions.reroute_referral(
        referral, service=world.outside_service, sent_via="app", by=world.facilitator
    )
    for name, reads in (("facilitator", True), ("outsider_social_worker", False)):
        client = checks.signed_in(getattr(world, name))
        text = client.get(referral.get_absolute_url()).content.decode()
        assert [why in text, str(world.service) in text] == [reads, reads]


def test_a_service_reads_nothing_that_is_said_to_the_sender(world):
    """Whom to phone first, the service's own number, files it has not begun: nothing of these."""
    referral = factories.sent(world, urgency="high", time_critical_health=True)
    for name, reads in (("facilitator", True), ("social_worker", False)):
        client = checks.signed_in(getattr(world, name))
        text = client.get(referral.get_absolute_url()).content.decode()
        assert "protection from HIV within 72 hours" in text
        assert ["Phone first." in text, "Over to their own files" in text] == [reads, reads]


def test_who_signs_second_reads_the_reason_beside_the_button(world):
    draft = factories.draft(
        world, **factories.WITHOUT_CONSENT, override_basis="best_interests",
        override_reason=factories.REASON,
    )  # fmt: skip
    text = checks.signed_in(world.focal_point).get(draft.get_absolute_url()).content.decode()
    before, _button, _after = text.partition("I sign: it must go")
    assert factories.REASON in before


def test_a_long_history_costs_no_more_queries(world):
    client = checks.signed_in(world.facilitator)
    counts = []
    for status in ("sent", "closed"):
        referral = factories.in_state(world, status)
        client.get(referral.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(referral.get_absolute_url())
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 20


def test_no_other_method(world):
    referral = factories.sent(world)
    assert checks.post(world.facilitator, "show", referral).status_code == 405
