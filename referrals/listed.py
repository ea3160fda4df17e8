"""What exactly is shared with a service? The one list of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.models import Service

from .models import Referral


@dataclass(frozen=True)
class Line:
    """One thing the service reads."""

    label: str
    value: str


def on_slip(referral: Referral, service: Service) -> list[Line]:
    """What `service` reads of this referral."""
    return [
        Line(_("Code"), referral.code),
        Line(_("How urgent"), str(referral.get_urgency_display())),
        Line(_("Asked for"), referral.needs_words),
        Line(_("Sent by"), f"{referral.created_by}, {referral.organisation}"),
    ]
