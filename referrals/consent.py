"""What must be agreed, by whom, before a referral for a child of this age may leave?

`NEEDED` is the table of `domain.md` §6.3, after the inter-agency guidelines for case management; an
organisation may keep another one (`models.ConsentRules`). What no organisation can change: the
child's own no is respected at every age, somebody's yes is needed at every age, and going without
it is an override that two people sign.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    UNWANTED = "unwanted", _("The child does not want a caregiver to be asked")


class Caregiver(TextChoices):
    """What an age band asks of a caregiver."""

    NEEDED = "needed", _("A caregiver must agree")
    IF_CHILD_AGREES = "if_child_agrees", _("A caregiver is asked if the child agrees to it")
    NOT_NEEDED = "not_needed", _("Nobody else need be asked")


class Basis(TextChoices):
    """On what a referral goes: everybody's yes, or the hand of two people."""

    CONSENT = "consent", _("Everybody agreed who must")
    BEST_INTERESTS = "best_interests", _("In the child’s best interests")
    LEGAL_DUTY = "legal_duty", _("The law asks for it")


@dataclass(frozen=True)
class Needed:
    """Whose yes an age band asks for."""

    child: bool
    caregiver: Caregiver

    @property
    def in_words(self) -> str:
        """“The child must agree. A caregiver must agree.”"""
        child = [_("The child must agree")] if self.child else []
        return ". ".join(str(who) for who in [*child, self.caregiver.label]) + "."


NEEDED: Mapping[str, Needed] = {
    AgeBand.UNDER_6: Needed(child=False, caregiver=Caregiver.NEEDED),
    AgeBand.FROM_6: Needed(child=True, caregiver=Caregiver.NEEDED),
    AgeBand.FROM_12: Needed(child=True, caregiver=Caregiver.NEEDED),
    AgeBand.FROM_15: Needed(child=True, caregiver=Caregiver.IF_CHILD_AGREES),
}
# What weighs beside the yes and no; shown where somebody's yes is asked for.
WEIGHT: Mapping[str, str | Promise] = {
    AgeBand.UNDER_6: _("Watch how the child is with you, and stop when it is too much."),
    AgeBand.FROM_6: _("Ask the child in simple words, and the caregiver."),
    AgeBand.FROM_12: _("The older the child, the more the child’s own word weighs."),
    AgeBand.FROM_15: _("The child decides. Ask first whether a caregiver may be asked."),
}


def missing_consent(needed: Needed, assent: str, caregiver: str) -> list[str | Promise]:
    """The sentences that say what is missing; none when the referral may leave."""
    missing: list[str | Promise] = []
    if assent == Assent.NO:
        missing.append(_("The child does not want this referral, and that is respected."))
    elif needed.child and assent != Assent.YES:
        missing.append(_("The child has not been asked. Ask whether the child agrees."))
    if needed.caregiver == Caregiver.NEEDED and caregiver != CaregiverConsent.YES:
        missing.append(_WITHOUT_CAREGIVER[caregiver])
    if needed.caregiver == Caregiver.IF_CHILD_AGREES and not caregiver:
        missing.append(_("Ask the child whether a caregiver may be asked."))
    return missing


_WITHOUT_CAREGIVER: Mapping[str, str | Promise] = {
    "": _("At this age a caregiver must agree, and has not been asked."),
    CaregiverConsent.NO: _("At this age a caregiver must agree, and said no."),
    CaregiverConsent.UNSAFE: _(
        "At this age a caregiver must agree, and nobody can be asked safely."
    ),
    CaregiverConsent.UNWANTED: _(
        "At this age a caregiver must agree, and the child does not want one to be asked."
    ),
}
