"""Which rules has the community given itself, and what do they cost the poorest?"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes
from participants.models import Community
from participants.standing import standing_of

from ..red_flags import red_flags
from .practices import Practice

# Free texts, which the identifier guard reads.
TEXTS = (
    "local_title", "text", "who_agreed", "sanctions", "who_enforces", "appeal",
    "effect_on_poorest", "ended_because",
)  # fmt: skip


class ByLawQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The rules are public in their community: who hears its findings reads them."""
        reach = standing_of(user).communities(Permission.VIEW_FINDINGS, prefix="community__")
        return self.filter(reach)

    def for_page(self) -> Self:
        return self.select_related("community__cluster", "community__agreement", "practice")

    def for_list(self) -> Self:
        """Those in force first, the newest of them on top."""
        return self.order_by(F("ended_on").desc(nulls_first=True), "-agreed_on", "pk")

    def to_look_at_again(self, today: date) -> Self:
        """In force, and the day has come on which the community wanted to look at it again."""
        return self.filter(ended_on=None, review_on__lte=today).order_by("review_on", "pk")


class ByLaw(Record):
    """A rule of the community's own. It is theirs: a warning never keeps it from being written down."""

    class WithLaw(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("No")
        NOT_KNOWN = "not_known", _("Nobody knows yet")

    community = models.ForeignKey(Community, models.PROTECT, related_name="by_laws")
    practice = models.ForeignKey(
        Practice, models.SET_NULL, null=True, related_name="by_laws", verbose_name=_("practice")
    )
    local_title = models.CharField(_("what people here call it"), max_length=200)
    text = models.TextField(_("what it says"), max_length=2000)
    agreed_on = models.DateField(_("agreed on"))
    who_agreed = models.CharField(_("which groups agreed"), max_length=300)
    sanctions = models.TextField(
        _("what follows for who does not keep it"), max_length=2000, blank=True
    )
    who_enforces = models.CharField(_("who sees that it is kept"), max_length=300, blank=True)
    appeal = models.CharField(_("whom one can ask to look at it again"), max_length=300, blank=True)
    effect_on_poorest = models.TextField(_("what it costs the poorest"), max_length=2000)
    consistent_with_law = models.CharField(
        _("does it go together with the law"), max_length=10, choices=WithLaw
    )
    review_on = models.DateField(_("to look at again on"), null=True, blank=True)
    ended_on = models.DateField(_("no longer in force since"), null=True, blank=True)
    ended_because = models.TextField(_("why it ended"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="community local_title text agreed_on who_agreed sanctions who_enforces appeal"
        " effect_on_poorest consistent_with_law review_on ended_on ended_because",
        C="practice identifier_reason",
    )
    objects = ByLawQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consistent_with_law__in=["yes", "partly", "no", "not_known"]),
                name="by_law_with_law",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__gte=F("agreed_on")) & ~Q(ended_because=""),
                name="by_law_ended",
            ),
            models.CheckConstraint(condition=~Q(effect_on_poorest=""), name="by_law_poorest"),
        ]

    def __str__(self) -> str:
        return self.local_title

    @property
    def is_due(self) -> bool:
        """Has the day come on which the community wanted to look at it again?"""
        return (
            self.ended_on is None and self.review_on is not None and self.review_on <= clock.today()
        )

    @property
    def red_flags(self) -> list[str]:
        """The words of a rule in force that may hurt a child."""
        return [] if self.ended_on else red_flags(self.text, self.sanctions)

    def get_absolute_url(self) -> str:
        return reverse("dialogues:by_law_show", args=[self.pk])

    def history(self) -> models.QuerySet:
        return AuditEvent.objects.about(self)
