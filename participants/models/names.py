"""How is a name or a term looked up?"""

from __future__ import annotations

import unicodedata
import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from cpfacilitate.lib.paging import SIZE, Page

# Letters that many keyboards lack and that no normal form takes apart.
_PLAIN = str.maketrans("ɛɔŋɓɗɲ", "eonbdn")
KEY_LENGTH = 400


def fold(term: str) -> str:
    """A term as it is looked up: one case, single spaces; the letters of every language stay."""
    return " ".join(term.casefold().split())


def search_key(name: str) -> str:
    """A name as it is searched: one case, no accents, single spaces ("Gbɔnkɔ́to" → "gbonkoto")."""
    # One letter may come apart into many: the key is cut to what its column holds.
    apart = unicodedata.normalize("NFKD", fold(name)).translate(_PLAIN)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))[:KEY_LENGTH]


class Named(models.Model):
    """A record with a `name`, searched by the beginnings of its words; its action sets `name_key`."""

    name_key = models.CharField(max_length=KEY_LENGTH, default="", editable=False, db_index=True)

    class Meta:
        abstract = True


class NamedQuerySet(models.QuerySet):
    """Names in order, page by page: each page begins after the last key of the one before."""

    def begins(self, text: str) -> Self:
        """Those with a word that begins as `text` does, whatever its case and accents."""
        key = search_key(text)
        if not key:
            return self
        return self.filter(Q(name_key__startswith=key) | Q(name_key__contains=f" {key}"))

    def by_name(self) -> Self:
        return self.order_by("name_key", "pk")

    def page(self, after: uuid.UUID | None = None, size: int = SIZE) -> Page:
        """The next `size` rows after the one with the key `after`: a name is never in a URL."""
        rows = self.by_name()
        last = after and self.filter(pk=after).values_list("name_key", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(name_key__gt=last) | Q(name_key=last, pk__gt=after))
        found = list(rows[: size + 1])
        return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")
