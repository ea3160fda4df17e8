"""What do accounts do by themselves? Send waiting mail; forget what has run out."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.due import due

from . import actions
from .models import MailKind, OutgoingMail

logger = logging.getLogger(__name__)
MAILS_PER_RUN = 100
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)
MOST_TRIES_COUNTED = 15  # the wait has long been the longest
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
            "Your password or your second step was changed. If that was you, all is well. "
            "If not, tell your coordinator today."
        ),
    ),
}


@due
def send_mail(now: datetime) -> int:
    """Mail that is due; the first that fails ends the run, for the next would fail too."""
    sent = 0
    for mail in OutgoingMail.objects.due(now)[:MAILS_PER_RUN]:
        if claim(mail, now=now):
            if not _went(mail):
                break
            sent += 1
    return sent


def claim(mail: OutgoingMail, *, now: datetime) -> bool:
    """Make a mail ours to send, unless somebody else was quicker.

    It is moved to the moment of its next try, each try later than the one before: nothing is
    locked while the server is waited for, and a failure needs no second write.
    """
    as_read = OutgoingMail.objects.filter(pk=mail.pk, due_at=mail.due_at, tries=mail.tries)
    wait = min(FIRST_WAIT * 2**mail.tries, LONGEST_WAIT)
    tries = min(mail.tries + 1, MOST_TRIES_COUNTED)
    return bool(as_read.update(due_at=now + wait, tries=tries))


def _went(mail: OutgoingMail) -> bool:
    subject, body = MAIL[MailKind(mail.kind)]
    try:
        EmailMessage(subject=str(subject), body=str(body), to=[mail.user.email]).send()
    except (OSError, SMTPException):
        logger.warning("The mail server did not take a mail; it is tried again later.")
        return False
    mail.delete()
    return True


@due
def forget_sessions(now: datetime) -> int:
    """Sessions that have run out, and the entries of the sessions page that belong to them."""
    return Session.objects.filter(expire_date__lt=now).delete()[0] + actions.forget_ended_sessions()
