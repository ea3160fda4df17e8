"""How are the words of a group written down? Row by row, in an order one can change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import line, tick

from ..models import DialogueSession, ShareScope

# Together with the counts they stay below the number of fields that a request may carry.
MOST_ITEMS, MOST_STRENGTHS = 30, 15


class SaidForm(forms.Form):
    """Something a group said, what it means, and what may be told of it."""

    local_term = line(_("Their words"), required=False)
    gloss = line(_("What it means"), required=False)
    share_scope = forms.ChoiceField(
        label=_("What may we tell?"),
        choices=ShareScope.choices,
        initial=ShareScope.FACILITATORS,
        required=False,
    )

    def clean_share_scope(self) -> str:
        return self.cleaned_data["share_scope"] or ShareScope.FACILITATORS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("gloss") and not cleaned.get("local_term"):
            self.add_error("local_term", _("Write their words too, or empty both."))
        return cleaned


class StrengthForm(SaidForm):
    """One thing that already protects children."""


class ItemForm(SaidForm):
    """One place in the group's list."""

    tied = tick(_("Weighs the same as the one above"))


class RowFormSet(forms.BaseFormSet):
    """Rows in an order; a row without words is not there."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows that say something, in the order the person put them."""
        filled = [form for form in self.forms if form.cleaned_data.get("local_term")]
        return [form.cleaned_data for form in sorted(filled, key=self._place)]

    def _place(self, form: forms.Form) -> float:
        """A row put on an occupied place goes before it when it came up, behind it when it came down."""
        stood, place = form.fields["ORDER"].initial, form.cleaned_data.get("ORDER")
        place = MOST_ITEMS + 1 if place is None else max(0, min(place, MOST_ITEMS + 1))
        if stood == place:
            return place
        return place + 0.4 if stood is not None and place > stood else place - 0.4


def _rows_of(form: type[forms.Form], most: int) -> type[RowFormSet]:
    return forms.formset_factory(
        form, formset=RowFormSet, extra=1, can_order=True, max_num=most, absolute_max=most
    )


StrengthFormSet = _rows_of(StrengthForm, MOST_STRENGTHS)
ItemFormSet = _rows_of(ItemForm, MOST_ITEMS)


def said_lines(rows: list[dict[str, Any]]) -> str:
    """Rows as lines: their words, what it means, how far it may go."""
    scopes = dict(ShareScope.choices)
    lines = [
        " – ".join(filter(None, (row["local_term"], row["gloss"], str(scopes[row["share_scope"]]))))
        for row in rows
    ]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def ranked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in order with “the same as above” → rows with their rank, 1 weighs most."""
    items, rank = [], 0
    for position, row in enumerate(rows, start=1):
        rank = rank if row["tied"] and items else position
        items.append(
            {name: row[name] for name in ("local_term", "gloss", "share_scope")} | {"rank": rank}
        )
    return items


def initial_items(session: DialogueSession) -> list[dict[str, Any]]:
    """The stored list as the form shows it."""
    shown, last = [], None
    for item in session.items.all():
        shown.append(
            {
                "local_term": item.local_term,
                "gloss": item.gloss,
                "share_scope": item.share_scope,
                "tied": item.rank == last,
            }
        )
        last = item.rank
    return shown
