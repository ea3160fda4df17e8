"""What changed in a plan since the text its community last decided on?

Pure: two texts of a plan (as `ActionPlan.text()` makes them) in, pieces to be shown out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

SAME, ADDED, REMOVED, CHANGED, DROPPED = "same", "added", "removed", "changed", "dropped"
Text = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, came or went."""

    kind: str
    words: str


@dataclass(frozen=True)
class Marked:
    """One field, as it reads now with what was there before struck out."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        return not self.pieces


@dataclass(frozen=True)
class MarkedItem:
    """An action or a role: what became of it, and its fields."""

    id: str
    kind: str
    fields: Mapping[str, Marked]
    now: Text
    roles: tuple[MarkedItem, ...] = field(default=())
    milestones: tuple[MarkedItem, ...] = field(default=())

    @property
    def is_changed(self) -> bool:
        return self.kind != SAME


@dataclass(frozen=True)
class MarkedPlan:
    fields: Mapping[str, Marked]
    actions: tuple[MarkedItem, ...]
    resources: tuple[MarkedItem, ...] = field(default=())

    @property
    def is_changed(self) -> bool:
        return any(marked.is_changed for marked in self.fields.values()) or any(
            item.is_changed for item in (*self.actions, *self.resources)
        )


PLAN_FIELDS = ("name", "goal", "harm", "builds_on", "builds_on_reason")
ACTION_FIELDS = ("what", "details", "owner_group", "starts_on", "due_on", "weight", "parent")
MILESTONE_FIELDS = ("what", "due_on")
RESOURCE_FIELDS = ("whose", "what", "how_much", "brought_by", "service")
CHECKS = ("chosen_by_children", "safety_checked", "time_checked")
ROLE_FIELDS = ("role", "who", "mode", "started_by", "support_needed", *CHECKS)


def numbered(actions: Sequence[MarkedItem]) -> list[tuple[str, MarkedItem]]:
    """Each step with its number, what it is made of right behind it: 1, 2, 2.1, 2.2, 3."""
    keys = {action.id for action in actions}
    parts: dict[str, list[MarkedItem]] = {}
    for action in actions:
        parent = action.now.get("parent", "")
        parts.setdefault(parent if parent in keys else "", []).append(action)
    found = []
    for number, action in enumerate(parts.get("", ()), 1):
        found.append((str(number), action))
        within = enumerate(parts.get(action.id, ()), 1)
        found += [(f"{number}.{place}", part) for place, part in within]
    return found


def marked(before: str, after: str) -> Marked:
    """Word by word: what stayed, what went, what came."""
    if before == after:
        return Marked((Piece(SAME, after),) if after else ())
    old, new = _words(before), _words(after)
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(new[c:d])))
            continue
        if a != b:
            pieces.append(Piece(REMOVED, "".join(old[a:b])))
        if c != d:
            pieces.append(Piece(ADDED, "".join(new[c:d])))
    return Marked(tuple(pieces))


def whole(before: str, after: str) -> Marked:
    """A field whose words mean nothing one by one: a date, a choice, a number."""
    if before == after:
        return marked(before, after)
    gone = (Piece(REMOVED, before),) if before else ()
    come = (Piece(ADDED, after),) if after else ()
    return Marked(gone + come)


def compare(before: Text | None, after: Text) -> MarkedPlan:
    """`after` with what differs from `before` marked; without a `before`, nothing is."""
    old = after if before is None else before
    fields = {name: _listed(name, old, after) for name in PLAN_FIELDS}
    return MarkedPlan(
        fields,
        _items(old["actions"], after["actions"], ACTION_FIELDS),
        _within("resources", RESOURCE_FIELDS, old, after),
    )


def reads_the_same(old: Text, new: Text) -> bool:
    """Do two texts of a step say the same, as far as the older could say it?"""
    return _item(old, new, ACTION_FIELDS).kind == SAME


def _listed(name: str, old: Text, new: Text) -> Marked:
    if name == "builds_on":
        return _terms(old[name], new[name])
    before, after = _said(name, old, new), _said(name, new, old)
    return (whole if name == "harm" else marked)(before, after)


def _terms(old: Sequence[str], new: Sequence[str]) -> Marked:
    kept = [Piece(SAME if term in old else ADDED, term) for term in new]
    return Marked((*kept, *(Piece(REMOVED, term) for term in old if term not in new)))


def _items(
    old: Sequence[Text], new: Sequence[Text], names: Sequence[str]
) -> tuple[MarkedItem, ...]:
    earlier = {item["id"]: item for item in old}
    items = [_item(earlier.get(item["id"]), item, names) for item in new]
    present = {item["id"] for item in new}
    gone = [_item(item, None, names) for item in old if item["id"] not in present]
    return tuple(items + gone)


def _within(
    name: str, names: Sequence[str], old: Text | None, new: Text | None
) -> tuple[MarkedItem, ...]:
    """A list inside a text; one that was sent before there was such a list holds what the other does."""
    after = (new or old or {}).get(name, (old or {}).get(name, ()))
    before = (old or new or {}).get(name, after)
    return _items(before, after, names)


def _item(old: Text | None, new: Text | None, names: Sequence[str]) -> MarkedItem:
    blank = dict.fromkeys(names, "")
    before, after = old or blank, new or blank
    now = new or old or {}
    fields = {name: _field(name, before, after) for name in names}
    # In a step that is new or gone as a whole every word is; only its head says so.
    if old is None or new is None:
        fields = {name: whole(_said(name, now), _said(name, now)) for name in names}
    roles = _within("roles", ROLE_FIELDS, old, new)
    milestones = _within("milestones", MILESTONE_FIELDS, old, new)
    kind = _kind(old, new, fields, (*roles, *milestones))
    return MarkedItem(now["id"], kind, fields, now, roles, milestones)


def _field(name: str, old: Text, new: Text) -> Marked:
    by_word = name in ("what", "details", "role", "support_needed", "how_much")
    return (marked if by_word else whole)(_said(name, old, new), _said(name, new, old))


def _said(name: str, text: Text, other: Text | None = None) -> str:
    """A field of a text; a text that was sent before there was such a field says as the other does."""
    return str(text.get(name, (other or {}).get(name, "")))


def _kind(
    old: Text | None,
    new: Text | None,
    fields: Mapping[str, Marked],
    within: Sequence[MarkedItem],
) -> str:
    if old is None:
        return ADDED
    if new is None:
        return REMOVED
    if new.get("dropped", "") != old.get("dropped", ""):
        return DROPPED
    changed = any(value.is_changed for value in fields.values())
    return CHANGED if changed or any(item.is_changed for item in within) else SAME


def _words(text: str) -> list[str]:
    """Words with the space that follows them, so that a text joins again to itself."""
    return re.findall(r"\S+\s*|\s+", text)
