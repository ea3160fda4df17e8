"""Is a file what the specification asks for, entry by entry?

Every value is read as what it is; what cannot be is told with its place, and nothing is guessed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .reading import TAKEN, Entry
from .standard import THINGS
from .values import SENTENCES, NotSo, value_of


@dataclass(frozen=True)
class Trouble:
    """What somebody has to put right in the file: where, in which field, and why."""

    place: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Thing:
    """An object of a file, its values as what they are."""

    id: uuid.UUID
    values: dict[str, Any]
    place: str

    def get(self, name: str) -> Any:
        return self.values.get(name)


@dataclass
class Checked:
    """The objects of a file by kind and identifier, in its order, and what is wrong with others."""

    things: dict[str, dict[uuid.UUID, Thing]] = field(
        default_factory=lambda: {name: {} for name in TAKEN}
    )
    troubles: list[Trouble] = field(default_factory=list)
    left_aside: list[str] = field(
        default_factory=list
    )  # places of what the directory has no room for
    _found: dict[tuple[str, str], dict[Any, list[Thing]]] = field(default_factory=dict)

    def all(self, of: str) -> Iterator[Thing]:
        return iter(self.things[of].values())

    def where(self, of: str, name: str, key: uuid.UUID) -> list[Thing]:
        """The objects of a kind that say `key` in the field `name`."""
        if (of, name) not in self._found:
            found: dict[Any, list[Thing]] = {}
            for thing in self.all(of):
                found.setdefault(thing.get(name), []).append(thing)
            self._found[of, name] = found
        return self._found[of, name].get(key, [])

    def one(self, of: str, key: Any) -> Thing | None:
        return self.things[of].get(key)

    def wrong(self, place: str, name: str, sentence: str) -> None:
        self.troubles.append(Trouble(place, name, sentence))


# What each cannot be without, besides what the specification never leaves empty.
_BELONGS = {
    "service": ("organization_id",),
    "service_at_location": ("service_id", "location_id"),
}


def check(entries: Iterable[Entry]) -> Checked:
    """Read every value of every entry, and see that what they point to is there."""
    checked = Checked()
    for entry in entries:
        values = _values(checked, entry)
        key = values.get("id")
        if key is None:
            continue
        said_before = checked.one(entry.of, key)
        if said_before is None:
            checked.things[entry.of][key] = Thing(key, values, entry.place)
        elif said_before.values != values:
            checked.wrong(
                entry.place,
                "id",
                _("The same identifier as %(place)s, which says something else.")
                % {"place": said_before.place},
            )
    _see_that_they_are_there(checked)
    return checked


def _values(checked: Checked, entry: Entry) -> dict[str, Any]:
    values = {}
    for name, asked in THINGS[entry.of].fields.items():
        if name not in TAKEN[entry.of]:
            continue
        try:
            value = value_of(asked, entry.values.get(name))
        except NotSo as error:
            sentence = str(SENTENCES[str(error)]) % {"choices": ", ".join(asked.choices)}
            checked.wrong(entry.place, name, sentence)
            continue
        if value is not None:
            values[name] = value
        elif asked.never_empty or name in _BELONGS.get(entry.of, ()):
            checked.wrong(entry.place, name, _("This is needed, and nothing stands here."))
    return values


def _see_that_they_are_there(checked: Checked) -> None:
    """What a service or its place points to has to be in the same file."""
    for of, names in _BELONGS.items():
        for thing in checked.all(of):
            for name in names:
                key = thing.get(name)
                if key is not None and checked.one(name.removesuffix("_id"), key) is None:
                    checked.wrong(thing.place, name, _("Nothing in this file has this identifier."))
