"""Which texts of a plan were put before the community, and to which did it agree last?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Row, classes


class PlanEdition(Row):
    """The text of a plan as it was put before the community once."""

    plan = models.ForeignKey("ActionPlan", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    text = models.JSONField()
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    data_classes = classes(B="plan number text", C="sent_at sent_by")

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_edition_once")]


def agreed_text(plan: str = "pk") -> Subquery:
    """The text of a plan the community last agreed to, inside a query; `plan` is the way to its key."""
    decided = PlanEdition.objects.filter(plan=OuterRef(plan), plan__decisions__edition=F("number"))
    return Subquery(decided.order_by("-number").values("text")[:1])


def texts_now() -> dict[str, Subquery]:
    """Of each plan what was agreed last, what was sent last, and what groups answered before that."""
    sent = PlanEdition.objects.filter(plan=OuterRef("pk"))
    standing = Q(plan__reviews__edition=F("number"), plan__reviews__replaced_at=None)
    answered = sent.filter(standing, number__lt=OuterRef("edition")).order_by("-number")
    return {
        "agreed_now": agreed_text(),
        "sent_now": Subquery(sent.filter(number=OuterRef("edition")).values("text")[:1]),
        "answered_now": Subquery(answered.values("text")[:1]),
    }
