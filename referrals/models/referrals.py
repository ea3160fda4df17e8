"""What does a service need to know to help one child, and where does that stand?

A slip, never a file: no narrative, no accused person, no village, nothing that says who it is. It
points to a cluster and a service and to nothing of any dialogue (product rule 14).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib.records import Record, classes
from participants.models import Cluster, Service

from ..codes import referral_code
from ..consent import WEIGHT, AgeBand, Assent, Basis, CaregiverConsent, missing_consent
from ..states import ENDED, ReferralStatus
from .choices import (
    CaregiverInformed,
    Category,
    Feedback,
    IdentityMode,
    LimitsExplained,
    Outcome,
    Safety,
    SentVia,
    Sex,
    TrustedAdult,
    Uninformed,
    Urgency,
)
from .queues import ReferralQuerySet
from .rules import needed_by


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )


def _moment() -> models.DateTimeField:
    return models.DateTimeField(null=True, editable=False)


def to_the_sender() -> list[str]:
    """Unless the child says more, only whoever sent it is told what came of it."""
    return [Feedback.REFERRER]


class Referral(Record):
    """What is asked of one service for one child, under a code."""

    code = models.CharField(max_length=8, unique=True, default=referral_code, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, verbose_name=_("where, roughly"), related_name="+"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, verbose_name=_("service"), related_name="+"
    )
    urgency = models.CharField(_("how urgent"), max_length=10, choices=Urgency)
    time_critical_health = models.BooleanField(_("health care needed today"), default=False)
    concern_category = models.CharField(_("what it is about"), max_length=20, choices=Category)
    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand)
    sex = models.CharField(_("girl or boy"), max_length=10, choices=Sex)
    needs = models.JSONField(_("what is asked for"), default=list)  # of Service.Kind
    functional_support_needed = models.JSONField(
        _("what makes it easier for the child"), default=list, blank=True
    )  # of Support
    summary = models.TextField(_("in a few words"), max_length=600)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    accused_reason = models.CharField(_("why this accuses nobody"), max_length=300, blank=True)
    immediate_safety = models.CharField(
        _("is the child safe now"), max_length=10, choices=Safety, default=Safety.UNKNOWN
    )
    safety_step = models.CharField(_("what was done about it"), max_length=200, blank=True)
    safe_contact_method = models.CharField(
        _("how and when to reach the child safely"), max_length=200, blank=True
    )
    trusted_adult = models.CharField(
        _("an adult the child trusts"), max_length=20, choices=TrustedAdult, blank=True
    )
    child_wishes = models.TextField(_("what the child wants"), max_length=300, blank=True)
    withhold_from = models.CharField(_("who must not know"), max_length=200, blank=True)
    child_assent = models.CharField(
        _("does the child agree"), max_length=10, choices=Assent, blank=True
    )
    caregiver_consent = models.CharField(
        _("does a caregiver agree"), max_length=10, choices=CaregiverConsent, blank=True
    )
    caregiver_informed = models.CharField(
        _("does a caregiver know"), max_length=10, choices=CaregiverInformed, blank=True
    )
    caregiver_uninformed_because = models.CharField(
        _("why no caregiver knows"), max_length=20, choices=Uninformed, blank=True
    )
    limits_explained_by = models.CharField(
        _("who told the child what cannot be kept secret"),
        max_length=20,
        choices=LimitsExplained,
        blank=True,
    )
    override_basis = models.CharField(
        _("on what it goes all the same"),
        max_length=20,
        choices=[basis for basis in Basis.choices if basis[0] != Basis.CONSENT],
        blank=True,
    )
    override_reason = models.TextField(_("why it must go all the same"), max_length=600, blank=True)
    override_by = _person()
    override_cosigned_at = _moment()
    override_cosigned_by = _person()
    identity_mode = models.CharField(
        _("the child’s name"), max_length=20, choices=IdentityMode, default=IdentityMode.ON_PAPER
    )
    feedback_allowed_to = models.JSONField(
        _("who may be told what came of it"), default=to_the_sender, blank=True
    )  # of Feedback
    withheld = models.JSONField(
        _("what the child does not want the service to read"), default=list, blank=True
    )  # of DataPoint
    shared = models.JSONField(default=list, editable=False)  # DataPoints the service may read
    sent_via = models.CharField(_("sent"), max_length=20, choices=SentVia, blank=True)
    # Where a service passed the child on and this asks the next one: the clock goes on from there.
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="continued_by"
    )
    # The first of such a chain: who may not know of one of it may not know of any.
    begun_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )
    status = models.CharField(
        _("status"), max_length=20, choices=ReferralStatus, default=ReferralStatus.DRAFT
    )
    status_at = models.DateTimeField(editable=False)
    first_sent_at = _moment()
    acknowledge_by_at = _moment()
    act_by_at = _moment()
    acknowledged_at = _moment()  # the first acknowledged, accepted or declined
    accepted_at = _moment()  # by the service it is with now
    acted_at = _moment()  # the first in_progress or service_given
    # Under which number the service keeps a file of its own, as it told us.
    handed_over_as = models.CharField(_("number in their files"), max_length=40, blank=True)
    handed_over_at = _moment()
    handed_over_by = _person()
    due_at = _moment()  # the next of the two times that was not met: the order of the queue
    onward_kind = models.CharField(
        _("passed on to"), max_length=20, choices=Service.Kind, blank=True
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    feedback_to_referrer = models.TextField(
        _("what the sender may know"), max_length=600, blank=True
    )

    data_classes = classes(
        E="code organisation cluster service urgency time_critical_health concern_category"
        " age_band sex needs functional_support_needed summary identifier_reason accused_reason"
        " immediate_safety safety_step safe_contact_method trusted_adult child_wishes withhold_from"
        " child_assent caregiver_consent caregiver_informed caregiver_uninformed_because"
        " limits_explained_by override_basis override_reason override_by override_cosigned_at"
        " override_cosigned_by identity_mode feedback_allowed_to withheld shared sent_via status status_at"
        " first_sent_at acknowledge_by_at act_by_at acknowledged_at accepted_at acted_at due_at"
        " handed_over_as handed_over_at handed_over_by onward_kind"
        " outcome feedback_to_referrer continues begun_by version created_at created_by"
    )
    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["service", "status", "due_at"], name="referral_queue"),
            models.Index(fields=["organisation", "status", "due_at"], name="referral_watch"),
            models.Index(fields=["status", "due_at"], name="referral_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ReferralStatus.values), name="referral_status"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=Urgency.values), name="referral_urgency"
            ),
            models.CheckConstraint(
                condition=Q(time_critical_health=False) | Q(urgency=Urgency.HIGH),
                name="referral_health_today_is_high",
            ),
            models.CheckConstraint(condition=Q(age_band__in=AgeBand.values), name="referral_age"),
            models.CheckConstraint(
                condition=Q(override_cosigned_at=None, override_cosigned_by=None)
                | Q(override_cosigned_at__isnull=False, override_cosigned_by__isnull=False),
                name="referral_cosigned",
            ),
            models.CheckConstraint(
                condition=Q(override_cosigned_by=None)
                | Q(override_by__isnull=False) & ~Q(override_cosigned_by=F("override_by")),
                name="referral_two_people",
            ),
            models.CheckConstraint(
                condition=Q(override_reason="") | Q(override_by__isnull=False),
                name="referral_override_signed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ReferralStatus.DRAFT, ReferralStatus.REVOKED])
                | Q(
                    first_sent_at__isnull=False,
                    acknowledge_by_at__isnull=False,
                    act_by_at__isnull=False,
                ),
                name="referral_clock_runs",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at=None, handed_over_by=None, handed_over_as="")
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
                name="referral_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReferralStatus.CLOSED) | ~Q(outcome=""),
                name="referral_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReferralStatus.REVOKED)
                | Q(summary="", child_wishes="", withhold_from="", override_reason="")
                & Q(safety_step="", safe_contact_method="", accused_reason=""),
                name="referral_revoked_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("referrals:referral_show", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.status in ENDED

    @property
    def is_draft(self) -> bool:
        return self.status == ReferralStatus.DRAFT

    def is_with(self, service: Service) -> bool:
        """Was it sent, and last to this service?"""
        return self.first_sent_at is not None and self.service_id == service.pk

    @property
    def tells_the_sender(self) -> bool:
        """May whoever sent it be told in words what came of it?"""
        return Feedback.REFERRER in self.feedback_allowed_to

    @property
    def needs_words(self) -> str:
        """“Health · Someone to talk to”."""
        return " · ".join(str(Service.Kind(kind).label) for kind in self.needs)

    @property
    def missing_consent(self) -> list[str | Promise]:
        """What its organisation's table asks for at this age and nobody has said yet."""
        needed = needed_by(self.organisation)[self.age_band]
        return missing_consent(needed, self.child_assent, self.caregiver_consent)

    @property
    def weight(self) -> str | Promise:
        """What weighs beside the yes and no at this age."""
        return WEIGHT[self.age_band]

    @property
    def is_cosigned(self) -> bool:
        return self.override_cosigned_at is not None

    @property
    def may_leave(self) -> bool:
        """Consent as the age asks for it, or an override that two people signed."""
        return not self.missing_consent or self.is_cosigned

    @property
    def consent_basis(self) -> Basis:
        """Everybody's yes; or, once two people have signed, what they signed for."""
        return (
            Basis(self.override_basis or Basis.BEST_INTERESTS)
            if self.is_cosigned
            else Basis.CONSENT
        )
