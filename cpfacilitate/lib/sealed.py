"""Where does the database keep ciphertext, and how does it come under a newer key?

Every EncryptedTextField is found by itself. What keeps ciphertext elsewhere, as the second factors
do within their JSON, says so with `also_in`; a test looks through every table for what is not here.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value

from . import crypto

MARK = (
    "gAAAA"  # how every sealed text begins: the version of Fernet, and the first years of its clock
)
PER_BATCH = 100
MOST_ROUNDS = 5  # over rows that somebody else held each time

_others: list[tuple[str, str]] = []


def also_in(model: str, column: str) -> None:
    """Say that a JSON column of `model` ("app.Model") keeps sealed texts somewhere within it."""
    _others.append((model, column))


@dataclass(frozen=True)
class Column:
    """One column that keeps ciphertext."""

    model: type[models.Model]
    name: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    @property
    def _is_text(self) -> bool:
        return isinstance(self.model._meta.get_field(self.name), models.TextField)

    def rows(self) -> models.QuerySet:
        """(key, what the table itself holds), in the order of the keys."""
        as_stored = crypto.as_stored(self.name) if self._is_text else F(self.name)
        rows = self.model._base_manager.annotate(as_stored=as_stored).order_by("pk")
        return rows.values_list("pk", "as_stored")

    def write(self, key: Any, value: Any) -> None:
        """Put ciphertext where ciphertext was. It is the same record as before: no new version."""
        stored = Value(value, models.TextField()) if self._is_text else value
        self.model._base_manager.filter(pk=key).update(**{self.name: stored})


@dataclass
class Tally:
    """What a walk over the columns met: column → how many sealed texts."""

    renewed: Counter[str] = field(default_factory=Counter)
    unreadable: dict[str, list[str]] = field(default_factory=dict)  # column → keys of rows
    by_key: Counter[int] = field(default_factory=Counter)

    @property
    def all_newest(self) -> bool:
        """Is everything there under the newest key alone?"""
        return not self.unreadable and set(self.by_key) <= {0}


def columns() -> list[Column]:
    """Every column that keeps ciphertext, in the order of the apps."""
    fields = [
        Column(model, column.name)
        for model in apps.get_models()
        for column in model._meta.local_fields
        if isinstance(column, crypto.EncryptedTextField)
    ]
    return fields + [Column(apps.get_model(model), name) for model, name in _others]


def check() -> Tally:
    """Which key opens what, as it stands now. Reads only."""
    tally = Tally()
    for column in columns():
        for key, value in column.rows().iterator(chunk_size=PER_BATCH):
            for sealed in _sealed_in(value, is_text=column._is_text):
                _count(tally, column, key, sealed)
    return tally


def rotate() -> Tally:
    """Bring everything under the newest key, and say what stood where when it was done.

    A batch is one short transaction: reading goes on, and who holds a row is not waited for but
    come back to. What is done stays done, so a run that was broken off is simply started again.
    """
    renewed: Counter[str] = Counter()
    for column in columns():
        for _round in range(MOST_ROUNDS):
            if not _walk(column, renewed):
                break
    tally = check()
    tally.renewed = renewed
    return tally


def _walk(column: Column, renewed: Counter[str]) -> int:
    """One walk over a column; returns how many rows somebody else held and it passed by."""
    after, seen, total = None, 0, column.rows().count()
    while True:
        with transaction.atomic():
            rows = column.rows().select_for_update(skip_locked=True)
            batch = list((rows.filter(pk__gt=after) if after else rows)[:PER_BATCH])
            for key, value in batch:
                fresh = _renew(value, is_text=column._is_text)
                if fresh != value:
                    column.write(key, fresh)
                    renewed[str(column)] += 1
        if not batch:
            return max(total - seen, 0)
        seen, after = seen + len(batch), batch[-1][0]


def _renew(value: Any, *, is_text: bool) -> Any:
    """The same value with every sealed text in it under the newest key; what no key opens stays."""

    def renew(sealed: str) -> str:
        if crypto.key_of(sealed) == 0:
            return sealed
        try:
            return crypto.reseal(sealed)
        except InvalidToken:
            return sealed

    return _map(value, renew, is_text=is_text)


def _sealed_in(value: Any, *, is_text: bool) -> Iterator[str]:
    found: list[str] = []

    def keep(sealed: str) -> str:
        found.append(sealed)
        return sealed

    _map(value, keep, is_text=is_text)
    yield from found


def _map(value: Any, change: Callable[[str], str], *, is_text: bool) -> Any:
    """`value` with `change` made to each sealed text in it: all of a text column, marked ones in JSON."""
    if isinstance(value, str):
        return change(value) if value and (is_text or value.startswith(MARK)) else value
    if isinstance(value, dict):
        return {name: _map(part, change, is_text=False) for name, part in value.items()}
    if isinstance(value, list):
        return [_map(part, change, is_text=False) for part in value]
    return value


def _count(tally: Tally, column: Column, key: uuid.UUID | int, sealed: str) -> None:
    number = crypto.key_of(sealed)
    if number is None:
        tally.unreadable.setdefault(str(column), []).append(str(key))
    else:
        tally.by_key[number] += 1
