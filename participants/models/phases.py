"""What is the work with a community about, since when, and who decided that?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Record, classes

from .agreements import AgreementMove, Decider
from .communities import Community
from .groups import OfCommunityQuerySet


class PhaseQuerySet(OfCommunityQuerySet):
    def open(self) -> PhaseQuerySet:
        return self.filter(ended_on=None)


class Phase(Record):
    """A dated tag on the way of a community. Phases overlap and repeat; none of them is late."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("Getting to know each other")
        LEARNING = "learning", _("Listening and learning")
        FEEDBACK = "feedback", _("Telling back what was heard")
        AGREEMENT = "agreement", _("Deciding to work together")
        INCLUSIVE_PLANNING = "inclusive_planning", _("Choosing what to work on")
        ACTION_PLANNING = "action_planning", _("Planning what to do")
        ACTION = "action", _("Doing it")
        REFLECTION = "reflection", _("Looking back together")
        TRANSITION = "transition", _("Handing over")
        SELF_LED = "self_led", _("Going on without us")

    community = models.ForeignKey(Community, models.PROTECT, related_name="phases")
    kind = models.CharField(_("what it is about"), max_length=20, choices=Kind)
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    decision = models.CharField(_("what was decided"), max_length=600, blank=True)
    decided_by = models.CharField(_("who decided"), max_length=20, choices=Decider, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    # The yes on which the phase stands: each phase has one of its own.
    consent = models.OneToOneField(
        AgreementMove, models.PROTECT, null=True, related_name="phase", editable=False
    )

    data_classes = classes(
        B="community kind began_on ended_on decision decided_by consent", C="identifier_reason"
    )
    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["began_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "entry", "learning", "feedback", "agreement", "inclusive_planning",
                        "action_planning", "action", "reflection", "transition", "self_led",
                    ]
                ),
                name="phase_kind",
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | Q(decided_by__in=Decider.values),
                name="phase_decided_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")), name="phase_days"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["entry", "self_led"]) | Q(consent__isnull=False),
                name="phase_consent",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()
