"""What must not be deleted for now, who asked for that, and who approved it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import Record, classes
from participants.standing import standing_of

from .concerns import Concern
from .queues import withheld_from
from .referrals import Referral


class LegalHoldQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> LegalHoldQuerySet:
        """Focal points, of a concern only those who read it; who may approve, but for concerns.

        A concern may be about anybody who gives people their roles: it goes around them.
        """
        standing = standing_of(user)
        watching = Q(organisation__in=standing.organisations(Permission.WATCH_REFERRAL))
        approving = Q(organisation__in=standing.organisations(Permission.APPROVE_HOLD))
        seen = self.filter(watching | approving & Q(concern=None))
        read = Q(concern__in=Concern.objects.visible_to(user))
        kept_away = Q(referral__in=withheld_from(user))
        return seen.filter(Q(concern=None) | read).exclude(kept_away & Q(referral__isnull=False))

    def standing(self, now: datetime) -> LegalHoldQuerySet:
        """What keeps something now: approved and not past its day, or asked for a short while ago."""
        approved = Q(approved_at__isnull=False, until__gte=clock.day_of(now))
        asked = Q(approved_at=None, created_at__gt=now - LegalHold.WAITS_FOR)
        return self.filter(approved | asked, ended_at=None)

    def over(self, now: datetime) -> LegalHoldQuerySet:
        return self.exclude(pk__in=self.standing(now).values("pk"))

    def of_referral(self, referral: Referral) -> LegalHoldQuerySet:
        """Those that keep this referral: of itself, or of everything of its organisation."""
        whole = Q(organisation=referral.organisation_id, referral=None, concern=None)
        return self.filter(Q(referral=referral) | whole)

    def for_list(self) -> LegalHoldQuerySet:
        """The nearest day first."""
        found = self.select_related("referral", "concern", "organisation", "created_by")
        return found.select_related("approved_by", "ended_by").order_by("until", "pk")

    def waiting_for(self, user: User) -> LegalHoldQuerySet:
        """What this person may approve, for their first page."""
        mine = self.visible_to(user).standing(clock.now()).filter(approved_at=None)
        return mine.exclude(created_by=user)


class LegalHold(Record):
    """While it stands, nothing it covers is deleted by its age.

    Of one referral, of one concern, or of all of them of the organisation. It keeps what there is;
    it brings nothing back, and a child who takes consent back is still taken at their word: what
    was written is wiped, and the sealed name is kept for the focal points alone.
    """

    WAITS_FOR = timedelta(days=14)  # so long it keeps before anybody approved it
    LONGEST = timedelta(days=366)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    concern = models.ForeignKey(
        Concern, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    reason = EncryptedTextField(_("why"))
    until = models.DateField(_("until"))
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(
        E="organisation referral concern reason until approved_at approved_by ended_at ended_by"
        " version created_at created_by"
    )
    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(referral=None) | Q(concern=None), name="hold_of_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False)
                & ~Q(approved_by=F("created_by")),
                name="hold_two_people",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hold_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(self.covers)

    @property
    def covers(self) -> str:
        """The code of what it keeps, or that it keeps everything."""
        one = self.referral or self.concern
        return one.code if one else _("Every referral and concern")

    @property
    def lapses_on(self) -> date:
        """The day on which it ends by itself."""
        if self.approved_at is None:
            return min(clock.day_of(self.created_at + self.WAITS_FOR), self.until)
        return self.until

    @property
    def stands(self) -> bool:
        return self.ended_at is None and (
            self.until >= clock.today()
            if self.approved_at
            else self.created_at > clock.now() - self.WAITS_FOR
        )

    @property
    def stands_at(self) -> str:
        """In one word, where it stands."""
        if self.stands:
            return _("Stands") if self.approved_at else _("Waits for approval")
        if self.ended_at:
            return _("Ended") if self.approved_at else _("Not approved")
        return _("Has run out")

    def get_absolute_url(self) -> str:
        return reverse("referrals:hold_show", args=[self.pk])
