"""How is a tool written down? What is said once of it, and its rows; both are made from its shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import fields_for_model
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, EditForm, line, text
from participants.models import Subgroup

from ..models import SHAPES, DialogueSession, ShareScope, Tool, ToolKind, ToolRow
from ..models.rows import scope_words
from ..models.shapes import is_free_text
from ..models.tools import stored_rows_of
from ..tool_words import Asked, reason_asked_for

# With ten fields in a row they stay below the number of fields that a request may carry.
MOST_ROWS, BLANK_ROWS = 20, 3


def asked(field: models.Field, **_kwargs: Any) -> forms.Field:
    """How a field of a shape is asked. Nothing is required of a row that is not there."""
    label = capfirst(field.verbose_name)
    if not field.choices:
        return line(label, required=False, most=field.max_length)
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "–"), *field.choices],
        coerce=field.to_python,
        empty_value=None if isinstance(field, models.IntegerField) else "",
        required=False,
    )


def asked_scope(group: Subgroup) -> forms.Field:
    """How far it may go, in the words in which this group is asked; no further unless it says so."""
    return forms.TypedChoiceField(
        label=_("What may we tell?"),
        choices=list(scope_words(group).items()),
        empty_value=ShareScope.FACILITATORS,
        initial=ShareScope.FACILITATORS,
        required=False,
    )


class ToolRowForm(forms.Form):
    """One row; one without words is not there."""

    shape: type[ToolRow]
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = any(map(self._says, self.shape.said_fields()[:-1]))
        if not said:
            return cleaned
        if cleaned.get("local_term") == "":
            self.add_error("local_term", _("Write their words too, or take this away."))
        for field in self.shape.own_fields():
            missing = not field.blank and cleaned.get(field.name, "") in ("", None)
            if missing and field.name not in self.errors:
                self.add_error(field.name, _("Choose one."))
        return cleaned if self.errors else self._settled(cleaned)

    def _says(self, field: models.Field) -> bool:
        """Did the person say something here? A choice that only stayed behind does not count."""
        said = self.cleaned_data.get(field.name) not in ("", None)
        return said and (is_free_text(field) or field.name in self.changed_data)

    def _settled(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The row as its shape understands it."""
        names = [field.name for field in self.shape.said_fields()]
        row = self.shape(**{name: cleaned[name] for name in names})
        try:
            row.clean()
        except ValidationError as error:
            self.add_error(None, error)
            return self.cleaned_data
        return cleaned | {name: getattr(row, name) for name in names}

    def asked_of_row(self) -> list[forms.BoundField]:
        """What a person fills in, without the row's own place."""
        return [self[field.name] for field in self.shape.said_fields()]


class ToolRows(forms.BaseFormSet):
    """Rows in the order the person put them, without those taken away."""

    def rows(self) -> list[dict[str, Any]]:
        names = ["id", *(field.name for field in self.form.shape.said_fields())]
        there = [
            form
            for form in self.forms
            if form.cleaned_data.get("local_term") and not form.cleaned_data.get("DELETE")
        ]
        return [
            {name: form.cleaned_data[name] for name in names}
            for form in sorted(there, key=self._place)
        ]

    def _place(self, form: forms.Form) -> float:
        """A row put on an occupied place goes before it when it came up, behind it when it came down."""
        stood, place = form.fields["ORDER"].initial, form.cleaned_data.get("ORDER")
        place = MOST_ROWS + 1 if place is None else max(0, min(place, MOST_ROWS + 1))
        if stood == place:
            return place
        return place + 0.4 if stood is not None and place > stood else place - 0.4


def rows_of(shape: type[ToolRow], group: Subgroup) -> type[ToolRows]:
    """The rows of a shape as a formset, as this group is asked."""
    fields = fields_for_model(
        shape, [field.name for field in shape.said_fields()], formfield_callback=asked
    )
    fields["local_term"].label = shape.words
    if shape.long:
        fields["local_term"] = text(shape.words, required=False, most=600, rows=2)
    fields["share_scope"] = asked_scope(group)
    form = type(f"{shape.__name__}Form", (ToolRowForm,), {"shape": shape, **fields})
    return forms.formset_factory(
        form, formset=ToolRows, extra=BLANK_ROWS, can_order=True, can_delete=True,
        max_num=MOST_ROWS, absolute_max=MOST_ROWS,
    )  # fmt: skip


class _ToolFields(forms.Form):
    question = line(_("The question you asked"), required=False, most=300)
    about = line(
        _("What is it about?"),
        required=False,
        widget=forms.TextInput(attrs={"list": "terms", "autocomplete": "off"}),
        help_text=_("One thing from their list, in their words. Empty if it is about more."),
    )
    memo = text(_("What struck you?"), required=False, help_text=_("No names, not who said what."))
    identifier_reason = line(
        _("Why do these words name nobody?"),
        required=False,
        most=300,
        widget=forms.HiddenInput,
        help_text=_("It is kept. Better: rewrite the words."),
    )

    def ask_reason(self) -> None:
        reason = self.fields["identifier_reason"]
        reason.widget = forms.TextInput(attrs=reason.widget_attrs(forms.TextInput()))


class ToolAddForm(_ToolFields, CreateForm):
    pass


class ToolEditForm(_ToolFields, EditForm):
    notes: ToolNotes

    def rows_of_both(self, record: Tool) -> list[tuple[str, str, str]]:
        """The rows, as typed and as they stand."""
        mine, theirs = self.notes.rows.rows(), stored_rows_of(record)
        told = scope_words(record.session.subgroup)
        lines = (_lines(record.shape, rows, told) for rows in (mine, theirs))
        return [(str(_("The rows")), *lines)]

    def is_of_a_row(self, name: str) -> bool:
        return name.startswith("rows-")


def _lines(shape: type[ToolRow], rows: list[dict[str, Any]], told: Mapping[str, str]) -> str:
    """Rows as lines, each as it is read; `told` is what may be told, in the group's words."""
    lines = []
    for number, row in enumerate(rows, start=1):
        said = [_in_words(field, row[field.name]) for field in shape.said_fields()[:-1]]
        said.append(told[row["share_scope"]])
        lines.append(f"{number}. {' · '.join(filter(None, said))}")
    return "\n".join(lines)


def _in_words(field: models.Field, value: Any) -> str:
    return str(dict(field.flatchoices).get(value, "" if value is None else value))


class ToolNotes:
    """The whole form of a tool: what is said once of it, and its rows."""

    def __init__(
        self,
        session: DialogueSession,
        kind: str,
        *,
        user: Any,
        tool: Tool | None = None,
        data: QueryDict | None = None,
    ):
        self.session, self.kind, self.tool = session, kind, tool
        self.shape = SHAPES[kind]
        self.wants_row = data is not None and data.get("go") == "row"
        self.form = (
            ToolEditForm(data, user=user, record=tool) if tool else ToolAddForm(data, user=user)
        )
        self.form.notes = self
        stored = stored_rows_of(tool) if tool else []
        self.rows = self._formset(data, stored)
        if self.wants_row:
            self.rows = self._formset(self._with_a_row(data), stored)
        if self.form["identifier_reason"].value():
            self.form.ask_reason()

    def _formset(self, data: QueryDict | None, stored: list[dict[str, Any]]) -> ToolRows:
        rows = rows_of(self.shape, self.session.subgroup)(data, prefix="rows", initial=stored)
        rows.extra = 1 if stored else BLANK_ROWS
        return rows

    def _with_a_row(self, data: QueryDict) -> QueryDict:
        """What was sent, with one row more."""
        more = data.copy()
        more["rows-TOTAL_FORMS"] = str(min(self.rows.total_form_count() + 1, MOST_ROWS))
        return more

    @property
    def kind_in_words(self) -> str:
        return ToolKind(self.kind).label

    @property
    def status(self) -> int:
        return 422 if self.form.is_bound and not self.wants_row else 200

    def is_finished(self) -> bool:
        """Sent to be kept, and nothing needs the person any more."""
        if self.wants_row or not all([self.form.is_valid(), self.rows.is_valid()]):
            return False
        if not self.rows.rows():
            self.form.add_error(None, _("Write down at least one thing that was laid out."))
        elif self.named:
            self.form.ask_reason()
            self.form.add_error("identifier_reason", self.named.sentence)
        return not self.form.errors

    @cached_property
    def named(self) -> Asked:
        rows = self.rows.rows()
        said = self.form.cleaned_data
        return reason_asked_for(self.session, self.tool, self.kind, said, rows, by=self.form.user)

    def values(self) -> dict[str, Any]:
        """What `add_tool` and `save_tool` take."""
        return {**self.form.cleaned_data, "rows": self.rows.rows()}

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (field's id, its label, what to do), in the order of the page."""
        if not self.form.is_bound or self.wants_row:
            return []
        found = []
        for form in (self.form, *self.rows.forms):
            for name, messages in form.errors.items():
                field = None if name == NON_FIELD_ERRORS else form[name]
                id, label = (field.auto_id, field.label) if field else ("rows", _("The rows"))
                found += [(id, label, said) for said in messages]
        return found + [("rows", _("The rows"), said) for said in self.rows.non_form_errors()]
