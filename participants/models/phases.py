"""What is the work with a community about, since when, and who decided that?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Record, classes

from ..states import AgreementStatus
from .agreements import AgreementMove, Decider, GroupAnswer
from .communities import Community
from .groups import OfCommunityQuerySet


class PhaseQuerySet(OfCommunityQuerySet):
    def open(self) -> PhaseQuerySet:
        return self.filter(ended_on=None)

    def for_timeline(self) -> PhaseQuerySet:
        """As they began, each with the yes it stands on and the groups that said it."""
        answers = GroupAnswer.objects.select_related("subgroup").order_by(
            "subgroup__position", "subgroup__label", "pk"
        )
        return self.select_related("consent").prefetch_related(
            models.Prefetch("consent__answers", queryset=answers)
        )


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
        return reverse("participants:phase_list", args=[self.community_id])

    @classmethod
    def may_begin_at(cls, status: str) -> list[Phase.Kind]:
        """The kinds that may begin while the agreement stands at `status`, in their usual order."""
        return [kind for kind in cls.Kind if status == BEGINS_AT.get(kind, AgreementStatus.AGREED)]


# Every kind but these begins while the agreement is live.
BEGINS_AT = {
    Phase.Kind.ENTRY: AgreementStatus.EXPLORING,
    Phase.Kind.SELF_LED: AgreementStatus.CONCLUDED,
}
# These stand on no yes: nothing is agreed yet, or nothing is asked of the community any more.
NEEDS_NO_YES = frozenset(BEGINS_AT)
