"""Two accept at once, here or by a link: does one win, and does the other get the sentence?"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPossible
from referrals import actions
from referrals.models import Referral, ReferralEvent, SlipLink
from tests import factories as base

from . import factories


def at_once(*tries: Callable[[], object]) -> list[str]:
    """What each was told, of those who tried in the same moment."""
    together, said = threading.Barrier(len(tries)), []

    def one(attempt: Callable[[], object]) -> None:
        try:
            together.wait()
            attempt()
            said.append("accepted")
        except NotPossible as refused:
            said.append(str(refused.message)[:34])
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[attempt]) for attempt in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_accept_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite lets one writer in at a time")
    world = base.world()
    second = base.person(world.service.organisation, Role.SOCIAL_WORKER, by=world.coordinator)
    base.reach(second, Role.SOCIAL_WORKER, by=world.coordinator, service=world.service)
    referral = factories.in_state(world, "acknowledged")

    def accept(person):
        actions.move_referral(
            Referral.objects.get(pk=referral.pk), "accepted", by=base.fresh(person)
        )

    said = at_once(lambda: accept(world.social_worker), lambda: accept(second))
    assert sorted(said) == ["This referral was already accepted", "accepted"]
    assert ReferralEvent.objects.filter(referral=referral, to="accepted").count() == 1
    assert factories.audited(referral).count("referral.accepted") == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_link_and_an_account_accept_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite lets one writer in at a time")
    world = base.world()
    referral = factories.in_state(world, "acknowledged")
    link, _key = actions.print_slip(referral, by=world.facilitator)

    def here():
        actions.move_referral(
            Referral.objects.get(pk=referral.pk), "accepted", by=base.fresh(world.social_worker)
        )

    def by_link():
        actions.answer_slip(SlipLink.objects.get(pk=link.pk), "accepted", told_by="the nurse")

    assert sorted(at_once(here, by_link)) == ["This referral was already accepted", "accepted"]
    assert ReferralEvent.objects.filter(referral=referral, to="accepted").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_use_of_a_link_is_used_once():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite lets one writer in at a time")
    world = base.world()
    _link, key = actions.print_slip(factories.sent(world), by=world.facilitator)
    SlipLink.objects.update(uses_left=1)
    opened = []
    at_once(*[lambda: opened.append(actions.open_slip(key) is not None)] * 2)
    assert sorted(opened) == [False, True]
    assert SlipLink.objects.get().uses_left == 0
