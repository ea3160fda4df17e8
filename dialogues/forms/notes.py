"""How does a facilitator write down a dialogue? Eight short steps, in any order, left and resumed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from ..guard import sentence_on
from ..models import DialogueSession, ToolKind
from ..models.rows import ROWS, stored_rows
from ..said_enough import with_children
from ..states import SessionStatus
from .counts import HeadCountForm
from .noticed import HelpForm, PowerFormSet
from .said import ItemFormSet, QuoteFormSet, StrengthFormSet
from .sessions import SessionForm

STEPS: dict[str, str | Promise] = {
    "s1": _("Who and when"),
    "s2": _("Before we began"),
    "s3": _("How many came"),
    "s4": _("What protects"),
    "s5": _("What harms"),
    "s6": _("What they said, and what may be told"),
    "s7": _("What we noticed"),
    "s8": _("What we promised"),
}


class Rows(Protocol):
    """A list of the notes: a formset, or a form that stands for one.

    Made with (data, session=…, user=…). What is said once of a session is a field of `SessionForm`.
    """

    keeps: str  # a relation of `ROWS`, or the field of the session in which the list is stored
    label: str | Promise
    step: str
    prefixes: tuple[str, ...]  # how the names of its posted fields begin

    def is_valid(self) -> bool: ...

    def kept(self) -> list[dict[str, Any]]:
        """The rows as `save_session` takes them."""

    @staticmethod
    def in_words(rows: list[dict[str, Any]]) -> str:
        """Such rows as lines, for whoever compares two versions."""


PARTS: dict[str, Callable[..., Rows]] = {
    "counts": HeadCountForm,
    "strengths": StrengthFormSet,
    "items": ItemFormSet,
    "quotes": QuoteFormSet,
    "help": HelpForm,
    "power": PowerFormSet,
}


class SessionNotes:
    """The whole form: what is said once, and its lists, each under its name (`notes.items`)."""

    def __init__(self, session: DialogueSession, *, user: Any, data: Any = None):
        self.session = session
        self.form = SessionForm(data, session=session, user=user)
        self.form.notes = self
        self.parts = {name: part(data, session=session, user=user) for name, part in PARTS.items()}
        for name, part in self.parts.items():
            setattr(self, name, part)

    @cached_property
    def tools_again(self) -> list[ToolKind]:
        """What was laid out last time with this group, and not yet today."""
        last, today = self.form.last, set(self.session.tools.values_list("kind", flat=True))
        before = last.tools.values_list("kind", flat=True) if last else []
        return [ToolKind(kind) for kind in dict.fromkeys(before) if kind not in today]

    def with_children(self) -> bool:
        return with_children(self.session) or any(
            self.form[name].value() or self.form[name].errors
            for name in (*DialogueSession.BEFORE, "before_note")
        )

    @property
    def says_something(self) -> bool:
        """Is there anything of which the group can say how far it may go?"""
        rows = [
            form for part in ("strengths", "items", "quotes") for form in self.parts[part].forms
        ]
        return any(form[form.WORDS].value() for form in rows)

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, *self.parts.values())]
        return all(valid) and self._names_nobody_new()

    def _names_nobody_new(self) -> bool:
        """In notes that count, words that may name someone need a reason of their own."""
        if self.session.status == SessionStatus.DRAFT:
            return True
        if sentence := sentence_on(self.session, self.values(), by=self.form.user):
            self.form.add_error("identifier_reason", sentence)
        return not self.form.errors

    def values(self) -> dict[str, Any]:
        """What `save_session` takes."""
        values = dict(self.form.cleaned_data)
        version, rows = values.pop("version"), {}
        for part in self.parts.values():
            (rows if part.keeps in ROWS else values)[part.keeps] = part.kept()
        return {"version": version, "values": values, "rows": rows}

    def rows_of_both(self, record: Any) -> list[tuple[str, str, str]]:
        """Each list as (what it is, as typed, as it stands)."""
        stored = stored_rows(record)
        return [
            (
                str(part.label),
                part.in_words(part.kept()),
                part.in_words(
                    stored[part.keeps] if part.keeps in ROWS else getattr(record, part.keeps)
                ),
            )
            for part in self.parts.values()
        ]

    def is_of_a_row(self, name: str) -> bool:
        return any(name.startswith(part.prefixes) for part in self.parts.values())

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (field's id, its label, what to do), in the order of the page."""
        found = []
        for part in (self.form, *self.parts.values()):
            for form in getattr(part, "forms", [part]):
                for name, messages in form.errors.items():
                    bound = form[name]
                    found += [(bound.auto_id, bound.label, message) for message in messages]
            if hasattr(part, "non_form_errors"):
                found += [(part.step, part.label, message) for message in part.non_form_errors()]
        return found
