"""How is a person told that something waits, and what do they do about being told?

The mail itself is sent by `due.py`, after the transaction in which it was asked for.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import Record

from ..models import MailKind, MailPreference, Notification, OutgoingMail, User
from ..models.notices import PATH_LENGTH, SHORT, mark_of
from ..roles import Permission

# Whoever was written to and did not look is written to again on the next day, when more comes.
REMIND_AFTER = timedelta(hours=20)


@transaction.atomic
def notify(
    user: User, *, about: Record, urgent: bool = False, not_before: datetime | None = None
) -> Notification:
    """Tell a person that something waits; where there is an address, a mail says the same.

    Told twice of one thing that they have not looked at, they are told of it once. `urgent` is
    high urgency: its mail goes at once and at any hour. Others go from `not_before` on, when the
    person wants them.
    """
    path = about.get_absolute_url()
    notification, _made = Notification.objects.update_or_create(
        user=user,
        mark=mark_of(user, path),
        read_at=None,
        defaults={"at": clock.now(), "sealed_path": path.ljust(PATH_LENGTH)},
    )
    _ask_for_mail(user, urgent=urgent, ready_at=not_before or clock.now())
    return notification


def _ask_for_mail(user: User, *, urgent: bool, ready_at: datetime) -> None:
    """At most one mail waits for a person, and after it none until they looked, but for urgency."""
    preference = MailPreference.of(user)
    if not user.email or not preference.is_wanted(urgent=urgent):
        return
    now = clock.now()
    due_at = preference.first_moment(now if urgent else max(ready_at, now), urgent=urgent)
    mail, made = OutgoingMail.objects.select_for_update().get_or_create(
        user=user, kind=MailKind.WAITING, defaults={"due_at": due_at, "urgent": urgent}
    )
    if made or _is_enough(mail, due_at=due_at, urgent=urgent):
        return
    _start_anew(mail, due_at=due_at, urgent=urgent or (mail.is_pending and mail.urgent))


def _is_enough(mail: OutgoingMail, *, due_at: datetime, urgent: bool) -> bool:
    """Does the mail there is say it already, or will it, soon enough?"""
    if mail.sent_at is not None:
        return not urgent and due_at < mail.sent_at + REMIND_AFTER
    if mail.is_pending and mail.due_at <= due_at:
        return mail.urgent or not urgent
    return mail.is_pending and not urgent and mail.tries > 0  # the mail server is waited for


def _start_anew(mail: OutgoingMail, *, due_at: datetime, urgent: bool) -> None:
    """Send it at `due_at`, with all its tries; what failed before is seen until it went."""
    mail.due_at, mail.urgent, mail.tries = due_at, urgent, 0
    mail.sent_at = mail.given_up_at = None
    mail.save(update_fields=["due_at", "urgent", "tries", "sent_at", "given_up_at"])


@transaction.atomic
def tell_of_account_change(user: User, *, address: str = "") -> None:
    """Tell a person that their way of signing in was changed, at the address they had before.

    It goes at once whatever they prefer: it may not have been them.
    """
    if not address and not user.email:
        return
    mail, made = OutgoingMail.objects.select_for_update().get_or_create(
        user=user, kind=MailKind.ACCOUNT, defaults={"address": address}
    )
    if not made:
        mail.address = mail.address or address  # the first of several is the one to trust
        mail.save(update_fields=["address"])
        _start_anew(mail, due_at=clock.now(), urgent=False)


def look(user: User) -> None:
    """The person sees what waits: no mail needs to say so any more.

    Only when there is anything to take away: the first page stays cheap.
    """
    if user.mail_waits:
        OutgoingMail.objects.that_something_waits().filter(user=user).delete()


@transaction.atomic
def read_notification(notification: Notification, *, by: User) -> None:
    """This one no longer waits."""
    if notification.user_id != by.pk:
        raise NotPermitted
    Notification.objects.unread().filter(pk=notification.pk).update(read_at=clock.now())


@transaction.atomic
def read_notifications(user: User) -> int:
    """Nothing waits any more; returns how much was not read."""
    return user.notifications.unread().update(read_at=clock.now())


def arrive(user: User, path: str) -> None:
    """Whoever comes to a page, by whichever way, has read that something waits there.

    The database is asked only where it does: this happens with every page.
    """
    short = mark_of(user, path)[:SHORT]
    if short in user.short_marks and Notification.objects.at_path(user, path).update(
        read_at=clock.now()
    ):
        user.short_marks.remove(short)


@transaction.atomic
def set_mail_preference(
    *,
    by: User,
    timing: str,
    daily_at: time,
    quiet_from: time | None = None,
    quiet_until: time | None = None,
) -> MailPreference:
    """When a mail may reach oneself. What waits to be sent moves with it."""
    before = MailPreference.of(by)
    values = {
        "timing": timing, "daily_at": daily_at,
        "quiet_from": quiet_from, "quiet_until": quiet_until,
    }  # fmt: skip
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    preference, _made = MailPreference.objects.update_or_create(user=by, defaults=values)
    by.mail_preference = preference
    if changed:
        record("mail_preference.set", preference, by=by, fields=changed)
        _move_with(preference)
    return preference


def _move_with(preference: MailPreference) -> None:
    """A mail nobody tried to send yet goes when the person wants it now; `due` drops the unwanted."""
    now = clock.now()
    OutgoingMail.objects.pending().filter(
        user=preference.user, kind=MailKind.WAITING, urgent=False, tries=0
    ).update(due_at=preference.first_moment(now, urgent=False))


@transaction.atomic
def set_email(*, email: str, by: User) -> None:
    """Give, change or take away one's own address; the one before is told."""
    if not email and by.holds_confidential:
        raise NotPossible(_("Your role needs an address: high urgency must reach you."))
    user = User.objects.select_for_update().get(pk=by.pk)
    if user.email == email:
        return
    if user.email:
        tell_of_account_change(user, address=user.email)
    user.email = by.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()  # no forgotten password goes to the one before
    record("email.set", user, by=by, fields=["email"])


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, by: User) -> None:
    """Send what failed once more, from the next minute on. Raises Http404 once it went its way."""
    if not by.granted(Permission.KEEP_INSTALLATION):
        raise NotPermitted
    mail = get_object_or_404(OutgoingMail.objects.select_for_update(), pk=mail.pk)
    if mail.failed_at is None or mail.sent_at is not None:
        raise NotPossible(_("This mail was sent meanwhile. There is nothing to do."))
    _start_anew(mail, due_at=clock.now(), urgent=mail.urgent)
    record("mail.retried", mail, by=by)
