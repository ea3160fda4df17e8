"""What is wiped of a child's name and of the words of a slip or a concern, when it has served?

What was chosen from lists stays, under a code that says nothing: figures are made of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cpfacilitate.accounts.actions import forget_forms_under
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.records import assign

from ..models import (
    Concern,
    IdentityView,
    Referral,
    ReferralEvent,
    ReferralExport,
    ReferralIdentity,
)
from .sending import WORDS


@transaction.atomic
def expire_identity(row: QuerySet, now: datetime) -> bool:
    """Delete a name for good; that it was looked at, by whom and why, stays with the slip."""
    referral = _locked(Referral.objects.filter(identity__in=row.values("pk")))
    if referral is None or not row.exists():  # read again now that the referral is ours
        return False
    ReferralIdentity.objects.filter(referral=referral).delete()
    forget_forms_under(referral.get_absolute_url())
    record("identity.purged", referral, by=None)
    return True


@transaction.atomic
def expire_slip_words(row: QuerySet, now: datetime) -> bool:
    """Wipe every word that somebody wrote on a slip, with its steps, and why a name was looked at."""
    referral = _locked(Referral.objects.filter(pk__in=row.values("pk")))
    if referral is None or not row.exists():
        return False
    ReferralEvent.objects.filter(referral=referral).wipe()
    IdentityView.objects.filter(referral=referral).update(reason="")
    ReferralExport.objects.filter(referral=referral).update(reason="")
    changed = assign(referral, dict.fromkeys(WORDS, ""))
    record("referral.words_purged", referral, by=None, fields=changed)
    return True


@transaction.atomic
def expire_concern_words(row: QuerySet, now: datetime) -> bool:
    """Wipe what was told in confidence, and why it was closed."""
    concern = _locked(Concern.objects.filter(pk__in=row.values("pk")))
    if concern is None or not row.exists():
        return False
    Concern.objects.filter(pk=concern.pk).update(words="", closing_reason="")
    record("concern.words_purged", concern, by=None, fields=("words", "closing_reason"))
    return True


def _locked(found: QuerySet) -> Any:
    """The one row, locked; nothing when somebody else holds it, and its turn comes again."""
    return found.select_for_update(skip_locked=True).first()
