"""Two social workers accept at once: does one win, and does the other get the sentence?"""

import threading

import pytest
from django.db import connection

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPossible
from referrals import actions
from referrals.models import Referral, ReferralEvent
from tests import factories as base

from . import factories


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_accept_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite lets one writer in at a time")
    world = base.world()
    second = base.person(world.service.organisation, Role.SOCIAL_WORKER, by=world.coordinator)
    base.reach(second, Role.SOCIAL_WORKER, by=world.coordinator, service=world.service)
    referral = factories.in_state(world, "acknowledged")
    together, said = threading.Barrier(2), []

    def accept(person):
        try:
            together.wait()
            actions.move_referral(
                Referral.objects.get(pk=referral.pk), "accepted", by=base.fresh(person)
            )
            said.append("accepted")
        except NotPossible as refused:
            said.append(str(refused.message)[:34])
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[one]) for one in (world.social_worker, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["This referral was already accepted", "accepted"]
    assert ReferralEvent.objects.filter(referral=referral, to="accepted").count() == 1
    assert factories.audited(referral).count("referral.accepted") == 1
