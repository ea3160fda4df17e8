"""How are the people of a dialogue counted? In a grid of sexes and ages, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm
from participants.models import AgeBand, Subgroup, Voice

from ..arithmetic import summed, who
from ..models import DialogueSession, Sex

# What is said of a number beyond its bounds.
BOUNDS = {
    "min_value": _("Not less than %(limit_value)d."),
    "max_value": _("At most %(limit_value)d."),
}


def number(label: Any, help_text: Any = "", *, initial: int | None = None) -> forms.IntegerField:
    """A number of people or households; empty where nobody counted."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        initial=initial,
        required=False,
        min_value=0,
        max_value=999,
        error_messages=BOUNDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class HeadCountForm(PersonForm):
    """A grid of counts: nothing written is “nobody counted”, 0 is “nobody was there”."""

    keeps, label, step = "head_counts", _("How many came"), "s3"
    prefixes = ("people-", "hard-")

    def __init__(self, *args: Any, session: DialogueSession, **kwargs: Any):
        self.expected = expected_cells(session.subgroup)
        counted = {(row.sex, row.age_band): row for row in session.head_counts.all()}
        super().__init__(*args, **kwargs)
        del self.fields["owner"]
        for sex, band in _cells():
            row = counted.get((sex, band))
            for name, value in (
                ("people", row and row.people),
                ("hard", row and row.with_difficulty),
            ):
                self.fields[f"{name}-{sex}-{band}"] = number(who(sex, band), initial=value)

    @staticmethod
    def in_words(rows: list[dict[str, Any]]) -> str:
        return count_lines(rows)

    def kept(self) -> list[dict[str, Any]]:
        """The cells in which something was counted."""
        rows = []
        for sex, band in _cells():
            people, hard = (
                self.cleaned_data.get(f"{name}-{sex}-{band}") for name in ("people", "hard")
            )
            if people is not None or hard is not None:
                rows.append(
                    {"sex": sex, "age_band": band, "people": people, "with_difficulty": hard}
                )
        return rows

    def bands(self) -> list[dict[str, Any]]:
        """The grid as it is shown: ages down, sexes across, the sums beside and below."""
        return [self._band(band) for band in AgeBand if self._opens(band)]

    def more_bands(self) -> list[dict[str, Any]]:
        """The ages that nobody expects in this group, and of which nobody was counted."""
        return [self._band(band) for band in AgeBand if not self._opens(band)]

    def sums(self) -> dict[str, Any]:
        """Below the grid: each sex, and everybody."""
        columns = [("people-", "hard-"), *((f"people-{sex}-", f"hard-{sex}-") for sex in Sex)]
        return {
            name: [{"of": column[at], "sum": self._sum(column[at])} for column in columns]
            for at, name in enumerate(("people", "hard"))
        }

    def _opens(self, band: AgeBand) -> bool:
        names = (f"{name}-{sex}-{band}" for name in ("people", "hard") for sex in Sex)
        return band in self.expected or any(self[name].value() not in (None, "") for name in names)

    def _band(self, band: AgeBand) -> dict[str, Any]:
        cells = [
            {"people": self[f"people-{sex}-{band}"], "hard": self[f"hard-{sex}-{band}"]}
            for sex in Sex
        ]
        return {
            "key": band.value,
            "label": band.label,
            "cells": cells,
            "sum": self._sum("people-", band),
        }

    def _sum(self, begins: str, ends: str = "") -> int | None:
        """The fields whose names begin and end so, added up as they stand in the page."""
        names = (name for name in self.fields if name.startswith(begins) and name.endswith(ends))
        values = (str(self[name].value()).strip() for name in names)
        return summed(int(value) for value in values if value.isdecimal() and len(value) < 10)


# Age band → the youngest and the oldest in it.
_AGES = {
    AgeBand.UNDER_10: (0, 9), AgeBand.FROM_10: (10, 13), AgeBand.FROM_14: (14, 17),
    AgeBand.FROM_18: (18, 24), AgeBand.FROM_25: (25, 59), AgeBand.FROM_60: (60, 200),
}  # fmt: skip
# Where a group says nothing of its ages.
_USUAL = {
    Voice.GIRLS: {AgeBand.FROM_10, AgeBand.FROM_14},
    Voice.BOYS: {AgeBand.FROM_10, AgeBand.FROM_14},
    Voice.WOMEN: {AgeBand.FROM_18, AgeBand.FROM_25},
    Voice.MEN: {AgeBand.FROM_18, AgeBand.FROM_25},
    Voice.ELDERS: {AgeBand.FROM_60},
    Voice.HOME: {AgeBand.FROM_10, AgeBand.FROM_25},
}


def expected_cells(subgroup: Subgroup) -> set[str]:
    """The age bands one looks for first in this group."""
    if subgroup.age_from is None and subgroup.age_to is None:
        return _USUAL[Voice(subgroup.voice)]
    youngest = subgroup.age_from or 0
    oldest = 200 if subgroup.age_to is None else subgroup.age_to
    return {band for band, (low, high) in _AGES.items() if youngest <= high and low <= oldest}


def _cells() -> Iterator[tuple[str, str]]:
    return ((sex, band) for band in AgeBand.values for sex in Sex.values)


def count_lines(rows: list[dict[str, Any]]) -> str:
    """Counts as lines, in the order of the form."""
    bands = dict(AgeBand.choices)
    order = list(_cells())
    placed = sorted(rows, key=lambda row: order.index((row["sex"], row["age_band"])))
    return "\n".join(
        f"{who(row['sex'], row['age_band'])} {bands[row['age_band']]}: {_or_dash(row, 'people')}"
        f" / {_or_dash(row, 'with_difficulty')}"
        for row in placed
    )


def _or_dash(row: dict[str, Any], name: str) -> str:
    return "–" if row[name] is None else str(row[name])
