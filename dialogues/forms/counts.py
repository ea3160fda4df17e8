"""How are the people of a dialogue counted? In a grid of sexes and ages, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm
from participants.models import AgeBand, Lens, Subgroup

from ..models import DialogueSession, Sex


def number(label: Any, help_text: Any) -> forms.IntegerField:
    """A number of people or households; empty where nobody counted."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=999,
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
                self.fields[f"{name}-{sex}-{band}"] = forms.IntegerField(
                    required=False,
                    min_value=0,
                    max_value=999,
                    initial=value,
                    label=_cell_label(sex, band),
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for sex, band in _cells():
            people, hard = (cleaned.get(f"{name}-{sex}-{band}") for name in ("people", "hard"))
            if people is not None and hard is not None and hard > people:
                self.add_error(
                    f"hard-{sex}-{band}",
                    _("This is more than the %(all)d who came.") % {"all": people},
                )
        return cleaned

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

    def bands(self) -> Iterator[dict[str, Any]]:
        """The grid as it is shown: a band, its cells, and whether it is opened at once."""
        for band in AgeBand:
            cells = [
                {"people": self[f"people-{sex}-{band}"], "hard": self[f"hard-{sex}-{band}"]}
                for sex in Sex
            ]
            counted = any(cell[name].value() not in (None, "") for cell in cells for name in cell)
            yield {
                "label": band.label,
                "cells": cells,
                "open": counted or band in self.expected,
            }


def expected_cells(subgroup: Subgroup) -> set[str]:
    """The age bands one looks for first in this group."""
    if subgroup.age_from is None:
        return {AgeBand.FROM_10, AgeBand.FROM_25} if subgroup.lens == Lens.HOME else set()
    youngest = {
        AgeBand.UNDER_10: 0, AgeBand.FROM_10: 10, AgeBand.FROM_14: 14,
        AgeBand.FROM_18: 18, AgeBand.FROM_25: 25, AgeBand.FROM_60: 60,
    }  # fmt: skip
    oldest = subgroup.age_to or 200
    return {band for band, age in youngest.items() if subgroup.age_from <= age <= oldest}


def _cells() -> Iterator[tuple[str, str]]:
    return ((sex, band) for band in AgeBand.values for sex in Sex.values)


def _cell_label(sex: str, band: str) -> str:
    young = band in (AgeBand.UNDER_10, AgeBand.FROM_10, AgeBand.FROM_14)
    words = {
        (Sex.FEMALE, True): _("Girls"),
        (Sex.FEMALE, False): _("Women"),
        (Sex.MALE, True): _("Boys"),
        (Sex.MALE, False): _("Men"),
    }
    return words.get((Sex(sex), young), Sex.OTHER.label)


def count_lines(rows: list[dict[str, Any]]) -> str:
    """Counts as lines, in the order of the form."""
    bands = dict(AgeBand.choices)
    order = list(_cells())
    placed = sorted(rows, key=lambda row: order.index((row["sex"], row["age_band"])))
    return "\n".join(
        f"{_cell_label(row['sex'], row['age_band'])} {bands[row['age_band']]}: {_or_dash(row, 'people')}"
        f" / {_or_dash(row, 'with_difficulty')}"
        for row in placed
    )


def _or_dash(row: dict[str, Any], name: str) -> str:
    return "–" if row[name] is None else str(row[name])
