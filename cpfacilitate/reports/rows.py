"""What will happen with each row of a list of communities, as things stand now?

Reads and says; nothing is written here. Asked for the preview, and again when it is brought in.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from participants.forms.communities import main_language, place_code, place_name
from participants.models import Cluster, Community, fold

COLUMNS = ("cluster", "district", "name", "language", "place_code")
NEEDED = ("cluster", "name", "language")
# A cluster that is there, by its key; one that the file brings, by its folded name and district.
ClusterKey = uuid.UUID | tuple[str, str]


class Fate(TextChoices):
    PROBLEM = "problem", _("Needs you")
    NEW_CLUSTER = "new_cluster", _("New, with its cluster")
    NEW = "new", _("New")
    THERE = "there", _("There already")


class RowForm(forms.Form):
    """A row as the form of one community would take it; its words explain the columns."""

    cluster = place_name(
        _("Cluster"), help_text=_("Villages counted together. One that is not there yet is made.")
    )
    district = place_name(
        _("District"),
        required=False,
        help_text=_("Where the cluster lies. Empty only where it is there already."),
    )
    name = place_name(_("Name"), help_text=_("What the community is called."))
    language = main_language()
    place_code = place_code()


@dataclass
class Row:
    """A row of the file: what stands in it, and what will come of it."""

    number: int
    said: Mapping[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)  # (name of the column, sentence)
    cluster: ClusterKey | None = None
    there: str = ""  # the name of the community that it is already

    @property
    def fate(self) -> Fate:
        if self.problems:
            return Fate.PROBLEM
        if self.there:
            return Fate.THERE
        return Fate.NEW_CLUSTER if isinstance(self.cluster, tuple) else Fate.NEW

    @property
    def district(self) -> str:
        """In which district the cluster lies that this row brings."""
        return self.said["district"]

    @property
    def beside_its_name(self) -> list[str]:
        """What else the row says."""
        return [self.said[column] for column in COLUMNS if column != "name" and self.said[column]]

    def wrong(self, column: str, sentence: str) -> None:
        self.problems.append((str(RowForm.base_fields[column].label), sentence))


@dataclass(frozen=True)
class Outlook:
    """Every row with its fate, those that need somebody first."""

    rows: list[Row]

    def with_fate(self, *fates: Fate) -> list[Row]:
        return [row for row in self.rows if row.fate in fates]

    @property
    def problems(self) -> list[Row]:
        return self.with_fate(Fate.PROBLEM)

    @property
    def new(self) -> list[Row]:
        return self.with_fate(Fate.NEW_CLUSTER, Fate.NEW)

    @property
    def new_clusters(self) -> dict[ClusterKey, Row]:
        """The clusters to be made, each with the first row that names it."""
        rows = reversed(self.with_fate(Fate.NEW_CLUSTER))
        return {row.cluster: row for row in rows if row.cluster is not None}

    @property
    def there(self) -> list[Row]:
        return self.with_fate(Fate.THERE)

    def in_order(self) -> list[Row]:
        """The problems, what comes new, what is there; each as the file has them."""
        order = list(Fate)
        return sorted(self.rows, key=lambda row: (order.index(row.fate), row.number))


def outlook(organisation: Organisation, rows: Iterable[Mapping[str, Any]]) -> Outlook:
    """What would come of these rows in this organisation, now."""
    read = [_read(row) for row in rows]
    clusters = _Clusters(organisation, read)
    places = _Places(organisation)
    for row in read:
        if not row.problems:
            clusters.find(row)
        if not row.problems:
            places.find(row)
    return Outlook(read)


def _read(stored: Mapping[str, Any]) -> Row:
    """A row by itself: is each of its fields what it should be?"""
    cells = {column: stored.get(column, "") for column in COLUMNS}
    form = RowForm(cells)
    row = Row(stored["row"], cells if not form.is_valid() else form.cleaned_data)
    for column, sentences in form.errors.items():
        for sentence in sentences:
            row.wrong(column, str(sentence))
    return row


class _Clusters:
    """The clusters that are there and those that the file brings, by folded name and district."""

    def __init__(self, organisation: Organisation, rows: list[Row]):
        self.known: dict[str, dict[str, ClusterKey]] = defaultdict(dict)
        for row in rows:
            if row.district and not row.problems:
                name, district = fold(row.said["cluster"]), fold(row.district)
                self.known[name][district] = (name, district)
        here = Cluster.objects.filter(organisation=organisation).order_by("-pk")
        for key, name, district in here.values_list("pk", "name", "district"):
            self.known[fold(name)][fold(district)] = key

    def find(self, row: Row) -> None:
        """The cluster of a row; without a district, the only one of that name."""
        named = self.known[fold(row.said["cluster"])]
        if row.district:
            row.cluster = named[fold(row.district)]
        elif len(named) == 1:
            row.cluster = next(iter(named.values()))
        elif named:
            row.wrong("district", gettext("There are several clusters of this name. Say which."))
        else:
            row.wrong("district", gettext("Say in which district this new cluster lies."))


class _Places:
    """The communities that are there, and the rows that were read before."""

    def __init__(self, organisation: Organisation):
        self.names: dict[uuid.UUID, str] = {}
        self.by_name: dict[tuple[ClusterKey | None, str], set[uuid.UUID]] = defaultdict(set)
        self.by_code: dict[str, set[uuid.UUID]] = defaultdict(set)
        self.rows_by_name: dict[tuple[ClusterKey | None, str], int] = {}
        self.rows_by_code: dict[str, int] = {}
        here = Community.objects.filter(cluster__organisation=organisation).order_by("pk")
        for key, cluster, name, code in here.values_list("pk", "cluster", "name", "place_code"):
            self.names[key] = name
            self.by_name[cluster, fold(name)].add(key)
            if code:
                self.by_code[code].add(key)

    def find(self, row: Row) -> None:
        """Is it there already, or does another row bring it?"""
        name, code = (row.cluster, fold(row.said["name"])), row.said["place_code"]
        named, coded = self.by_name.get(name, set()), self.by_code.get(code, set())
        if named and coded and not named & coded:
            other = self.names[min(coded)]
            row.wrong("place_code", gettext("This is the code of %(name)s.") % {"name": other})
        elif named or coded:
            row.there = self.names[min(named & coded or named or coded)]
        else:
            self._note(row, name, code)

    def _note(self, row: Row, name: tuple[ClusterKey | None, str], code: str) -> None:
        """A new community; the same one twice in a file is for a person to look at."""
        same = gettext("The same as in row %(number)s.")
        if name in self.rows_by_name:
            row.wrong("name", same % {"number": self.rows_by_name[name]})
        if code and code in self.rows_by_code:
            row.wrong("place_code", same % {"number": self.rows_by_code[code]})
        self.rows_by_name.setdefault(name, row.number)
        self.rows_by_code.setdefault(code, row.number)
