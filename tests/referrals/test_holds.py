"""Who may keep something for the law, who approves it, and what do others learn of it?"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from referrals import actions
from referrals.models import LegalHold
from tests import factories as cast

from . import checks, factories

ADD, LIST = "/referrals/holds/add/", "/referrals/holds/"
REASON = "The court asked for it."


def typed(world, **values):
    return {
        "id": str(uuid.uuid4()), "organisation": str(world.ngo.pk), "reason": REASON,
        "until": (clock.today() + timedelta(days=60)).isoformat(), **values,
    }  # fmt: skip


def second_focal_point(world):
    return cast.person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)


def test_a_focal_point_asks_and_the_coordinator_approves(world):
    referral = factories.sent(world)
    client = checks.signed_in(world.focal_point)
    page = client.get(f"{ADD}?referral={referral.pk}")
    assert referral.code in page.content.decode()
    response = client.post(ADD, typed(world, referral=str(referral.pk)))
    hold = LegalHold.objects.get()
    assert (response.status_code, response["Location"]) == (302, hold.get_absolute_url())
    assert (hold.referral, hold.created_by, hold.reason) == (referral, world.focal_point, REASON)
    assert hold.stands_at == "Waits for approval"
    waits = checks.signed_in(world.coordinator).get(reverse("home")).content.decode()
    assert "Holds that wait for your approval" in waits
    assert checks.post(world.coordinator, "approve", hold, "hold").status_code == 302
    hold.refresh_from_db()
    assert (hold.approved_by, hold.stands_at) == (world.coordinator, "Stands")
    assert factories.audited(hold) == ["hold.asked", "hold.approved"]
    shown = checks.signed_in(world.focal_point).get(hold.get_absolute_url()).content.decode()
    assert str(world.coordinator) in shown, "who approved is named"


def test_the_coordinator_learns_a_code_and_nothing_of_the_referral(world):
    referral = factories.named(world)
    hold = factories.hold(world, referral)
    client = checks.signed_in(world.coordinator)
    page = client.get(hold.get_absolute_url()).content.decode()
    assert referral.code in page
    assert factories.CANARY not in page
    assert referral.get_absolute_url() not in page
    assert client.get(referral.get_absolute_url()).status_code == 404


def test_nobody_approves_their_own(world):
    hold = factories.hold(world, factories.sent(world))
    checks.not_now(checks.post(world.focal_point, "approve", hold, "hold"), "Somebody else")
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalHold.objects.filter(pk=hold.pk).update(
            approved_at=clock.now(), approved_by=world.focal_point
        )


def test_others_are_refused(world):
    hold = factories.hold(world, factories.sent(world))
    may = {"focal_point", "coordinator"}
    for verb in ("approve", "end"):
        checks.refused(world, verb, hold, may=may, know=set(), noun="hold")
    for name, person in world.cast.items():
        client = checks.signed_in(person)
        shown = client.get(hold.get_absolute_url()).status_code
        assert shown == (200 if name in may else 404), name
        listed = client.get(LIST)
        approvers = may | {"other_focal_point", "other_coordinator"}
        assert listed.status_code == (200 if name in approvers else 403), name
        assert (hold.referral.code in listed.content.decode()) is (name in may)
        asks = name in ("focal_point", "other_focal_point")
        assert client.get(ADD).status_code == (200 if asks else 403), name
    assert checks.signed_in(None).get(LIST).status_code == 302
    assert checks.signed_in(world.focal_point).get(
        reverse("referrals:hold_approve", args=[hold.pk])
    ).status_code == 405  # fmt: skip


def test_a_concern_goes_round_those_who_give_roles_and_whom_it_is_about(world):
    second = second_focal_point(world)
    concern = factories.concern(world, about_focal_point=True, kept_from=second)
    hold = actions.ask_for_hold(
        id=uuid.uuid4(), organisation=world.ngo, concern=concern, reason=REASON,
        until=clock.today() + timedelta(days=9), by=world.focal_point,
    )  # fmt: skip
    third = second_focal_point(world)
    for person, code in ((world.coordinator, 404), (second, 404), (third, 200)):
        assert checks.signed_in(person).get(hold.get_absolute_url()).status_code == code
        assert (concern.code in checks.signed_in(person).get(LIST).content.decode()) is (
            code == 200
        )
    with pytest.raises(NotPermitted):
        actions.approve_hold(hold, by=cast.fresh(world.coordinator))
    assert actions.approve_hold(hold, by=third).approved_by == third


def test_the_one_who_asked_cannot_end_alone_what_was_approved(world):
    hold = factories.hold(world, factories.sent(world), approved=True)
    assert checks.post(world.focal_point, "end", hold, "hold").status_code == 403
    assert checks.post(world.coordinator, "end", hold, "hold").status_code == 302
    assert factories.audited(hold)[-1] == "hold.ended"
    checks.not_now(checks.post(world.coordinator, "end", hold, "hold"), "no longer stands")


def test_it_is_not_approved(world):
    hold = factories.hold(world, factories.sent(world))
    checks.post(world.coordinator, "end", hold, "hold")
    hold.refresh_from_db()
    assert (hold.stands_at, factories.audited(hold)[-1]) == ("Not approved", "hold.refused")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "Ask Mariama Kamara, 077 123 456"}, "reason"),
        ({"until": ""}, "until"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "2999-01-01"}, "until"),
        ({"organisation": str(uuid.uuid4())}, "organisation"),
        ({"referral": str(uuid.uuid4())}, "referral"),
    ],
)
def test_bad_input_keeps_what_was_typed(world, values, field):
    response = checks.signed_in(world.focal_point).post(ADD, typed(world, **values))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert values.get("reason", REASON) in response.content.decode()
    assert LegalHold.objects.count() == 0


def test_one_of_another_organisation_cannot_be_held(world):
    with pytest.raises(NotPermitted):
        actions.ask_for_hold(
            id=uuid.uuid4(), organisation=world.other_ngo, referral=factories.sent(world),
            reason=REASON, until=clock.today() + timedelta(days=9), by=world.other_focal_point,
        )  # fmt: skip


def test_the_same_is_held_once(world):
    referral = factories.sent(world)
    factories.hold(world, referral)
    with pytest.raises(NotPossible, match="stands already"):
        factories.hold(world, referral)


def test_sent_twice_it_is_one(world):
    referral = factories.sent(world)
    values = typed(world, referral=str(referral.pk))
    client = checks.signed_in(world.focal_point)
    assert [client.post(ADD, values).status_code for _ in range(2)] == [302, 302]
    assert LegalHold.objects.count() == 1


def test_the_reason_is_sealed(world):
    from django.db import connection

    factories.hold(world, factories.sent(world))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM referrals_legalhold")
        assert cursor.fetchone()[0].startswith("gAAAA")


def test_it_runs_out_by_itself(world):
    hold = factories.hold(world, factories.sent(world), approved=True)
    with clock.at(clock.now() + timedelta(days=92)):
        assert hold.stands_at == "Has run out"
        page = checks.signed_in(world.focal_point).get(LIST)
        assert list(page.context["standing"]) == []
        assert list(page.context["over"]) == [hold]


def test_of_one_thing_the_organisation_is_its_own(world):
    """A focal point of two organisations is not asked which, and not refused for the wrong one."""
    factories.give(world.focal_point, world.other_ngo, Role.FOCAL_POINT, by=world.other_coordinator)
    client = checks.signed_in(world.focal_point)
    for name, kept in (("referral", factories.sent(world)), ("concern", factories.concern(world))):
        wrong = typed(world, organisation=str(world.other_ngo.pk), **{name: str(kept.pk)})
        assert client.post(ADD, wrong).status_code == 302
        assert LegalHold.objects.get(**{name: kept}).organisation == world.ngo


def test_who_reads_a_concern_elsewhere_is_not_offered_a_hold(world):
    concern = factories.concern(world)
    actions.escalate_concern(concern, now=clock.now() + timedelta(hours=25))
    for one, offered in ((world.focal_point, True), (world.other_focal_point, False)):
        page = checks.signed_in(one).get(concern.get_absolute_url()).content.decode()
        assert ("Ask for a legal hold" in page) is offered
