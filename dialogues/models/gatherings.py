"""Who takes part when a community decides, and who was to be heard before?"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import LENS_OF, Lens, Round, Subgroup


class Kind(models.TextChoices):
    """The kinds of people who speak where all can read it: children are one of them, and one voice."""

    CHILDREN = "children", _("Children")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    ELDERS = "elders", _("Elders")
    HOME = "home", _("People at home")


def kind_of(voice: str) -> Kind:
    """The kind under which a group of this voice is told of."""
    return Kind.CHILDREN if LENS_OF[voice] == Lens.CHILDREN else Kind(voice)


def told_of(group: Subgroup, *, each_group: bool = False) -> tuple[str, str]:
    """(mark, words) of a group: of children as one voice, unless the reader reads each group."""
    if group.is_child and not each_group:
        return Kind.CHILDREN.value, str(Kind.CHILDREN.label)
    return group.voice, group.label


def in_order(kinds: Any) -> list[Kind]:
    """These kinds, each once, in the order in which the product names them; others are left out."""
    chosen = set(kinds)
    return [kind for kind in Kind if kind in chosen]


def unheard_in(listening: Round) -> models.QuerySet[Subgroup]:
    """Groups to be heard in the round, and not heard, or only in part.

    So is one that takes part and that nobody planned to hear: a plan made smaller hears
    nobody. A group that chose not to take part is not unheard: its choice is respected.
    """
    planned = listening.planned_voices
    missing = Q(pk__in=planned.missing().values("subgroup"))
    unplanned = Q(paused_on=None) & ~Q(pk__in=planned.values("subgroup"))
    return Subgroup.objects.of(listening.community_id).filter(missing | unplanned)


class How(models.TextChoices):
    """How a gathering came to its decision."""

    CONSENSUS = "consensus", _("All came to one mind")
    VOTE = "vote", _("By a vote")
    ELDERS_RATIFY = "elders_ratify", _("The elders confirmed what the groups decided")
    OTHER = "other", _("Another way")


class Gathered(models.Model):
    """By whom something was decided, and when the community wants to look at it again."""

    took_part = models.JSONField(_("who took part"), default=list)  # of Kind
    review_on = models.DateField(_("when we look at it again"), null=True)  # never late

    class Meta:
        abstract = True

    @property
    def by_whom(self) -> list[Kind]:
        return in_order(self.took_part)
