"""How does a referral reach a service without an account: on paper, and by the link on it?

The key of a link is in the answer to who prints the slip, and nowhere else: in no mail, no log, no
row of the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import lock

from .. import permissions
from ..models import Referral, SlipLink, SlipPrint
from ..slip_keys import digest, new_key
from ..states import WITH_SERVICE

LONGEST = timedelta(days=14)


@transaction.atomic
def print_slip(referral: Referral, *, by: User) -> tuple[SlipLink, str]:
    """Put the slip on paper with a new link; any earlier one opens nothing from now on.

    Returns the link and its key, which is never to be had again.
    """
    referral = lock(referral)
    permissions.demand(permissions.sends(by, referral))
    if referral.status not in WITH_SERVICE:
        raise NotPossible(
            _("Only what is with a service goes on paper. Send it first, then print."), referral
        )
    now, key = clock.now(), new_key()
    SlipLink.objects.filter(referral=referral, revoked_at=None).update(revoked_at=now)
    link = SlipLink.objects.create(
        referral=referral,
        service=referral.service,
        digest=digest(key),
        expires_at=_expires_at(referral, now),
        uses_left=settings.SLIP_LINK_USES,
        created_by=by,
    )
    SlipPrint.objects.create(referral=referral, service=referral.service, at=now, by=by)
    record("slip.printed", referral, by=by)
    return link, key


def _expires_at(referral: Referral, now: datetime) -> datetime:
    """Some days after the time to act, or after today where that has passed; 14 days at most."""
    from_act = max(referral.act_by_at, now) + timedelta(days=settings.SLIP_LINK_DAYS_AFTER)
    return min(from_act, now + LONGEST)


@transaction.atomic
def open_slip(key: str) -> SlipLink | None:
    """Use a link once, by its key; nothing when it opens nothing, for whatever reason."""
    link = SlipLink.objects.live(clock.now()).keyed(key).filter(uses_left__gt=0).first()
    if link is None:
        return None
    referral = lock(link.referral)
    link = lock(link)
    if not SlipLink.objects.live(clock.now()).filter(pk=link.pk, uses_left__gt=0).exists():
        return None
    link.uses_left -= 1
    link.save(update_fields=["uses_left"])
    record("slip.opened", referral, by=None)
    return SlipLink.objects.for_page().get(pk=link.pk)
