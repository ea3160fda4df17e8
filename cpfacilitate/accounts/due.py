"""What do accounts do by themselves? Send waiting mail; forget what has run out."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.due import due

from . import actions
from .models import MailKind, MailPreference, OutgoingMail

logger = logging.getLogger(__name__)
MAILS_PER_RUN = 100
# Longer than a conversation with a mail server that answers at all (EMAIL_TIMEOUT for each word).
CLAIM = timedelta(minutes=5)
# Twenty tries are some three days: 2, 4, 8 … minutes, then every six hours.
FIRST_WAIT, LONGEST_WAIT, MOST_TRIES = timedelta(minutes=2), timedelta(hours=6), 20
# SMTPException is an OSError; a ValueError is an address or a header that no mail can have.
NOT_SENT = (OSError, ValueError)
OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)
# All that a mail ever says: whoever reads over a shoulder learns nothing, and there is no link to
# be taught to click.
MAIL = {
    MailKind.WAITING: (
        _("Something waits for you"),
        _("Something waits for you. Please sign in when you can, the way you always do."),
    ),
    MailKind.ACCOUNT: (
        _("Your way of signing in was changed"),
        _(
            "Your password, your second step or your e-mail address was changed. If that was you, "
            "all is well. "
            "If not, tell your coordinator today."
        ),
    ),
}


@due
def send_mail(now: datetime) -> int:
    """Mail that is due, each in four steps: claim it, ask whether it may go now, send it, say so.

    Two runs never hold the same mail. A run that is killed loses none: what it had claimed is free
    again after `CLAIM`. Twice goes only what the server took and we could not note any more.
    """
    sent = 0
    for mail in OutgoingMail.objects.due(now)[:MAILS_PER_RUN]:
        if not claim(mail, now=clock.now()) or not _may_go(mail):
            continue
        try:
            _send(mail)
        except NOT_SENT as failure:
            _note_failure(mail, failure)
            if not isinstance(failure, OF_THIS_MAIL):
                break  # the server is away: the next would fail too
        else:
            _note_sent(mail)
            sent += 1
    return sent


def claim(mail: OutgoingMail, *, now: datetime) -> bool:
    """Make a mail ours to send, unless somebody else was quicker or it was asked for anew."""
    as_read = OutgoingMail.objects.pending().filter(
        pk=mail.pk, due_at=mail.due_at, claimed_until=mail.claimed_until
    )
    mail.tries += 1
    return bool(as_read.update(claimed_until=now + CLAIM, tries=mail.tries))


def _may_go(mail: OutgoingMail) -> bool:
    """Asked when it goes, for wishes change: an unwanted mail goes away, others wait for the day."""
    if not mail.to or not mail.user.is_active:
        mail.delete()
        return False
    if mail.kind == MailKind.ACCOUNT or mail.urgent:
        return True
    preference, now = MailPreference.of(mail.user), clock.now()
    if not preference.is_wanted(urgent=False):
        mail.delete()
        return False
    may_go_at = preference.out_of_quiet(now)
    if may_go_at > now:
        _as_claimed(mail).update(due_at=may_go_at, claimed_until=None, tries=mail.tries - 1)
    return may_go_at <= now


def _send(mail: OutgoingMail) -> None:
    subject, body = MAIL[MailKind(mail.kind)]
    EmailMessage(subject=str(subject), body=str(body), to=[mail.to]).send()


def _as_claimed(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    """The mail, unless it was meanwhile asked for anew: then it goes once more."""
    return OutgoingMail.objects.filter(pk=mail.pk, due_at=mail.due_at)


@transaction.atomic
def _note_sent(mail: OutgoingMail) -> None:
    row = OutgoingMail.objects.filter(pk=mail.pk)
    row.update(claimed_until=None, failures=0, failed_at=None, failure="")
    if mail.kind == MailKind.ACCOUNT:
        _as_claimed(mail).delete()
    else:
        _as_claimed(mail).update(sent_at=clock.now(), tries=0)


@transaction.atomic
def _note_failure(mail: OutgoingMail, failure: Exception) -> None:
    """Keep what kind of failure it was; never what the server said, which may hold the address."""
    now, name = clock.now(), _name_of(failure)
    logger.warning("A mail was not sent (%s); it is tried again later.", name)
    row = OutgoingMail.objects.filter(pk=mail.pk)
    row.update(claimed_until=None, failures=F("failures") + 1, failed_at=now, failure=name)
    wait = min(FIRST_WAIT * 2 ** (mail.tries - 1), LONGEST_WAIT)
    given_up_at = now if mail.tries >= MOST_TRIES else None
    _as_claimed(mail).update(due_at=now + wait, given_up_at=given_up_at)


def _name_of(failure: Exception) -> str:
    """Its class and the server's code: “SMTPRecipientsRefused 550”."""
    code = getattr(failure, "smtp_code", "")
    if isinstance(failure, SMTPRecipientsRefused):
        code = next(iter(failure.recipients.values()), ("",))[0]
    return f"{type(failure).__name__} {code}".strip()[:60]


@due
def forget_sessions(now: datetime) -> int:
    """Sessions that have run out, and the entries of the sessions page that belong to them."""
    return Session.objects.filter(expire_date__lt=now).delete()[0] + actions.forget_ended_sessions()
