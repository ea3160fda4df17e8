"""What waits for a person, when may a mail say so, and which mail is still to be sent?"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField, Unreadable
from cpfacilitate.lib.records import Row, classes

from ..roles import Permission

if TYPE_CHECKING:
    from .people import User

SHORT = 8  # letters of a mark by which a page sees at once that nothing of it waits
PATH_LENGTH = 120  # every path is sealed at one length, so that not even that tells what waits


class Joined(models.Aggregate):
    """Many words as one text, a space between them."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = models.TextField()

    def as_sqlite(self, *args: Any, **kwargs: Any) -> Any:
        return self.as_sql(*args, function="GROUP_CONCAT", **kwargs)


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> NotificationQuerySet:
        return self.filter(user=user)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def short_marks(self) -> NotificationQuerySet:
        """The beginnings of the marks of each person, in one line."""
        return self.values("user").annotate(short=Joined(Substr("mark", 1, SHORT))).values("short")

    def at_path(self, user: User, path: str) -> NotificationQuerySet:
        """What is not read of `user` and leads to `path`."""
        return self.unread().filter(user=user, mark=mark_of(user, path))


def mark_of(user: User, path: str) -> str:
    """A word by which the same path is known again for one person, and by nobody without the key."""
    return salted_hmac(
        "cpfacilitate.notification", f"{user.pk} {path}", algorithm="sha256"
    ).hexdigest()


class Notification(Row):
    """Something waits for a person. Where it leads is sealed; what it is, is written nowhere.

    Following it asks the page it leads to, which shows itself only to whoever may see it then.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=64)
    sealed_path = EncryptedTextField()

    data_classes = classes(C="user at read_at", E="mark sealed_path")
    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notification_list"),
            models.Index(fields=["read_at"], name="notification_read"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "mark"], condition=Q(read_at=None), name="notification_once"
            )
        ]

    @property
    def path(self) -> str:
        """Where it leads; the first page where nothing says so, or the key to that is gone."""
        readable = not isinstance(self.sealed_path, Unreadable)
        return (readable and self.sealed_path.rstrip()) or reverse("home")


class MailTiming(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    NONE = "none", _("No e-mail")


class MailPreference(Row):
    """When a mail may reach a person. Whoever has none is told at once, at any hour."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference"
    )
    timing = models.CharField(
        _("e-mail"), max_length=10, choices=MailTiming, default=MailTiming.AT_ONCE
    )
    daily_at = models.TimeField(_("at"), default=time(7))
    quiet_from = models.TimeField(_("quiet from"), null=True)
    quiet_until = models.TimeField(_("quiet until"), null=True)

    data_classes = classes(C="user timing daily_at quiet_from quiet_until")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(timing__in=MailTiming.values), name="mail_preference_timing"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="mail_preference_quiet",
            ),
        ]

    @classmethod
    def of(cls, user: User) -> MailPreference:
        """What `user` chose, or what holds for whoever chose nothing."""
        return getattr(user, "mail_preference", None) or cls(user=user)

    def is_wanted(self, *, urgent: bool) -> bool:
        """Is a mail sent at all? Who keeps watch over children cannot silence high urgency."""
        return self.timing != MailTiming.NONE or (urgent and self.user.holds_confidential)

    def first_moment(self, moment: datetime, *, urgent: bool) -> datetime:
        """When a mail that is ready at `moment` may go. High urgency goes at any hour."""
        if urgent:
            return moment
        if self.timing == MailTiming.DAILY:
            moment = _next(self.daily_at, moment)
        return self.out_of_quiet(moment)

    def out_of_quiet(self, moment: datetime) -> datetime:
        """`moment`, or the end of the quiet hours in which it lies."""
        return (
            _next(self.quiet_until, moment) if self.is_quiet(clock.local(moment).time()) else moment
        )

    def is_quiet(self, hour: time) -> bool:
        """Does a time of day lie in the quiet hours? They may go on past midnight."""
        since, until = self.quiet_from, self.quiet_until
        if since is None or until is None:
            return False
        if since <= until:
            return since <= hour < until
        return hour >= since or hour < until


def _next(hour: time, moment: datetime) -> datetime:
    """The first `hour` of the day, where the installation is, that is after `moment`."""
    day = clock.day_of(moment)
    found = timezone.make_aware(datetime.combine(day, hour))
    if found <= moment:
        found = timezone.make_aware(datetime.combine(day + timedelta(days=1), hour))
    return found


class MailKind(models.TextChoices):
    WAITING = "waiting", _("Something waits for you")
    ACCOUNT = "account", _("Your way of signing in was changed")


class OutgoingMailQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> OutgoingMailQuerySet:
        """Mail is the concern of whoever keeps the installation."""
        return self if user.granted(Permission.KEEP_INSTALLATION) else self.none()

    def that_something_waits(self) -> OutgoingMailQuerySet:
        return self.filter(kind=MailKind.WAITING)

    def pending(self) -> OutgoingMailQuerySet:
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, now: datetime) -> OutgoingMailQuerySet:
        """To be sent by now, and not in the hands of another run."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        due = self.pending().filter(free, due_at__lte=now)
        return due.select_related("user__mail_preference").order_by("due_at", "pk")

    def failed(self) -> OutgoingMailQuerySet:
        """What the mail server did not take, and has not taken since."""
        return self.filter(failed_at__isnull=False).select_related("user")


# What became of a mail, in words for whoever looks after the server.
FAILURES: dict[str, str | Promise] = {
    "SMTPRecipientsRefused": _("The mail server refuses this person’s address."),
    "SMTPSenderRefused": _("The mail server refuses the address we send from."),
    "SMTPDataError": _("The mail server refuses the mail."),
    "SMTPAuthenticationError": _("The mail server refuses our user name or password."),
    "SMTPServerDisconnected": _("The mail server hung up."),
    "SMTPNotSupportedError": _("The mail server cannot do what EMAIL_URL asks of it."),
    "SSLCertVerificationError": _("The mail server’s certificate is not to be trusted."),
}


class OutgoingMail(Row):
    """The same few words, to one person, for the mail server. Sent by `manage.py due`.

    One of a kind for a person. After it was sent, the row of a mail that something waits stays
    until the person looks: as long as it is there, they are not written to again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=MailKind, default=MailKind.WAITING)
    address = models.EmailField(blank=True)  # where it is not the person's own: one they had before
    urgent = models.BooleanField(default=False)  # may break quiet hours
    due_at = models.DateTimeField(default=clock.now, db_index=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)  # "SMTPRecipientsRefused 550"
    given_up_at = models.DateTimeField(null=True)

    data_classes = classes(
        C="user kind address urgent due_at claimed_until tries sent_at given_up_at "
        "failures failed_at failure"
    )
    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MailKind.values), name="outgoing_mail_kind"
            ),
            models.UniqueConstraint(fields=["user", "kind"], name="outgoing_mail_once"),
        ]

    @property
    def is_pending(self) -> bool:
        """Is it still to be sent?"""
        return self.sent_at is None and self.given_up_at is None

    @property
    def to(self) -> str:
        """The address it goes to; none when the person has none now."""
        return self.address or self.user.email

    @property
    def failure_words(self) -> str:
        """What went wrong, as a person says it."""
        name = self.failure.partition(" ")[0]
        return str(FAILURES.get(name, _("The mail server could not be reached.")))
