"""What did a dialogue record say before, and why was it opened again?"""

from django.db.models import Case, OuterRef, QuerySet, Subquery, TextChoices, When
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import RevisionBase


class WishedBy(TextChoices):
    """A mentor unlocks at somebody's wish, never alone."""

    FACILITATOR = "facilitator", _("Its facilitator")
    GROUP = "group", _("The group, through its facilitator")


class Revision(RevisionBase):
    """An earlier version of a session or a plan; purged with what it belongs to."""


def with_reasons(events: QuerySet) -> QuerySet:
    """A session's history with `because` on each unlocking: `unlocked`, the reason, and `wished_by`."""
    reasons = Revision.objects.filter(
        record_id=OuterRef("record_id"), at__lte=OuterRef("at"), values__has_key="unlocked"
    ).order_by("-at")
    return events.annotate(
        because=Case(When(event="session.unlocked", then=Subquery(reasons.values("values")[:1])))
    )
