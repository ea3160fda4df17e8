"""How is a guess written down, and what was said when the children's list was seen?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    line,
    past_day,
    refuse_before,
    text,
    tick,
)
from participants.forms.fields import refuse_before_round
from participants.models import Community, Round, Subgroup

from ..models import Guess
from ..models.guesses import MOST_GUESSED, stored_items, texts_of_items, words_to_offer
from ..models.rows import said_twice
from ..tool_words import Asked, asked_of
from .tools import ToolRows

BLANK_ROWS = 3


class GuessedRowForm(forms.Form):
    """One thing they think children will say; one without words is not there."""

    local_term = line(
        _("Their words"),
        required=False,
        widget=forms.TextInput(attrs={"list": "terms", "autocomplete": "off"}),
    )
    gloss = line(_("What it means"), required=False)
    tied = tick(_("Weighs the same as the one above"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "local_term" not in self.errors and cleaned.get("gloss") and not cleaned["local_term"]:
            self.add_error("local_term", _("Write their words too, or take this away."))
        return cleaned


class GuessedRows(ToolRows):
    """Rows in the order the person put them, each with its rank."""

    def rows(self) -> list[dict[str, Any]]:
        there = [
            form
            for form in self.forms
            if form.cleaned_data.get("local_term") and not form.cleaned_data.get("DELETE")
        ]
        items: list[dict[str, Any]] = []
        for position, form in enumerate(sorted(there, key=self._place), start=1):
            said = form.cleaned_data
            rank = items[-1]["rank"] if said["tied"] and items else position
            items.append({"local_term": said["local_term"], "gloss": said["gloss"], "rank": rank})
        return items


GuessedFormSet = forms.formset_factory(
    GuessedRowForm, formset=GuessedRows, extra=BLANK_ROWS, can_order=True, can_delete=True,
    max_num=MOST_GUESSED, absolute_max=MOST_GUESSED,
)  # fmt: skip


def reason_field() -> forms.CharField:
    return line(
        _("Why do these words name nobody?"),
        required=False,
        most=300,
        widget=forms.HiddenInput,
        help_text=_("It is kept. Better: rewrite the words."),
    )


def ask_reason(form: forms.Form) -> None:
    reason = form.fields["identifier_reason"]
    reason.widget = forms.TextInput(attrs=reason.widget_attrs(forms.TextInput()))


class _GuessFields(forms.Form):
    made_on = past_day(_("On which day did they guess?"), initial=clock.today)
    identifier_reason = reason_field()
    listening: Round

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before_round(self, "made_on", self.listening)
        return cleaned


class GuessAddForm(_GuessFields, CreateForm):
    pass


class GuessEditForm(_GuessFields, EditForm):
    notes: GuessNotes

    def rows_of_both(self, record: Guess) -> list[tuple[str, str, str]]:
        """The list, as typed and as it stands."""
        return [(str(_("The list")), *map(_lines, (self.notes.rows.rows(), stored_items(record))))]

    def is_of_a_row(self, name: str) -> bool:
        return name.startswith("rows-")


def _lines(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as lines, each as it is read."""
    return "\n".join(
        f"{row['rank']}. {' · '.join(filter(None, (row['local_term'], row['gloss'])))}"
        for row in rows
    )


class GuessNotes:
    """The whole form of a guess: its day, and its rows."""

    def __init__(
        self,
        listening: Round,
        group: Subgroup,
        *,
        user: Any,
        guess: Guess | None = None,
        data: QueryDict | None = None,
    ):
        self.round, self.group, self.guess = listening, group, guess
        self.wants_row = data is not None and data.get("go") == "row"
        self.form = (
            GuessEditForm(data, user=user, record=guess) if guess else GuessAddForm(data, user=user)
        )
        self.form.notes, self.form.listening = self, listening
        stored = stored_items(guess) if guess else []
        ranks = [item["rank"] for item in stored]
        shown = [
            {**item, "tied": number > 0 and ranks[number - 1] == item["rank"]}
            for number, item in enumerate(stored)
        ]
        self.rows = self._formset(data, shown)
        if self.wants_row:
            self.rows = self._formset(self._with_a_row(data), shown)
        if self.form["identifier_reason"].value():
            ask_reason(self.form)

    def _formset(self, data: QueryDict | None, stored: list[dict[str, Any]]) -> GuessedRows:
        rows = GuessedFormSet(data, prefix="rows", initial=stored)
        rows.extra = 1 if stored else BLANK_ROWS
        return rows

    def _with_a_row(self, data: QueryDict) -> QueryDict:
        """What was sent, with one row more."""
        more = data.copy()
        more["rows-TOTAL_FORMS"] = str(min(self.rows.total_form_count() + 1, MOST_GUESSED))
        return more

    @property
    def status(self) -> int:
        return 422 if self.form.is_bound and not self.wants_row else 200

    def offered(self) -> list[tuple[str, str]]:
        """Words which the community may hear, with what they mean."""
        return words_to_offer(self.round.community)

    def is_finished(self) -> bool:
        """Sent to be kept, and nothing needs the person any more."""
        if self.wants_row or not all([self.form.is_valid(), self.rows.is_valid()]):
            return False
        rows = self.rows.rows()
        if not rows:
            self.form.add_error(None, _("Write down at least one thing they think of."))
        elif twice := said_twice(row["local_term"] for row in rows):
            told = _("“%(words)s” stands in the list more than once. Keep its best place.")
            self.form.add_error(None, told % {"words": twice[0]})
        elif self.named:
            ask_reason(self.form)
            self.form.add_error("identifier_reason", self.named.sentence)
        return not self.form.errors

    @cached_property
    def named(self) -> Asked:
        before = texts_of_items(stored_items(self.guess)) if self.guess else []
        reason = self.form.cleaned_data["identifier_reason"]
        return asked_of(
            self.round.community, texts_of_items(self.rows.rows()), before, reason,
            record=self.guess, by=self.form.user,
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What `add_guess` and `edit_guess` take."""
        return {**self.form.cleaned_data, "items": self.rows.rows()}

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (field's id, its label, what to do), in the order of the page."""
        if not self.form.is_bound or self.wants_row:
            return []
        found = []
        for form in (self.form, *self.rows.forms):
            for name, messages in form.errors.items():
                field = None if name == NON_FIELD_ERRORS else form[name]
                id, label = (field.auto_id, field.label) if field else ("rows", _("The list"))
                found += [(id, label, said) for said in messages]
        return found + [("rows", _("The list"), said) for said in self.rows.non_form_errors()]


class GuessSeenForm(EditForm):
    """What they said when they saw what children said."""

    said_when_seen = text(
        _("What did they say when they saw it?"),
        required=False,
        rows=4,
        help_text=_("In their words, and never who said it. Empty if nobody said anything."),
    )
    identifier_reason = reason_field()
    seen_on = past_day(_("On which day did they see it?"))

    def __init__(self, *args: Any, record: Guess, **kwargs: Any):
        initial = {} if record.is_seen else {"identifier_reason": "", "seen_on": clock.today()}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        if self["identifier_reason"].value():
            ask_reason(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before(self, "seen_on", self.record.made_on, _("This is before they guessed."))
        guess, reason = self.record, cleaned.get("identifier_reason", "")
        texts = [cleaned.get("said_when_seen", "")], [guess.said_when_seen]
        asked = asked_of(self.community(), *texts, reason, record=guess, by=self.user)
        if asked:
            ask_reason(self)
            name = "said_when_seen" if asked.words and not reason else "identifier_reason"
            self.add_error(name, asked.sentence)
        return cleaned

    def community(self) -> Community:
        return self.record.community
