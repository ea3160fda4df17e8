"""What does a list of referrals say first, and what does each of its cards show and offer?

A card shows a code, a need and a time; never an age, a sex or a place.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock

from . import clocks, permissions
from .fit import fitting
from .forms import StepForm, step_form
from .listed import HEALTH_TODAY, on_slip
from .models import Referral, SlipLink
from .models.queues import ReferralQuerySet
from .slip_keys import mark_open
from .states import BY_SERVICE, ReferralStatus
from .steps import ALL, ON_CARD, Step, step_to

PER_PAGE = 20


@dataclass(frozen=True)
class Offer:
    """A step one may take, with its form."""

    step: Step
    form: StepForm


@dataclass(frozen=True)
class Card:
    referral: Referral
    left: str
    tone: str
    offers: list[Offer]
    rerouted: bool
    draft_waits_for: str = ""
    phone_first: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One screenful of a list, and where the next begins."""

    cards: list[Card]
    next: uuid.UUID | None


def offers(user: User, referral: Referral, *, told: bool = False) -> list[Offer]:
    """The steps open to `user`: their own, or those they may enter as told by the service."""
    reached = permissions.moves_told if told else permissions.moves
    steps = [step_to(to, status=referral.status) for to in reached(user, referral)]
    return [Offer(step, step_form(step, user=user, referral=referral, told=told)) for step in steps]


def offers_by_link(link: SlipLink) -> list[Offer]:
    """The steps a service may take by the link on its slip."""
    referral, opening = link.referral, mark_open(link.pk)
    steps = [step_to(to, status=referral.status) for to in permissions.moves_by_link(referral)]
    return [
        Offer(step, step_form(step, user=None, referral=referral, opening=opening))
        for step in steps
    ]


def open_page(user: User, now: datetime, after: str) -> Page:
    """What is open, most overdue first, from behind the referral `after`."""
    queue = Referral.objects.open_for(user).queue()
    last = _find(queue, after)
    return _page(queue.after(last) if last else queue, user, now)


def ended_page(user: User, now: datetime, after: str) -> Page:
    """What is over, latest first, from behind the referral `after`."""
    ended = Referral.objects.over_for(user).ended()
    last = _find(ended, after)
    return _page(ended.ended_before(last) if last else ended, user, now)


def needed(user: User, now: datetime) -> list[Card]:
    """What this person should do something about today, for their first page."""
    waiting = Referral.objects.needs(user, now).pressing_drafts_first().with_declines()
    return [_card(referral, user, now) for referral in waiting[:PER_PAGE]]


def _find(referrals: ReferralQuerySet, key: str) -> Referral | None:
    try:
        return referrals.filter(pk=uuid.UUID(key)).first()
    except ValueError:
        return None


def _page(referrals: ReferralQuerySet, user: User, now: datetime) -> Page:
    found = list(referrals.with_declines()[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    more = shown[-1].pk if len(found) > PER_PAGE else None
    return Page([_card(referral, user, now) for referral in shown], more)


def _card(referral: Referral, user: User, now: datetime) -> Card:
    verbs = ON_CARD.get(referral.status, ())
    own = [ALL[verb] for verb in verbs if permissions.can_move(user, referral, ALL[verb].to)]
    return Card(
        referral=referral,
        left=clocks.time_left(referral, now),
        tone=clocks.tone(referral, now),
        offers=[
            Offer(step, step_form(step, user=user, referral=referral))
            for step in own
            if step.to in BY_SERVICE
        ],
        rerouted=referral.declines > 0,
        draft_waits_for=_draft_waits_for(referral, user),
        phone_first=phone_first(user, referral),
    )


def phone_first(user: User, referral: Referral) -> list[Any]:
    """Whom behind a late service somebody of the sender's side is to phone now."""
    asked = getattr(referral, "backup_asked", False) and permissions.sends(user, referral)
    return referral.service.backup_contacts if asked else []


def around(user: User, referral: Referral) -> dict[str, Any]:
    """What stands round the slip on its page: who is late and to be phoned, who could be asked."""
    sends = permissions.sends(user, referral)
    asks = sends and (referral.is_draft or permissions.has_declined(referral))
    events = referral.events.select_related("by", "service")
    # Whom else the child was sent to, and why they said no, is no business of the next service.
    events = events if sends else events.filter(service=referral.service_id)
    events = [] if referral.is_draft else list(events)
    told = {
        "overdue": referral.overdue_steps.select_related("service"),
        "calls": referral.backup_calls.select_related("by", "service"),
        "prints": referral.slip_prints.select_related("by", "service"),
        "taken": referral.exports.select_related("by"),
    }
    return {
        "sends": sends,
        "events": events,
        "refusal": events[-1] if sends and permissions.has_declined(referral) else None,
        "lines": on_slip(referral, referral.service),
        "health_today": HEALTH_TODAY,
        "fits": fitting(user, referral) if asks else (),
        "phone_first": phone_first(user, referral),
        "can_print": permissions.can_print_slip(user, referral),
        "can_continue": permissions.can_continue(user, referral),
        **(told if sends and not referral.is_draft else {}),
    }


def _draft_waits_for(referral: Referral, user: User) -> str:
    """What a draft that goes without full agreement waits for; nothing for any other referral."""
    if not referral.is_draft or not referral.override_reason or not referral.missing_consent:
        return ""
    if referral.is_cosigned:
        return _("Signed. Send it now.")
    if permissions.can_cosign(user, referral):
        return _("Needs your signature.")
    return _("Waits for the second signature.")


def headline(user: User, now: datetime) -> str:
    """“One is late. Two need an answer today.”"""
    referrals = Referral.objects.open_for(user)
    tonight = timezone.make_aware(datetime.combine(clock.today() + timedelta(days=1), time.min))
    counts = referrals.tally(now, tonight)
    late, today, later = counts["late"], counts["today"], counts["later"]
    declined = referrals.sent_by(user).filter(status=ReferralStatus.DECLINED).count()
    unsigned = referrals.waiting_for_cosignature(user).count()
    sentences = [
        late and ngettext("%(n)s is late.", "%(n)s are late.", late) % _number(late),
        unsigned
        and ngettext(
            "%(n)s needs your signature.", "%(n)s need your signature.", unsigned
        )
        % _number(unsigned),
        today
        and ngettext("%(n)s needs an answer today.", "%(n)s need an answer today.", today)
        % _number(today),
        later and ngettext("%(n)s waits for an answer.", "%(n)s wait for an answer.", later)
        % _number(later),
        declined
        and ngettext(
            "%(n)s was declined and needs another service.",
            "%(n)s were declined and need another service.",
            declined,
        )
        % _number(declined),
    ]  # fmt: skip
    said = [sentence for sentence in sentences if sentence]
    return " ".join(said[:3]) or _("Nothing is late, nothing waits for an answer.")


def _number(count: int) -> dict[str, str]:
    return {"n": capfirst(str(apnumber(count)))}
