"""How does a service answer: here, told by phone, on paper, or by the link on its slip?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import lock

from .. import clocks
from ..models import Referral, SlipLink
from ..states import BY_SERVICE, TOLD, Channel, ReferralStatus
from . import telling
from .moving import check_move, move

# What a move must say besides that it was made.
MUST_SAY = {
    ReferralStatus.DECLINED: "cause",
    ReferralStatus.CLOSED: "outcome",
    ReferralStatus.REFERRED_ONWARD: "onward_kind",
    ReferralStatus.UNABLE_TO_REACH: "tries",
}


@transaction.atomic
def move_referral(
    referral: Referral,
    to: str,
    *,
    by: User,
    channel: str = Channel.APP,
    said_at: datetime | None = None,
    **said: Any,
) -> Referral:
    """Record a service's step: made here by its social worker, or told by phone or slip.

    `said` is what comes with the step: cause, reason and tries; told_by, the role of who told it;
    and of the referral outcome and feedback_to_referrer, or onward_kind. `said_at` is when it was
    told, if that was not just now: the child waited until then and no longer.
    """
    if to not in BY_SERVICE:
        raise TypeError("Sending and taking back have actions of their own.")
    referral = lock(referral)
    check_move(referral, to, channel, by=by)
    if channel not in TOLD:
        said.pop("told_by", None)
        said_at = None
    _take(referral, to, said, by=by, channel=channel, at=_moment_said(referral, said_at))
    return referral


@transaction.atomic
def answer_slip(link: SlipLink, to: str, *, told_by: str, **said: Any) -> Referral:
    """Record a step that a service without an account took by the link on its slip."""
    referral = lock(link.referral)
    if not SlipLink.objects.live(clock.now()).filter(pk=link.pk).exists():
        raise NotPossible(_("This slip opens nothing any more. Phone whoever sent it."))
    check_move(referral, to, Channel.LINK, by=None)
    _take(referral, to, {"told_by": told_by, **said}, by=None, channel=Channel.LINK)
    return referral


def _take(
    referral: Referral,
    to: str,
    said: dict[str, Any],
    *,
    by: User | None,
    channel: str,
    at: datetime | None = None,
) -> None:
    """Check that everything was said that a step must say, write it, and tell who raised it."""
    must_say = MUST_SAY.get(ReferralStatus(to))
    if must_say and not said.get(must_say):
        raise NotPossible(_("Say why, or what came of it, with this step."), referral)
    if channel != Channel.APP and not said.get("told_by"):
        raise NotPossible(_("Say who at the service told you: their role, never a name."), referral)
    if said.get("feedback_to_referrer") and not referral.tells_the_sender:
        raise NotPossible(
            _("The child does not want the sender to be told. Leave it out."), referral
        )
    event = {"channel": channel} | {
        name: said.pop(name) for name in ("told_by", "cause", "reason", "tries") if name in said
    }
    name = f"{to}_by_link" if channel == Channel.LINK else ""
    move(referral, to, said, by=by, event=event, name=name, at=at)
    telling.tell(
        telling.senders(referral), about=referral, by=by, urgent=telling.is_urgent(referral)
    )


def _moment_said(referral: Referral, said_at: datetime | None) -> datetime | None:
    """When a step was told, checked: not to come, and not before the step it follows."""
    if said_at is None:
        return None
    why_not = clocks.why_not_said_at(referral, said_at, clock.now())
    if why_not:
        raise NotPossible(why_not, referral)
    return max(said_at, referral.status_at)


@transaction.atomic
def view_referral(referral: Referral, *, by: User) -> None:
    """A referral was read: that is recorded too."""
    record("referral.viewed", referral, by=by)
