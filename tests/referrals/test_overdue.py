"""A time passes unmet: is the backup contact asked for first, then the focal point, each once?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from cpfacilitate.accounts.models import Notification, OutgoingMail, User
from cpfacilitate.lib import clock
from cpfacilitate.lib.due import tasks
from referrals import actions
from referrals.due import climb_what_is_overdue
from referrals.models import OverdueStep, Referral

from . import checks, factories


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def told_at(moment: datetime) -> set:
    """Who was told when the clock came by at `moment`."""
    Notification.objects.all().delete()
    with clock.at(moment):
        climb_what_is_overdue(clock.now())
    return set(Notification.objects.values_list("user", flat=True))


def ladder(referral: Referral) -> list[tuple[str, str, str]]:
    steps = referral.overdue_steps.values_list("service__name", "deadline", "rung")
    return list(steps)


def test_the_spans_by_urgency():
    assert settings.REFERRAL_BACKUP_HOURS == {"high": 1, "medium": 4, "low": 24}
    assert climb_what_is_overdue in tasks().values()


def test_first_the_backup_then_the_focal_point_once_for_each_time(world):
    factories.with_backup(world.service, world)
    referral = factories.sent(world, urgency="high")
    start, name = referral.first_sent_at, world.service.name
    service_and_sender = {world.social_worker.pk, world.facilitator.pk}
    for after, told in [
        (1.9, set()),
        (2, service_and_sender),  # the time to answer; whoever raised it phones the backup contact
        (2.5, set()),
        (3, {world.focal_point.pk}),
        (5, set()),
        (24, service_and_sender),  # the time to act
        (24.9, set()),
        (25, {world.focal_point.pk}),
        (500, set()),
    ]:
        assert told_at(start + hours(after)) == told, after
    assert ladder(referral) == [
        (name, "answer", "backup"),
        (name, "answer", "focal_point"),
        (name, "act", "backup"),
        (name, "act", "focal_point"),
    ]
    assert factories.audited(referral).count("referral.backup_asked") == 2
    assert factories.audited(referral).count("referral.deadline_missed") == 2


def test_with_nobody_behind_the_service_the_focal_point_is_told_at_once(world):
    referral = factories.sent(world, service=factories.without_account(world), sent_via="phone")
    everybody = {world.facilitator.pk, world.focal_point.pk}
    assert told_at(referral.acknowledge_by_at) == everybody
    assert [rung for _service, _deadline, rung in ladder(referral)] == ["focal_point"]


def test_with_nobody_left_to_phone_the_focal_point_is_told_at_once(world):
    factories.with_backup(world.service, world)
    referral = factories.sent(world)
    User.objects.filter(pk=world.facilitator.pk).update(is_active=False)
    world.facilitator.memberships.update(ended_at=clock.now(), ended_by=world.coordinator)
    assert world.focal_point.pk in told_at(referral.acknowledge_by_at)
    assert [rung for _service, _deadline, rung in ladder(referral)] == ["focal_point"]


def test_phoned_in_vain_the_focal_point_knows_now(world):
    referral = factories.late(world)
    Notification.objects.all().delete()
    response = checks.post(world.facilitator, "phone_backup", referral, reached="no")
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    told = set(Notification.objects.values_list("user", flat=True))
    assert told == {world.focal_point.pk}
    assert [rung for _service, _deadline, rung in ladder(referral)] == ["backup", "focal_point"]
    call = referral.backup_calls.get()
    assert (call.reached, call.by, call.service) == (False, world.facilitator, world.service)
    assert "referral.backup_phoned" in factories.audited(referral)


def test_phoned_and_reached_the_service_has_the_rest_of_its_span(world):
    referral = factories.late(world)
    asked = referral.overdue_steps.get().at
    checks.post(world.facilitator, "phone_backup", referral, reached="yes")
    assert [rung for _service, _deadline, rung in ladder(referral)] == ["backup"]
    span = hours(settings.REFERRAL_BACKUP_HOURS[referral.urgency])
    assert told_at(asked + span - hours(0.1)) == set()
    assert told_at(asked + span) == {world.focal_point.pk}


def test_another_service_has_a_backup_of_its_own_and_the_same_clock(world):
    """Late already when it came: its backup contact is asked for, and no time is set back."""
    for service in (world.service, world.outside_service):
        factories.with_backup(service, world)
    referral = factories.sent(world)
    start = referral.first_sent_at
    assert told_at(start + hours(72)) == {world.social_worker.pk, world.facilitator.pk}
    with clock.at(start + hours(73)):
        actions.move_referral(referral, "declined", cause="no_place", by=world.social_worker)
        referral = actions.reroute_referral(
            referral, service=world.outside_service, sent_via="app", by=world.facilitator
        )
    assert referral.act_by_at == start + hours(72)
    told = told_at(start + hours(73.1))
    assert told == {world.outsider_social_worker.pk, world.facilitator.pk}
    assert ladder(referral)[-1] == (world.outside_service.name, "act", "backup")


def test_what_a_service_declined_asks_for_nobody_behind_it(world):
    factories.with_backup(world.service, world)
    referral = factories.in_state(world, "declined")
    assert world.focal_point.pk in told_at(referral.act_by_at)
    assert [rung for _service, _deadline, rung in ladder(referral)] == ["focal_point"]


@pytest.mark.parametrize(("urgency", "at_once"), [("high", True), ("medium", False)])
def test_only_what_is_high_is_mailed_at_once(world, urgency, at_once):
    User.objects.filter(pk=world.facilitator.pk).update(email="sends@example.org")
    referral = factories.sent(world, urgency=urgency)
    OutgoingMail.objects.all().delete()
    told_at(referral.acknowledge_by_at)
    mail = OutgoingMail.objects.get()
    assert (mail.due_at == referral.acknowledge_by_at) is at_once


def test_what_was_met_or_is_over_is_not_told(world):
    factories.draft(world)
    met = factories.moved(world, "accepted", "in_progress")
    factories.in_state(world, "closed")
    factories.in_state(world, "revoked")
    assert climb_what_is_overdue(met.first_sent_at + hours(500)) == 0
    assert not OverdueStep.objects.exists()


def test_the_clock_comes_by_twice_and_tells_once(world):
    referral = factories.late(world)
    now = clock.now()
    assert actions.climb_overdue(referral, "answer", now=now) is False
    assert referral.overdue_steps.count() == 1


def test_the_task_stands_where_the_sender_looks_until_it_is_done(world):
    factories.late(world)
    task = "Phone the backup contact:"
    pages = [("/", world.facilitator), ("/referrals/referrals/", world.focal_point)]
    for page, person in pages:
        shown = checks.signed_in(person).get(page).content.decode()
        assert task in shown
        assert factories.BACKUP in shown
        assert 'href="tel:076555111"' in shown
    theirs = checks.signed_in(world.social_worker).get("/referrals/referrals/").content.decode()
    assert task not in theirs
    checks.post(world.facilitator, "phone_backup", Referral.objects.get(), reached="yes")
    for page, person in pages:
        assert task not in checks.signed_in(person).get(page).content.decode()
