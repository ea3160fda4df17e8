"""How far is it the community's own? As its people see it, beside how they saw it before."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Subgroup
from participants.standing import standing_of


class Owned(models.TextChoices):
    """Three steps, as a whole, a half and an empty round. They are never made into a number."""

    OURS = "ours", _("Yes")
    PARTLY = "partly", _("In part")
    NOT_YET = "not_yet", _("Not yet")


# What makes work a community's own (domain.md §1.1), as people ask it of themselves: the question,
# and what the three steps mean for it. Never weighed, never added up.
QUESTIONS: dict[str, tuple[str | Promise, tuple[str | Promise, ...]]] = {
    "calls": (
        _("Who calls the meetings?"),
        (_("We do"), _("We and the organisation"), _("The organisation")),
    ),
    "decides": (
        _("Who decides?"),
        (_("We all, together"), _("A few of us"), _("The organisation, or one person")),
    ),
    "paper": (
        _("Who holds the papers of what was decided?"),
        (_("We do"), _("We and the organisation"), _("The organisation")),
    ),
    "resources": (
        _("Whose work, things and money is it done with?"),
        (_("Our own"), _("Half and half"), _("Those of others")),
    ),
    "goes_on": (
        _("Would it go on if the organisation left?"),
        (_("Yes, all of it"), _("Some of it"), _("No, not now")),
    ),
    "children": (
        _("Do children take part, and are they answered?"),
        (_("Yes, they act and are answered"), _("They are heard"), _("Not yet")),
    ),
    "poorest": (
        _("Do the poorest take part, and those who cannot come easily?"),
        (_("Yes"), _("Some of them"), _("Not yet")),
    ),
    "quarrels": (
        _("When we quarrel, do we settle it so that all find it fair?"),
        (_("Yes, ourselves"), _("Sometimes, or with help"), _("Not yet")),
    ),
}


def _answer() -> models.CharField:
    return models.CharField(max_length=10, choices=Owned, blank=True)  # blank: left out


class OwnershipReviewQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Facilitator, mentor and committee of that community: it is in no figure for others."""
        reach = standing_of(user).communities(Permission.VIEW_FINDINGS, prefix="community__")
        return self.filter(reach)

    def for_page(self) -> Self:
        """All together first, then by group; of each the newest first."""
        found = self.select_related("community__cluster", "community__agreement", "subgroup")
        together_first = models.F("subgroup__position").asc(nulls_first=True)
        return found.order_by(together_first, "subgroup_id", "-answered_on", "-created_at", "pk")

    def on(self, community: Community, subgroup: Subgroup | None, day: models.DateField) -> Self:
        """What was answered together, or by one group, on a day: once, or not."""
        return self.filter(community=community, subgroup=subgroup, answered_on=day)


class OwnershipReview(Record):
    """What people answered on a day, all together or one group as a group."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="ownership_reviews")
    subgroup = models.ForeignKey(
        Subgroup, models.PROTECT, null=True, related_name="+", verbose_name=_("who answers")
    )  # null: all together
    answered_on = models.DateField(_("day"))
    calls = _answer()
    decides = _answer()
    paper = _answer()
    resources = _answer()
    goes_on = _answer()
    children = _answer()
    poorest = _answer()
    quarrels = _answer()
    note = models.TextField(_("what was said of it"), max_length=2000, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B=f"community subgroup answered_on {' '.join(QUESTIONS)} note", C="identifier_reason"
    )
    objects = OwnershipReviewQuerySet.as_manager()

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "subgroup", "answered_on"], name="ownership_once"
            ),
            models.UniqueConstraint(
                fields=["community", "answered_on"],
                condition=Q(subgroup=None),
                name="ownership_together_once",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", "ours", "partly", "not_yet"]}),
                    name=f"ownership_{name}",
                )
                for name in (
                    "calls", "decides", "paper", "resources", "goes_on", "children", "poorest",
                    "quarrels",
                )
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("dialogues:ownership_review_list", args=[self.community_id])
