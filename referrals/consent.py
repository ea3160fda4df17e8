"""What must be agreed, by whom, before a referral for a child of this age may leave?

The table of `domain.md` §6.3, after the inter-agency guidelines for case management. The child's
own no is respected at every age; going against it, or without a caregiver, is an override.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AgeBand(TextChoices):
    """The bands of this table, not those of a dialogue."""

    UNDER_6 = "0_5", _("0–5")
    FROM_6 = "6_11", _("6–11")
    FROM_12 = "12_14", _("12–14")
    FROM_15 = "15_17", _("15–17")


class Assent(TextChoices):
    """Empty: the child has not been asked."""

    YES = "yes", _("Yes, the child agrees")
    NO = "no", _("No, the child does not want this")


class CaregiverConsent(TextChoices):
    """Empty: the caregiver has not been asked."""

    YES = "yes", _("Yes, the caregiver agrees")
    NO = "no", _("No, the caregiver does not agree")
    UNSAFE = "unsafe", _("Asking is unsafe, or nobody is there to ask")


@dataclass(frozen=True)
class Needed:
    """Whose yes an age band asks for."""

    child: bool
    caregiver: bool


NEEDED: dict[str, Needed] = {
    AgeBand.UNDER_6: Needed(child=False, caregiver=True),
    AgeBand.FROM_6: Needed(child=True, caregiver=True),
    AgeBand.FROM_12: Needed(child=True, caregiver=True),
    AgeBand.FROM_15: Needed(child=True, caregiver=False),  # a caregiver too, if the child agrees
}


def missing_consent(age_band: str, assent: str, caregiver: str) -> list[str | Promise]:
    """The sentences that say what is missing; none when the referral may leave."""
    needed = NEEDED[age_band]
    missing: list[str | Promise] = []
    if assent == Assent.NO:
        missing.append(_("The child does not want this referral, and that is respected."))
    elif needed.child and assent != Assent.YES:
        missing.append(_("The child has not been asked. Ask whether the child agrees."))
    if needed.caregiver and caregiver != CaregiverConsent.YES:
        missing.append(
            {
                CaregiverConsent.NO: _("At this age a caregiver must agree, and said no."),
                CaregiverConsent.UNSAFE: _(
                    "At this age a caregiver must agree, and nobody can be asked safely."
                ),
            }.get(caregiver, _("At this age a caregiver must agree, and has not been asked."))
        )
    return missing
