"""How are the words of a group written down? Row by row, in an order one can change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import line, tick
from participants.models import ProtectivePractice

from ..models import DialogueSession, Harm, ShareScope
from ..models.rows import said_twice, scope_words
from ..models.told import offered_harms, offered_practices
from .counts import BOUNDS

# With everything filled, the form stays below the number of fields that a request may carry.
MOST_ITEMS, MOST_STRENGTHS, MOST_QUOTES = 15, 8, 6


def cell(label: Any, *, most: int = 200, offers: str = "", **attrs: Any) -> forms.CharField:
    """One line of a row; `offers` is the list of known words one may choose from."""
    at = {"class": "in", **attrs}  # the whole form remembers nothing: it says so once
    if offers:
        at["list"] = offers
    return line(label, required=False, most=most, widget=forms.TextInput(attrs=at))


class SaidForm(forms.Form):
    """Something a group said, what it means, and what may be told of it."""

    WORDS = "local_term"  # a row in which this is empty is not there
    share_scope = forms.ChoiceField(
        label=_("What may we tell?"),
        initial=ShareScope.FACILITATORS,
        required=False,
        widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["share_scope"].choices = scopes

    def clean_share_scope(self) -> str:
        return self.cleaned_data["share_scope"] or ShareScope.FACILITATORS

    def clean(self) -> dict[str, Any]:
        """A row is what its words are: without them nothing else of it would be kept."""
        cleaned = super().clean() or self.cleaned_data
        if self.WORDS not in self.errors and not cleaned.get(self.WORDS):
            rest = ("gloss", "merged", "why", "about")
            if any(cleaned.get(name) for name in rest):
                self.add_error(self.WORDS, _("Write their words too, or empty the whole row."))
        return cleaned


class StrengthForm(SaidForm):
    """One thing that already protects children."""

    local_term = cell(_("Their words"), offers="known-strengths", **{"data-words": ""})
    gloss = cell(_("What it means"))


class ItemForm(SaidForm):
    """One place in the group's list."""

    local_term = cell(_("Their words"), offers="known-items", **{"data-words": ""})
    gloss = cell(_("What it means"))
    tied = tick(_("Weighs the same as the one above"))
    merged = cell(_("Also said as"), most=300)
    why = cell(_("Why it weighs so much"), most=300)
    mentioned = forms.IntegerField(
        label=_("Mentioned as number"),
        required=False,
        min_value=1,
        max_value=99,
        error_messages=BOUNDS,
        widget=forms.TextInput(attrs={"class": "in", "inputmode": "numeric"}),
    )

    @property
    def says_more(self) -> bool:
        """Is there something in what is not in view at once?"""
        return any(self[name].value() for name in ("merged", "why"))


class QuoteForm(SaidForm):
    """What somebody said, in their words; who it was is asked nowhere."""

    WORDS = "words"
    words = forms.CharField(
        label=_("Their words"),
        required=False,
        max_length=600,
        widget=forms.Textarea(
            attrs={"class": "in", "rows": 2, "spellcheck": "false", "data-words": ""}
        ),
    )  # fmt: skip
    gloss = cell(_("What it means"), most=600)
    about = cell(_("About which of their words"), offers="their-words")


class RowFormSet(forms.BaseFormSet):
    """Rows in an order; a row without words is not there. One of the lists of `SessionNotes`."""

    keeps: str
    label: str | Promise
    step: str
    full: str | Promise
    fields: tuple[str, ...] = ("local_term", "gloss", "share_scope")

    def __init__(self, data: Any = None, *, session: DialogueSession, user: Any):
        self.session = session
        stored = self.stored(session)
        # A list that was longer before the bound came is not cut.
        self.max_num = self.absolute_max = max(self.max_num, len(stored))
        super().__init__(
            data,
            prefix=self.keeps,
            # What is posted stands for itself: its rows need not be in the order of the stored.
            initial=stored if data is None else None,
            form_kwargs={"scopes": list(scope_words(session.subgroup).items())},
            error_messages={"too_many_forms": self.full},
        )

    @property
    def prefixes(self) -> tuple[str, ...]:
        return (f"{self.prefix}-",)

    @property
    def is_full(self) -> bool:
        return self.total_form_count() >= self.max_num and bool(
            self.forms and self.forms[-1][self.forms[-1].WORDS].value()
        )

    def stored(self, session: DialogueSession) -> list[dict[str, Any]]:
        """The rows as the form shows them."""
        return [
            {name: getattr(row, name) for name in self.fields}
            for row in getattr(session, self.keeps).all()
        ]

    def kept(self) -> list[dict[str, Any]]:
        """The rows as they are kept."""
        return [{name: row[name] for name in self.fields} for row in self.filled()]

    def filled(self) -> list[dict[str, Any]]:
        """The rows that say something, in the order the person put them."""
        filled = [form for form in self.forms if form.cleaned_data.get(form.WORDS)]
        return [form.cleaned_data for form in sorted(filled, key=self._place)]

    def _place(self, form: forms.Form) -> float:
        """A row put on an occupied place goes before it when it came up, behind it when it came down."""
        if "ORDER" not in form.fields:
            return 0
        stood, place = form.fields["ORDER"].initial, form.cleaned_data.get("ORDER")
        place = MOST_ITEMS + 1 if place is None else max(0, min(place, MOST_ITEMS + 1))
        if stood == place:
            return place
        return place + 0.4 if stood is not None and place > stood else place - 0.4


def rows_of(
    form: type[forms.Form], most: int, base: type[RowFormSet], *, order: bool = False
) -> type[RowFormSet]:
    return forms.formset_factory(
        form, formset=base, extra=1, can_order=order, max_num=most, absolute_max=most
    )


def said_lines(rows: list[dict[str, Any]]) -> str:
    """Rows as lines: their words, what it means, whatever else was said, how far it may go."""
    told = dict(ShareScope.choices)
    names = ("local_term", "words", "gloss", "merged", "why", "about")
    lines = [
        " – ".join([*(row[name] for name in names if row.get(name)), str(told[row["share_scope"]])])
        for row in rows
    ]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


class StrengthRows(RowFormSet):
    """What already protects children."""

    keeps, label, step = "strengths", _("What already protects children"), "s4"
    full = _("Eight is as much as one session keeps. What is missing may go into the register.")
    in_words = staticmethod(said_lines)

    def offered(self) -> Iterable[ProtectivePractice]:
        """Words for what protects that are known here."""
        return offered_practices(self.session)


class ItemRows(RowFormSet):
    """What harms children, as the group ranked it."""

    keeps, label, step = "items", _("What harms children"), "s5"
    fields = ("local_term", "gloss", "share_scope", "mentioned", "merged", "why")
    full = _("Fifteen is as much as one list keeps. Lay together what belongs on one pile.")
    in_words = staticmethod(said_lines)

    def offered(self) -> Iterable[Harm]:
        """Words for what harms that are known here."""
        return offered_harms(self.session)

    def twice(self) -> list[str]:
        """Words that stand in the list more than once."""
        return said_twice(form["local_term"].value() or "" for form in self.forms)

    def stored(self, session: DialogueSession) -> list[dict[str, Any]]:
        """The stored list; of equal ranks the second is “the same as above”."""
        shown, last = [], None
        for item in session.items.all():
            row = {name: getattr(item, name) for name in self.fields}
            shown.append({**row, "tied": item.rank == last})
            last = item.rank
        return shown

    def filled(self) -> list[dict[str, Any]]:
        """In the order of the list; what is new was mentioned in the order in which it was typed."""
        numbers = [form.cleaned_data.get("mentioned") or 0 for form in self.forms]
        last = max([self.initial_form_count(), *numbers])
        for form in self.forms[self.initial_form_count() :]:
            row = form.cleaned_data
            if row.get(form.WORDS) and not row["mentioned"]:
                row["mentioned"] = last = last + 1
        return super().filled()

    def kept(self) -> list[dict[str, Any]]:
        """Rows in order with “the same as above” → rows with their rank, 1 weighs most."""
        items, rank = [], 0
        for position, row in enumerate(self.filled(), start=1):
            rank = rank if row["tied"] and items else position
            items.append({**{name: row[name] for name in self.fields}, "rank": rank})
        return items


class QuoteRows(RowFormSet):
    """What they said, word for word."""

    keeps, label, step = "quotes", _("What they said"), "s6"
    fields = ("words", "gloss", "about", "share_scope")
    full = _("Six is as much as one session keeps. Keep those that say most.")
    in_words = staticmethod(said_lines)


StrengthFormSet = rows_of(StrengthForm, MOST_STRENGTHS, StrengthRows)
ItemFormSet = rows_of(ItemForm, MOST_ITEMS, ItemRows, order=True)
QuoteFormSet = rows_of(QuoteForm, MOST_QUOTES, QuoteRows)
