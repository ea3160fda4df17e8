"""Which numbers stay of a community whose records were deleted?"""

from __future__ import annotations

from django.db import models

from cpfacilitate.lib.records import Row, classes
from participants.models import AgeBand, Community

from .rows import Sex


class KeptCount(Row):
    """People of one sex and age band who took part in one quarter. A person is counted each time."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="kept_counts")
    quarter = models.DateField()  # its first day
    sex = models.CharField(max_length=10, choices=Sex)
    age_band = models.CharField(max_length=10, choices=AgeBand)
    people = models.PositiveIntegerField(null=True)  # null: nobody counted
    with_difficulty = models.PositiveIntegerField(null=True)
    sessions = models.PositiveIntegerField(default=0)

    data_classes = classes(C="community quarter sex age_band people with_difficulty sessions")

    class Meta:
        ordering = ["quarter", "sex", "age_band", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "quarter", "sex", "age_band"], name="kept_count_once"
            ),
        ]
