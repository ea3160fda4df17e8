"""Who is told that something waits, and when? Never what: the words are always the same few."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock

from ..models import Referral, Urgency
from ..people import receivers, watchers

# A mail that is not urgent waits a random while, so that its time says nothing about a dialogue.
JITTER_SECONDS = 30 * 60


def tell(people: Iterable[User], *, by: User | None, urgent: bool) -> None:
    """Say to each of `people`, but not to `by`, that something waits."""
    for person in set(people) - {by}:
        wait = 0 if urgent else secrets.randbelow(JITTER_SECONDS)
        notify(person, due_at=clock.now() + timedelta(seconds=wait))


def tell_sent(referral: Referral, *, by: User) -> None:
    """The service, and behind it the focal points."""
    people = [*receivers(referral.service), *watchers(referral)]
    tell(people, by=by, urgent=is_urgent(referral))


def is_urgent(referral: Referral) -> bool:
    return referral.urgency == Urgency.HIGH
