"""Of which step does an answer to a plan speak, and at which meeting was it told to who wrote it down?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import classes


class AnswerGiven(models.Model):
    """What belongs to an answer besides the answer and its words."""

    about = models.ForeignKey(
        "dialogues.Action",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which step"),
    )
    told_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    told_at = models.CharField(_("at which meeting"), max_length=120, blank=True)

    data_classes = classes(B="about told_on told_at")

    class Meta:
        abstract = True


# Who answers by themselves names no meeting; a day without a meeting, or the other way, says nothing.
ANSWER_GIVEN = [
    models.CheckConstraint(
        condition=Q(told_on=None, told_at="")
        | Q(told_on__isnull=False, channel="as_told") & ~Q(told_at=""),
        name="plan_review_told",
    ),
    models.CheckConstraint(condition=Q(about=None) | Q(answer="change"), name="plan_review_about"),
]
