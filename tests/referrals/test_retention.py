"""When do a child's name and the words of a slip go, and what keeps them?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from cpfacilitate.audit.actions import purge
from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import (
    Concern,
    IdentityView,
    LegalHold,
    Referral,
    ReferralEvent,
    ReferralExport,
    SlipLink,
)
from referrals.models import ReferralIdentity as Identity

from . import checks, factories


def after(days: float) -> dict[str, int]:
    """What a purge deletes so many days from now."""
    moment = clock.now() + timedelta(days=days)
    with clock.at(moment):
        return purge(started_by="clock", now=moment).deleted


@pytest.mark.parametrize(("days", "left"), [(59, 1), (61, 0)])
def test_a_name_goes_two_months_after_the_referral_was_closed(world, days, left):
    referral = factories.named(world, status="closed")
    after(days)
    assert Identity.objects.count() == left
    assert (factories.audited(referral)[-1] == "identity.purged") is (left == 0)


@pytest.mark.parametrize(("chosen", "days", "left"), [(30, 31, 0), (90, 89, 1)])
def test_an_installation_chooses_when(world, settings, chosen, days, left):
    settings.RETENTION_DAYS = {"identities": chosen}
    factories.named(world, status="closed")
    after(days)
    assert Identity.objects.count() == left


@pytest.mark.parametrize("status", ["sent", "accepted", "in_progress", "unable_to_reach"])
def test_while_somebody_helps_it_stays(world, status):
    factories.named(world, status=status)
    after(800)
    assert Identity.objects.count() == 1


def test_a_draft_that_was_never_sent_does_not_keep_a_name(world):
    draft = factories.draft(world, identity_mode="encrypted")
    actions.keep_identity(draft, name="Zainab", contact="", whereabouts="", by=world.facilitator)
    after(61)
    assert Identity.objects.count() == 0
    page = checks.signed_in(world.facilitator).get(draft.get_absolute_url())
    assert page.status_code == 200


def test_the_words_go_later_and_what_was_chosen_stays(world):
    referral = factories.named(world, status="closed")
    actions.view_identity(referral, reason="To phone", by=world.facilitator)
    ReferralEvent.objects.filter(referral=referral, to="sent").update(reason="Because")
    before = Referral.objects.values(
        "code", "urgency", "age_band", "sex", "needs", "concern_category", "outcome", "status",
        "first_sent_at", "acknowledged_at", "acted_at",
    ).get(pk=referral.pk)  # fmt: skip
    assert after(364).get("slip_words") is None
    assert after(366)["slip_words"] == 1
    fresh = Referral.objects.get(pk=referral.pk)
    assert (fresh.summary, fresh.feedback_to_referrer, fresh.child_wishes) == ("", "", "")
    assert set(fresh.events.values_list("reason", flat=True)) == {""}
    assert [look.reason for look in IdentityView.objects.all()] == [""]
    assert Referral.objects.values(*before).get(pk=referral.pk) == before
    assert factories.audited(referral)[-1] == "referral.words_purged"
    assert after(367).get("slip_words") is None
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url()).content.decode()
    assert "were deleted, as their time had come" in page
    assert factories.CANARY not in page


def test_why_it_was_taken_along_goes_even_when_it_is_all_that_is_left(world):
    referral = factories.in_state(world, "closed")
    assert after(366)["slip_words"] == 1
    with clock.at(clock.now() + timedelta(days=367)):
        actions.export_referral(referral, reason="For Zainab", by=world.facilitator)
    assert after(368)["slip_words"] == 1
    assert [one.reason for one in referral.exports.all()] == [""]
    assert after(369).get("slip_words") is None


def test_what_was_told_in_confidence_goes_too(world):
    concern = factories.concern(world)
    actions.take_up_concern(concern, by=world.focal_point)
    actions.close_concern(concern, closing_reason="Settled", by=world.focal_point)
    still = factories.concern(world)
    assert after(366)["concern_words"] == 1
    fresh = Concern.objects.get(pk=concern.pk)
    assert (fresh.words, fresh.closing_reason) == ("", "")
    assert factories.CANARY in Concern.objects.get(pk=still.pk).words
    page = checks.signed_in(world.focal_point).get(concern.get_absolute_url())
    assert page.status_code == 200


# --- The service has it itself --------------------------------------------------------------------


def test_handed_over_it_goes_sooner(world):
    referral = factories.named(world, status="accepted")
    response = checks.post(world.social_worker, "hand_over", referral)
    assert response.status_code == 302
    assert factories.audited(referral)[-1] == "identity.handed_over"
    assert after(2).get("handed_over_identities") is None
    assert after(4)["handed_over_identities"] == 1
    assert Identity.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("facilitator", "accepted", 302),
        ("focal_point", "accepted", 302),
        ("social_worker", "accepted", 302),
        ("social_worker", "sent", 403),
        ("facilitator", "sent", 403),
        ("social_worker", "closed", 403),
        ("facilitator", "closed", 302),
    ],
)
def test_who_may_say_so(world, name, status, code):
    referral = factories.named(world, status=status)
    assert checks.post(getattr(world, name), "hand_over", referral).status_code == code


def test_handing_over_is_refused_to_others_and_twice(world):
    referral = factories.named(world, status="accepted")
    checks.refused(
        world, "hand_over", referral, may={"facilitator", "focal_point", "social_worker"}
    )
    checks.only_posts(world, "hand_over", referral)
    checks.post(world.facilitator, "hand_over", referral)
    checks.not_now(checks.post(world.facilitator, "hand_over", referral), "said already")
    nameless = factories.in_state(world, "accepted")
    checks.not_now(checks.post(world.facilitator, "hand_over", nameless), "No name is kept")


# --- Holds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_held_stays_and_the_run_says_so(world, whole):
    held = factories.named(world, status="closed")
    moment = clock.now() + timedelta(days=400)
    with clock.at(moment):
        factories.hold(world, None if whole else held, approved=True)
        run = purge(started_by="clock", now=moment)
        assert (run.held["identities"], run.held["slip_words"]) == (1, 1)
        assert "identities" not in run.deleted
    assert Identity.objects.count() == 1
    assert factories.CANARY in Referral.objects.get(pk=held.pk).summary
    with clock.at(moment + timedelta(days=91)):
        assert purge(started_by="clock", now=clock.now()).deleted["identities"] == 1, "it ran out"


def test_a_hold_keeps_from_when_it_is_asked_but_not_for_long(world):
    factories.named(world, status="closed")
    with clock.at(clock.now() + timedelta(days=59)):
        factories.hold(world, until=clock.today() + timedelta(days=300))
    assert "identities" not in after(70)
    assert after(74)["identities"] == 1


def test_taken_back_under_a_hold_the_words_go_and_the_name_stays_for_the_focal_point(world):
    referral = factories.named(world, status="accepted")
    hold = factories.hold(world, referral, approved=True)
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    assert Referral.objects.get(pk=referral.pk).summary == ""
    assert "freed_identities" not in after(30)
    why = {"reason": "The court asked"}
    codes = {
        name: checks.proved(getattr(world, name), "identity", referral, **why).status_code
        for name in ("facilitator", "focal_point", "social_worker")
    }
    assert codes == {"facilitator": 403, "focal_point": 200, "social_worker": 403}
    page = checks.signed_in(world.focal_point).get(referral.get_absolute_url()).content.decode()
    assert "taken at their word" in page
    actions.end_hold(LegalHold.objects.get(pk=hold.pk), by=world.coordinator)
    assert after(0)["freed_identities"] == 1
    assert Identity.objects.count() == 0


def test_a_hold_that_comes_while_the_purge_runs_is_seen(world):
    """What is due is read again under the lock, so a hold asked for meanwhile keeps it."""
    from cpfacilitate.lib import retention

    referral = factories.named(world, status="closed")
    moment = clock.now() + timedelta(days=61)
    rule = next(rule for rule in retention.rules() if rule.kind == "identities")
    due = rule.free_among(rule.until(moment))
    assert due.count() == 1
    with clock.at(moment):
        factories.hold(world, referral)
        assert rule.purge(due, moment).deleted == 0
    assert Identity.objects.count() == 1


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_a_link_that_ran_out_is_forgotten_a_month_later(world, days, left):
    actions.print_slip(factories.sent(world), by=world.facilitator)
    ran_out = SlipLink.objects.get().expires_at
    after((ran_out - clock.now()).days + days)
    assert SlipLink.objects.count() == left


def test_why_it_was_taken_along_later_goes_too(world):
    referral = factories.in_state(world, "closed")
    after(800)
    actions.export_referral(referral, reason="For the hand-over.", by=world.facilitator)
    assert after(801)["slip_words"] == 1
    assert ReferralExport.objects.get().reason == ""
