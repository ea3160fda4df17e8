"""What would become of each service of a file, as the directory stands now?

Reads and says; nothing is written here. Asked for the preview, and again when it is brought in.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, OrganisationKind
from participants.models import Location, Service, ServiceAtLocation, fold

from .checking import Checked, Trouble, check
from .fitting import see_that_it_fits
from .held import Held, held_services, known_as, rename_places, rows_in_words, settle
from .reading import Entry
from .wanted import Wanted, content, wanted

# Kinds of rows, as the page names them.
ROWS = {
    "locations": _("places"),
    "phones": _("phones"),
    "schedules": _("hours"),
    "contacts": _("people to ask for"),
    "languages": _("languages"),
    "service_areas": _("areas served"),
    "required_documents": _("papers"),
    "cost_options": _("costs"),
}


class Fate(TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    OLDER = "older", _("Older than what is here, left as it is")
    SAME = "same", _("There already, the same")


@dataclass(frozen=True)
class Change:
    """A field of a service before and after."""

    name: str
    label: str
    before: str
    after: str


@dataclass
class Row:
    """A service of the file, and what would come of it."""

    wanted: Wanted
    fate: Fate
    held: Held | None = None
    changes: list[Change] = field(default_factory=list)
    why: str = ""

    @property
    def kinds_changed(self) -> set[str]:
        """The kinds of rows of which something is another."""
        return {change.name for change in self.changes}

    @property
    def name(self) -> str:
        return self.wanted.values["name"]

    @property
    def is_shelter(self) -> bool:
        kind = self.wanted.values.get("kind") or (self.held.service.kind if self.held else "")
        return kind == Service.Kind.SHELTER


@dataclass(frozen=True)
class Outlook:
    """What is wrong with a file; every service in it with its fate."""

    problems: list[Trouble]
    rows: list[Row]
    left_aside: list[str]

    def with_fate(self, *fates: Fate) -> list[Row]:
        return [row for row in self.rows if row.fate in fates]

    @property
    def new(self) -> list[Row]:
        return self.with_fate(Fate.NEW)

    @property
    def changed(self) -> list[Row]:
        return self.with_fate(Fate.CHANGED)

    @property
    def to_do(self) -> int:
        return len(self.new) + len(self.changed)

    def in_order(self) -> list[Row]:
        order = list(Fate)
        return sorted(self.rows, key=lambda row: order.index(row.fate))


def outlook(rows: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> Outlook:
    """What would come of these entries now; `given` are kind and district where the file is silent."""
    checked = check(Entry(**row) for row in rows)
    found = wanted(checked)
    for one in found:
        see_that_it_fits(checked, one)
    known = _Known(checked, found)
    made = [known.find(one, given) for one in found]
    return Outlook(checked.troubles, [row for row in made if row], checked.left_aside)


def without_shelters(entries: list[Entry], given: Mapping[str, str]) -> list[Entry]:
    """What stands in a file but where its shelters are: that is kept nowhere, not for an hour."""
    found = outlook([vars(entry) for entry in entries], given)
    shelters = {str(row.wanted.id) for row in found.rows if row.is_shelter}
    if not shelters:
        return entries
    at = [entry for entry in entries if entry.of == "service_at_location"]
    hidden = {
        _key(entry, "id"): entry.values["service_id"]
        for entry in at
        if _key(entry, "service_id") in shelters
    }
    told = {_key(entry, "location_id") for entry in at if _key(entry, "id") not in hidden}
    places = {_key(entry, "location_id") for entry in at if _key(entry, "id") in hidden} - told
    kept = []
    for entry in entries:
        if _key(entry, _TELLS_WHERE.get(entry.of, "")) in places:
            continue
        if entry.of == "service_at_location" and _key(entry, "id") in hidden:
            continue
        service = hidden.get(_key(entry, "service_at_location_id"))
        values = {"service_id": service} if service else {}
        kept.append(Entry(entry.of, entry.values | values, entry.place))
    return kept


# Object → the field by which it is of a place.
_TELLS_WHERE = {"location": "id", "address": "location_id", "accessibility": "location_id"}


def _key(entry: Entry, name: str) -> str:
    return str(entry.values.get(name, "")).strip().lower()


class _Known:
    """The services and bodies that are here already."""

    def __init__(self, checked: Checked, found: list[Wanted]):
        self.checked = checked
        self.aliases = known_as(one.id for one in found)
        names = {fold(one.values["name"]): None for one in found}
        self.services = held_services(
            {one.id for one in found} | set(self.aliases.values()), set(names)
        )
        self.by_name: dict[tuple[str, str], list[Held]] = {}
        for held in self.services.values():
            self.by_name.setdefault(held.called, []).append(held)
        self.taken: dict[uuid.UUID, str] = {}
        places = {place["id"] for one in found for place in one.rows.get("locations", [])}
        there = ServiceAtLocation.objects.filter(pk__in=places)
        self.places = dict(there.values_list("pk", "service_id"))
        at = {place["location_id"] for one in found for place in one.rows.get("locations", [])}
        hidden = Location.objects.filter(pk__in=at, is_secret=True)
        self.secret = set(hidden.values_list("pk", flat=True))
        bodies = {one.organisation.id for one in found}
        self.not_bodies = set(
            Organisation.objects.filter(pk__in=bodies)
            .exclude(kind=OrganisationKind.FORMAL_SERVICE)
            .values_list("pk", flat=True)
        )

    def find(self, one: Wanted, given: Mapping[str, str]) -> Row | None:
        """Is it new, changed, the same, or older than what is here?"""
        held = self._held(one)
        if held is None:
            return self._new(one, given)
        if held.service.pk in self.taken:
            self.checked.wrong(
                one.place,
                "name",
                gettext("The same service as %(place)s.") % {"place": self.taken[held.service.pk]},
            )
        self.taken[held.service.pk] = one.place
        settle(held, one, self.secret)
        self._free_places(one, held.service.pk)
        why = _older(held, one)
        changes = list(_changes(held, one))
        fate = Fate.SAME if not changes else Fate.OLDER if why else Fate.CHANGED
        return Row(one, fate, held, changes if fate == Fate.CHANGED else [], why)

    def _held(self, one: Wanted) -> Held | None:
        """By the identifier, or by its name and that of the body that runs it."""
        key = self.aliases.get(one.id, one.id)
        if key in self.services:
            return self.services[key]
        called = (fold(one.values["name"]), fold(one.organisation.get("name") or ""))
        named = self.by_name.get(called, [])
        if len(named) > 1:
            self.checked.wrong(
                one.place, "name", gettext("There are several services of this name here.")
            )
        return named[0] if named else None

    def _free_places(self, one: Wanted, service: uuid.UUID) -> None:
        """A place of another service keeps its key; this one gets one of its own."""
        theirs = [
            place["id"]
            for place in one.rows.get("locations", [])
            if self.places.get(place["id"], service) != service
        ]
        rename_places(one, {key: uuid.uuid5(service, str(key)) for key in theirs})

    def _new(self, one: Wanted, given: Mapping[str, str]) -> Row:
        for name in ("kind", "district"):
            said = one.values.get(name) or (_district(one) if name == "district" else "")
            one.values[name] = said or given.get(name, "")
            if not one.values[name]:
                self.checked.wrong(one.place, name, str(_MISSING[name]))
        settle(None, one, self.secret)
        self._free_places(one, one.id)
        if one.organisation.id in self.not_bodies:
            self.checked.wrong(
                one.organisation.place, "id", gettext("This is not the body behind a service.")
            )
        return Row(one, Fate.NEW)


_MISSING = {
    "kind": _(
        "The file does not say which kind of help this is. Choose it when you read the file."
    ),
    "district": _(
        "The file does not say where this is. Write the district when you read the file."
    ),
}


def _district(one: Wanted) -> str:
    places = one.rows.get("locations", [])
    return next((place["district"] for place in places if place["district"]), "")


def _older(held: Held, one: Wanted) -> str:
    """Why what the file says is not newer than what is here; empty where it is, or says no date."""
    if one.changed_at and one.changed_at < held.changed_at:
        return _dates(one.changed_at, held.changed_at)
    theirs, ours = one.values.get("assured_on"), held.service.assured_on
    if theirs and ours and theirs < ours:
        del one.values["assured_on"]  # it was asked later here
        return "" if one.changed_at else _dates(theirs, ours)
    return ""


def _dates(theirs: Any, ours: Any) -> str:
    days = [
        date_format(localtime(day) if isinstance(day, datetime) else day, "j F Y")
        for day in (theirs, ours)
    ]
    return gettext("In the file: %(theirs)s. Here: %(ours)s.") % {
        "theirs": days[0],
        "ours": days[1],
    }


def _changes(held: Held, one: Wanted) -> Iterable[Change]:
    """Field by field; what the file says nothing about is none."""
    for name, after in one.values.items():
        before = getattr(held.service, name)
        if before != after:
            label = str(Service._meta.get_field(name).verbose_name)
            yield Change(name, label, _in_words(name, before), _in_words(name, after))
    for kind, rows in one.rows.items():
        before_rows = held.rows(kind)
        if content(before_rows) != content(rows):
            yield Change(
                kind, str(ROWS[kind]), rows_in_words(kind, before_rows), rows_in_words(kind, rows)
            )


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(value)
    labels = dict(Service._meta.get_field(name).flatchoices)
    return str(labels.get(value, "" if value is None else value))
