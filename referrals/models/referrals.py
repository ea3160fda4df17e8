"""What does a service need to know to help one child, and where does that stand?

A slip, never a file: no narrative, no accused person, no village, nothing that says who it is. It
points to a cluster and a service and to nothing of any dialogue (product rule 14).
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.models import Cluster, Service
from participants.standing import standing_of

from ..codes import referral_code
from ..consent import AgeBand, Assent, CaregiverConsent, missing_consent
from ..states import ENDED, WITH_SERVICE, ReferralStatus


class Urgency(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Category(models.TextChoices):
    """Broad on purpose: what kind of help to think of, not what happened."""

    HURT = "hurt", _("Hurt, or afraid of being hurt")
    CARE = "care", _("Nobody to care well for the child")
    WORK = "work", _("Heavy or dangerous work")
    SCHOOL = "school", _("Out of school")
    MARRIAGE = "marriage", _("Early marriage or pregnancy")
    HEALTH = "health", _("Health or disability")
    PAPERS = "papers", _("Birth registration and papers")
    OTHER = "other", _("Something else")


class Sex(models.TextChoices):
    GIRL = "girl", _("Girl")
    BOY = "boy", _("Boy")
    OTHER = "other", _("Other, or not said")


class Safety(models.TextChoices):
    SAFE = "safe", _("Safe for now")
    NOT_SAFE = "not_safe", _("Not safe now")
    UNKNOWN = "unknown", _("We do not know")


class IdentityMode(models.TextChoices):
    ON_PAPER = "on_paper", _("On paper, with the code; nothing here")
    PHONE_ONLY = "phone_only", _("Told by phone only; nothing here")
    ENCRYPTED = "encrypted", _("Sealed here, apart from this referral")


class SentVia(models.TextChoices):
    APP = "app", _("Here")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")


class Outcome(models.TextChoices):
    MET = "met", _("The child has what was needed")
    PARTLY = "partly", _("Partly")
    CHILD_DECLINED = "child_declined", _("The child did not want it")
    MOVED = "moved", _("The family moved")
    TRANSFERRED = "transferred", _("Somebody accompanies the child further")
    UNAVAILABLE = "unavailable", _("The service was not available")
    NOT_REACHED = "not_reached", _("The child could not be reached")
    OTHER = "other", _("Something else")


_URGENCY_RANK = Case(
    When(urgency=Urgency.HIGH, then=Value(0)),
    When(urgency=Urgency.MEDIUM, then=Value(1)),
    default=Value(2),
)


def _sent_by(user: User) -> Q:
    """On the sender's side: who raised it, and the focal points of that organisation."""
    raising = {grant.organisation_id for grant in user.granted(Permission.RAISE_REFERRAL)}
    watching = standing_of(user).organisations(Permission.WATCH_REFERRAL)
    return Q(created_by=user, organisation__in=raising) | Q(organisation__in=watching)


def _received_by(user: User) -> Q:
    """With a service whose referrals `user` receives; never a draft."""
    services = standing_of(user).services(Permission.RECEIVE_REFERRAL)
    return Q(service__in=services, first_sent_at__isnull=False)


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReferralQuerySet:
        """The referrer's own, all of a focal point's organisation, what was sent to one's service."""
        return self.filter(_sent_by(user) | _received_by(user))

    def sent_by(self, user: User) -> ReferralQuerySet:
        """Those on whose sender's side `user` is."""
        return self.filter(_sent_by(user))

    def open_for(self, user: User) -> ReferralQuerySet:
        """What is still to be done: a service is done with what it declined, its sender is not."""
        with_service = Q(status__in=WITH_SERVICE)
        return self.open().filter(_sent_by(user) | _received_by(user) & with_service)

    def over_for(self, user: User) -> ReferralQuerySet:
        declined = Q(status=ReferralStatus.DECLINED)
        return self.filter(
            _sent_by(user) & Q(status__in=ENDED)
            | _received_by(user) & (Q(status__in=ENDED) | declined)
        )

    def open(self) -> ReferralQuerySet:
        return self.exclude(status__in=ENDED)

    def overdue(self, now: datetime) -> ReferralQuerySet:
        """Something was due and has not happened."""
        return self.open().filter(due_at__lte=now)

    def missed(self, deadline: str, now: datetime) -> ReferralQuerySet:
        """Late for `answer` or `act`, and nobody has been told of it yet."""
        late = {
            "answer": Q(acknowledged_at=None, acknowledge_by_at__lte=now),
            "act": Q(act_by_at__lte=now),
        }[deadline]
        told = Q(missed_deadlines__deadline=deadline)
        return self.open().filter(late, acted_at=None).exclude(told)

    def waiting_for_answer(self) -> ReferralQuerySet:
        return self.filter(status=ReferralStatus.SENT)

    def tally(self, now: datetime, tonight: datetime) -> dict[str, int]:
        """How many are late, must be answered before `tonight`, or wait for an answer after it."""
        waiting = Q(status=ReferralStatus.SENT, due_at__gt=now)
        return self.aggregate(
            late=Count("pk", filter=Q(due_at__lte=now)),
            today=Count("pk", filter=waiting & Q(due_at__lt=tonight)),
            later=Count("pk", filter=waiting & Q(due_at__gte=tonight)),
        )

    def waiting_for_cosignature(self, user: User) -> ReferralQuerySet:
        """Overrides that `user` may sign as the second person."""
        organisations = standing_of(user).organisations(Permission.COSIGN_REFERRAL)
        return (
            self.filter(status=ReferralStatus.DRAFT, organisation__in=organisations)
            .filter(override_by__isnull=False, override_cosigned_by=None)
            .exclude(override_by=user)
        )

    def needs(self, user: User, now: datetime) -> ReferralQuerySet:
        """What this person should do something about today, for their first page."""
        watched = Q(organisation__in=standing_of(user).organisations(Permission.WATCH_REFERRAL))
        declined = Q(status=ReferralStatus.DECLINED)
        signed = Q(status=ReferralStatus.DRAFT, override_cosigned_at__isnull=False)
        signer = Q(pk__in=Referral.objects.waiting_for_cosignature(user).values("pk"))
        return self.open().filter(
            _sent_by(user) & Q(created_by=user) & (Q(status=ReferralStatus.DRAFT) | declined)
            | _received_by(user) & Q(status__in=WITH_SERVICE)
            | watched & (Q(due_at__lte=now) | declined | signed)
            | signer
        )

    def pressing_drafts_first(self) -> ReferralQuerySet:
        """The queue, but for a draft that cannot wait: it has no clock, since nobody has it yet."""
        cannot_wait = Q(urgency=Urgency.HIGH) | Q(immediate_safety=Safety.NOT_SAFE)
        first = Case(
            When(Q(status=ReferralStatus.DRAFT) & cannot_wait, then=Value(0)), default=Value(1)
        )
        return self.queue().order_by(first, *self.queue().query.order_by)

    def queue(self) -> ReferralQuerySet:
        """Most overdue first, then most urgent; what has no time to keep comes last."""
        return (
            self.select_related("service", "cluster", "organisation", "created_by")
            .annotate(urgency_rank=_URGENCY_RANK)
            .order_by(F("due_at").asc(nulls_last=True), "urgency_rank", "pk")
        )

    def after(self, referral: Referral) -> ReferralQuerySet:
        """The part of the queue that follows `referral`, itself taken from a queue."""
        rank = referral.urgency_rank
        same = Q(urgency_rank__gt=rank) | Q(urgency_rank=rank, pk__gt=referral.pk)
        if referral.due_at is None:
            return self.filter(Q(due_at=None) & same)
        return self.filter(
            Q(due_at__gt=referral.due_at) | (Q(due_at=referral.due_at) & same) | Q(due_at=None)
        )

    def ended(self) -> ReferralQuerySet:
        """What is over, the latest first."""
        return self.select_related("service", "cluster").order_by("-status_at", "-pk")

    def ended_before(self, referral: Referral) -> ReferralQuerySet:
        """The part of `ended` that follows `referral`."""
        moment = referral.status_at
        return self.filter(Q(status_at__lt=moment) | Q(status_at=moment, pk__lt=referral.pk))

    def answered(self, user: User, *, since: datetime) -> ReferralQuerySet:
        """What `user` raised and a service has closed since then: what came of it, the latest first."""
        closed = Q(created_by=user, status=ReferralStatus.CLOSED, status_at__gte=since)
        return self.filter(_sent_by(user) & closed).ended()

    def with_declines(self) -> ReferralQuerySet:
        """Says of each how often a service declined it."""
        declined = Count("events", filter=Q(events__to=ReferralStatus.DECLINED))
        return self.annotate(declines=declined)

    def for_page(self) -> ReferralQuerySet:
        return (
            self.select_related("service__organisation", "cluster", "organisation", "created_by")
            .select_related("override_by", "override_cosigned_by")
            .prefetch_related("service__phones", "service__contacts")
        )


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )


def _moment() -> models.DateTimeField:
    return models.DateTimeField(null=True, editable=False)


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
    summary = models.TextField(_("in a few words"), max_length=600)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    immediate_safety = models.CharField(
        _("is the child safe now"), max_length=10, choices=Safety, default=Safety.UNKNOWN
    )
    child_wishes = models.TextField(_("what the child wants"), max_length=300, blank=True)
    withhold_from = models.CharField(_("who must not know"), max_length=200, blank=True)
    child_assent = models.CharField(
        _("does the child agree"), max_length=10, choices=Assent, blank=True
    )
    caregiver_consent = models.CharField(
        _("does a caregiver agree"), max_length=10, choices=CaregiverConsent, blank=True
    )
    override_reason = models.TextField(_("why it must go all the same"), max_length=600, blank=True)
    override_by = _person()
    override_cosigned_at = _moment()
    override_cosigned_by = _person()
    identity_mode = models.CharField(
        _("the child’s name"), max_length=20, choices=IdentityMode, default=IdentityMode.ON_PAPER
    )
    sent_via = models.CharField(_("sent"), max_length=20, choices=SentVia, blank=True)
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
        " age_band sex needs summary identifier_reason immediate_safety child_wishes withhold_from"
        " child_assent caregiver_consent override_reason override_by override_cosigned_at"
        " override_cosigned_by identity_mode sent_via status status_at first_sent_at"
        " acknowledge_by_at act_by_at acknowledged_at accepted_at acted_at due_at onward_kind"
        " outcome feedback_to_referrer version created_at created_by"
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
                condition=~Q(status=ReferralStatus.CLOSED) | ~Q(outcome=""),
                name="referral_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReferralStatus.REVOKED)
                | Q(summary="", child_wishes="", withhold_from="", override_reason=""),
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

    @property
    def needs_words(self) -> str:
        """“Health · Someone to talk to”."""
        return " · ".join(str(Service.Kind(kind).label) for kind in self.needs)

    @property
    def missing_consent(self) -> list[str | Promise]:
        return missing_consent(self.age_band, self.child_assent, self.caregiver_consent)

    @property
    def is_cosigned(self) -> bool:
        return self.override_cosigned_at is not None

    @property
    def may_leave(self) -> bool:
        """Consent as the age asks for it, or an override that two people signed."""
        return not self.missing_consent or self.is_cosigned
