"""How many were heard in a quarter? Kept as dialogues are recorded, so that no page has to count."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from cpfacilitate.lib.records import Row, classes
from participants.models import AgeBand, Channel, Community

from ..counted import Cells, Key
from .rows import Sex


class KeptFiguresQuerySet(models.QuerySet):
    def living(self) -> KeptFiguresQuerySet:
        """Those of dialogues that are still there."""
        return self.filter(gone=False)

    def cells(self) -> Cells:
        """The rows as cells; those of the same key are one."""
        width = len(self.model.KEYED)
        cells: Cells = defaultdict(Counter)
        for row in self.order_by().values_list(*self.model.KEYED, *self.model.COUNTED):
            cells[row[:width]].update(dict(zip(self.model.COUNTED, row[width:], strict=True)))
        return dict(cells)

    def add(self, community: Community, cells: Cells, *, gone: bool = False) -> None:
        """Add to the figures of `community`, cell by cell; two at once both count."""
        if not cells:
            return
        rows = self._locked(community, cells, gone)
        if missing := cells.keys() - rows.keys():
            made = (self._row(community, key, gone) for key in missing)
            self.bulk_create(made, ignore_conflicts=True)
            rows = self._locked(community, cells, gone)
        for key, row in rows.items():
            for name in self.model.COUNTED:
                setattr(row, name, getattr(row, name) + cells[key][name])
        self.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=self.model.COUNTED,
        )

    def _locked(self, community: Community, cells: Cells, gone: bool) -> dict[Key, KeptFigures]:
        """The rows of these cells; nobody else changes them until the transaction ends."""
        found = self.filter(community=community, gone=gone).filter(self._any_of(cells))
        rows = found.select_for_update().order_by("pk")
        return {tuple(getattr(row, name) for name in self.model.KEYED): row for row in rows}

    def _row(self, community: Community, key: Key, gone: bool) -> models.Model:
        at = dict(zip(self.model.KEYED, key, strict=True))
        return self.model(community=community, gone=gone, **at)

    def _at(self, key: Key) -> Q:
        return Q(**dict(zip(self.model.KEYED, key, strict=True)))

    def _any_of(self, cells: Cells) -> Q:
        return reduce(or_, map(self._at, cells))


class KeptFigures(Row):
    """A row of figures of one community and one quarter.

    Rows that are `gone` count dialogues that were deleted while their numbers were to stay.
    """

    KEYED: tuple[str, ...]
    COUNTED: tuple[str, ...]

    community = models.ForeignKey(Community, models.PROTECT, related_name="+")
    quarter = models.DateField()  # its first day
    gone = models.BooleanField(default=False)

    objects = KeptFiguresQuerySet.as_manager()

    class Meta:
        abstract = True


class PeopleHeard(KeptFigures):
    """People of one sex and age band who took part. A person is counted each time they came.

    `counted` and `difficulty_counted` say how many dialogues gave a number: without one nobody
    counted, which is not 0. Sex and age band are empty for people counted all together.
    """

    KEYED = ("quarter", "sex", "age_band")
    COUNTED = ("people", "counted", "with_difficulty", "difficulty_counted")

    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    people = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    with_difficulty = models.PositiveIntegerField(default=0)
    difficulty_counted = models.PositiveIntegerField(default=0)

    data_classes = classes(
        C="community quarter gone sex age_band people counted with_difficulty difficulty_counted"
    )

    class Meta:
        ordering = ["quarter", "sex", "age_band", "id"]
        indexes = [models.Index(fields=["quarter"], name="people_heard_quarter")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "quarter", "sex", "age_band", "gone"], name="people_heard_once"
            ),
        ]


class SessionsHeld(KeptFigures):
    """Dialogues held in one way, and the households that were visited."""

    KEYED = ("quarter", "channel")
    COUNTED = ("sessions", "households")

    channel = models.CharField(max_length=20, choices=Channel)
    sessions = models.PositiveIntegerField(default=0)
    households = models.PositiveIntegerField(default=0)

    data_classes = classes(C="community quarter gone channel sessions households")

    class Meta:
        ordering = ["quarter", "channel", "id"]
        indexes = [models.Index(fields=["quarter"], name="sessions_held_quarter")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "quarter", "channel", "gone"], name="sessions_held_once"
            ),
        ]


FIGURES: tuple[type[KeptFigures], ...] = (PeopleHeard, SessionsHeld)
