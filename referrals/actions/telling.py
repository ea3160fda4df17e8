"""Who is told that something waits, and when? Never what: the words are always the same few."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock

from .. import permissions
from ..models import Concern, LegalHold, Referral, Urgency
from ..people import receivers, watchers

# A mail that is not urgent waits a random while, so that its time says nothing about a dialogue.
JITTER_SECONDS = 30 * 60


def tell(
    people: Iterable[User], *, about: Referral | Concern | LegalHold, by: User | None, urgent: bool
) -> None:
    """Say to each of `people`, but not to `by`, that something waits, and lead them to it."""
    for person in set(people) - {by}:
        wait = 0 if urgent else secrets.randbelow(JITTER_SECONDS)
        not_before = clock.now() + timedelta(seconds=wait)
        notify(person, about=about, urgent=urgent, not_before=not_before)


def senders(referral: Referral) -> list[User]:
    """Who raised it; where they are here no more, the focal points behind it."""
    who = referral.created_by
    here = who.is_active and permissions.sends(who, referral)
    return [who] if here else watchers(referral)


def tell_sent(referral: Referral, *, by: User) -> None:
    """The service, and behind it the focal points."""
    people = [*receivers(referral.service), *watchers(referral)]
    tell(people, about=referral, by=by, urgent=is_urgent(referral))


def is_urgent(referral: Referral) -> bool:
    """Does it break quiet hours? Only what the referral says of itself decides, late or not."""
    return referral.urgency == Urgency.HIGH
