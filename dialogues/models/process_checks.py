"""Was it a good way of listening to children? Asked of each group of them, and of ourselves."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Round, Subgroup
from participants.standing import standing_of


class Felt(models.TextChoices):
    """Three steps, as three faces with a word each."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("A bit")
    NO = "no", _("No")


# The nine requirements of GC12, para. 134 (domain.md §3), as a child is asked about each.
REQUIREMENTS = {
    "transparent": _("Did you know what it was for, and what comes after?"),
    "voluntary": _("Could you say no and leave?"),
    "respectful": _("Did the grown-ups listen to you well?"),
    "relevant": _("Was it about things that matter to you?"),
    "child_friendly": _("Was it easy to take part, in place, time and way?"),
    "inclusive": _("Could every child come who wanted to?"),
    "supported": _("Did the grown-ups know how to do it with children?"),
    "safe": _("Did you feel safe, then and afterwards?"),
    "accountable": _("Were you told what became of what you said?"),
}


def _answer() -> models.CharField:
    return models.CharField(max_length=10, choices=Felt, blank=True)  # blank: not answered


class ProcessCheckQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Facilitator and mentor; nobody else."""
        standing = standing_of(user)
        return self.filter(
            standing.communities(Permission.VIEW_SESSION, prefix="round__community__")
        )

    def for_page(self) -> Self:
        """The children's groups in their order, our own answers last."""
        found = self.select_related(
            "round__community__cluster", "round__community__agreement", "subgroup", "created_by"
        )
        return found.order_by(models.F("subgroup__position").asc(nulls_last=True), "pk")

    def of(self, listening: Round, subgroup: Subgroup | None) -> Self:
        """What one group answered on a round, or we ourselves: one, or none."""
        return self.filter(round=listening, subgroup=subgroup)


class ProcessCheck(Record):
    """The answers of one group of children as a group, or our own. Never added up, never a child's."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="process_checks")
    subgroup = models.ForeignKey(
        Subgroup, models.PROTECT, null=True, related_name="+", verbose_name=_("group")
    )  # null: the facilitator's own answers
    answered_on = models.DateField(_("day"))
    transparent = _answer()
    voluntary = _answer()
    respectful = _answer()
    relevant = _answer()
    child_friendly = _answer()
    inclusive = _answer()
    supported = _answer()
    safe = _answer()
    accountable = _answer()
    note = models.TextField(_("what they said of it"), max_length=2000, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        C=f"round subgroup answered_on {' '.join(REQUIREMENTS)} note identifier_reason"
    )
    objects = ProcessCheckQuerySet.as_manager()

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "subgroup"], name="process_check_once"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(subgroup=None), name="process_check_own_once"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", "yes", "partly", "no"]}),
                    name=f"process_check_{name}",
                )
                for name in (
                    "transparent", "voluntary", "respectful", "relevant", "child_friendly",
                    "inclusive", "supported", "safe", "accountable",
                )
            ),
        ]  # fmt: skip

    @property
    def community(self) -> Community:
        return self.round.community

    def get_absolute_url(self) -> str:
        return reverse("dialogues:process_check_show", args=[self.round_id])
