"""Which referrals does this person see, which wait for them, and in which order?"""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.standing import standing_of

from ..clocks import backup_span
from ..states import ENDED, WITH_SERVICE, ReferralStatus
from .choices import Safety, Urgency

_URGENCY_RANK = Case(
    When(urgency=Urgency.HIGH, then=Value(0)),
    When(urgency=Urgency.MEDIUM, then=Value(1)),
    default=Value(2),
)


def _sent_by(user: User) -> Q:
    """On the sender's side: who raised it, and the focal points of that organisation."""
    raising = {grant.organisation_id for grant in user.granted(Permission.RAISE_REFERRAL)}
    watching = standing_of(user).organisations(Permission.WATCH_REFERRAL)
    own = Q(created_by=user, organisation__in=raising)
    if not watching:
        return own
    return own | Q(organisation__in=watching) & ~Q(pk__in=withheld_from(user))


def withheld_from(user: User) -> models.QuerySet:
    """Those that something told in confidence led to which `user` may not know of.

    With all that came before and after where a service passed the child on.
    """
    concerns = apps.get_model("referrals", "Concern").objects.withheld_from(user)
    led_to = concerns.filter(referral__isnull=False)
    begun = led_to.values(begun=Coalesce("referral__begun_by", "referral"))
    referrals = apps.get_model("referrals", "Referral")._base_manager
    return referrals.filter(Q(pk__in=begun) | Q(begun_by__in=begun)).values("pk")


def _received_by(user: User) -> Q:
    """With a service whose referrals `user` receives; never a draft."""
    services = standing_of(user).services(Permission.RECEIVE_REFERRAL)
    return Q(service__in=services, first_sent_at__isnull=False)


def _climbed(rung: str, *deadlines: str) -> models.QuerySet:
    """The rows of a rung at the service a referral is with."""
    steps = apps.get_model("referrals", "OverdueStep")._base_manager
    of_this = steps.filter(referral=OuterRef("pk"), service=OuterRef("service"), rung=rung)
    return of_this.filter(deadline__in=deadlines) if deadlines else of_this


def _backup_asked() -> Q:
    """Something is unmet, its backup contact was asked for, and not phoned since."""
    calls = apps.get_model("referrals", "BackupCall")._base_manager
    phoned = calls.filter(
        referral=OuterRef("referral"), service=OuterRef("service"), at__gte=OuterRef("at")
    )
    asked = _climbed("backup").exclude(Exists(phoned))
    unanswered = Q(Exists(asked.filter(deadline="answer")), acknowledged_at=None)
    late_to_act = Q(Exists(asked.filter(deadline="act")))
    return Q(status__in=WITH_SERVICE, acted_at=None) & (unanswered | late_to_act)


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReferralQuerySet:
        """The referrer's own, all of a focal point's organisation, what was sent to one's service."""
        return self.filter(_sent_by(user) | _received_by(user))

    def sent_by(self, user: User) -> ReferralQuerySet:
        """Those on whose sender's side `user` is."""
        return self.filter(_sent_by(user))

    def watched_by(self, user: User) -> ReferralQuerySet:
        """All of a focal point's organisation, but what they may not know of."""
        organisations = standing_of(user).organisations(Permission.WATCH_REFERRAL)
        return self.filter(organisation__in=organisations).exclude(pk__in=withheld_from(user))

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

    def to_climb(self, deadline: str, now: datetime) -> ReferralQuerySet:
        """Late for `answer` or `act`, with somebody still to be told at the service it is with."""
        late = {
            "answer": Q(acknowledged_at=None, acknowledge_by_at__lte=now),
            "act": Q(act_by_at__lte=now),
        }[deadline]
        asked = _climbed("backup", deadline)
        waited = Q(pk__in=[])
        for urgency in Urgency.values:
            asked_by = now - backup_span(urgency)
            waited |= Q(Exists(asked.filter(at__lte=asked_by)), urgency=urgency)
        return (
            self.open()
            .filter(late, acted_at=None)
            .filter(~Exists(asked) | waited)
            .exclude(Exists(_climbed("focal_point", deadline)))
        )

    def with_backup_asked(self) -> ReferralQuerySet:
        """Says of each whether its backup contact is to be phoned now, and nobody has done it yet."""
        return self.annotate(backup_asked=_backup_asked())

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
            .filter(_sent_by(user))
        )

    def needs(self, user: User, now: datetime) -> ReferralQuerySet:
        """What this person should do something about today, for their first page."""
        watched = Q(organisation__in=standing_of(user).organisations(Permission.WATCH_REFERRAL))
        watched &= _sent_by(user)
        declined = Q(status=ReferralStatus.DECLINED)
        signed = Q(status=ReferralStatus.DRAFT, override_cosigned_at__isnull=False)
        signer = Q(pk__in=self.model.objects.waiting_for_cosignature(user).values("pk"))
        return self.open().filter(
            _sent_by(user) & Q(created_by=user) & (Q(status=ReferralStatus.DRAFT) | declined)
            | _sent_by(user) & Q(created_by=user) & _backup_asked()
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
            self.select_related("service", "cluster", "organisation__consent_rules", "created_by")
            .prefetch_related("service__contacts")
            .annotate(urgency_rank=_URGENCY_RANK)
            .order_by(F("due_at").asc(nulls_last=True), "urgency_rank", "pk")
        )

    def after(self, referral: models.Model) -> ReferralQuerySet:
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

    def ended_before(self, referral: models.Model) -> ReferralQuerySet:
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
        return self.with_backup_asked().annotate(declines=declined)

    def for_page(self) -> ReferralQuerySet:
        people = ("created_by", "override_by", "override_cosigned_by")
        around = ("service__organisation", "cluster", "organisation__consent_rules")
        found = self.select_related(*people, *around, "continues", "continued_by", "identity")
        return found.with_backup_asked().prefetch_related("service__phones")
