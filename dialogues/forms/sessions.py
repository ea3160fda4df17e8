"""How does a facilitator write down a dialogue? Six short steps, in any order, left and resumed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, day, line, one_of, text, tick
from participants.models import Reach, Subgroup

from ..guard import new_hints, reason_is_new
from ..models import DialogueSession, ShareScope, TimeBand, Venue
from ..models.sessions import stored_rows
from ..states import SessionStatus
from .counts import HeadCountForm, count_lines, number

# Together with the counts they stay below the number of fields that a request may carry.
MOST_ITEMS, MOST_STRENGTHS = 30, 15
LANGUAGES = [
    ("kri", "Krio"), ("men", "Mɛnde"), ("tem", "Thɛmnɛ"), ("sw", "Kiswahili"),
    ("nyf", "Kigiryama"), ("en", "English"), ("fr", "Français"), ("ar", "العربية"),
]  # fmt: skip


class BeginSessionForm(CreateForm):
    """Which group spoke? The groups of the communities that take part now, in one list."""

    subgroup = forms.ModelChoiceField(Subgroup.objects.none(), label=_("Who spoke?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        taking_part = Subgroup.objects.where(self.user, Permission.LOG_SESSION).taking_part()
        self.fields["subgroup"].queryset = taking_part.select_related(
            "community__cluster", "community__agreement"
        )

    def by_community(self) -> list[tuple[Any, list[Subgroup]]]:
        """Community → its groups, as the page lays them out."""
        groups: dict[Any, list[Subgroup]] = {}
        for subgroup in self.fields["subgroup"].queryset.order_by(
            "community__name", "position", "id"
        ):
            groups.setdefault(subgroup.community, []).append(subgroup)
        return list(groups.items())


class SessionForm(EditForm):
    """What is said once of a session. Nothing is required of notes that are not finished."""

    subgroup = forms.ModelChoiceField(Subgroup.objects.none(), label=_("Group"))
    held_on = day(_("Day"))
    time_band = one_of(_("Time of day"), TimeBand.choices, required=False)
    venue = forms.ChoiceField(
        label=_("Kind of place"), choices=[("", "–"), *Venue.choices], required=False
    )
    language = forms.ChoiceField(label=_("Language spoken"), choices=LANGUAGES)
    limits_explained = tick(
        _("We said what stays private and what cannot"), help_text=_("Before anyone spoke.")
    )
    households = number(_("Households visited"), _("A number only: never whose, never where."))
    left_early = number(_("People who left before the end"), _("Nobody is asked why."))
    strengths_asked = tick(_("We asked, and nothing was said"))
    promise = text(_("We promised the group"), required=False, most=600, rows=2)
    promise_by = day(_("By when"), required=False)
    identifier_reason = line(
        _("Why do these words name nobody?"), required=False, most=300
    )  # asked of notes that already count; of others at the last look
    notes: SessionNotes

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.record.status == SessionStatus.DRAFT:
            del self.fields["identifier_reason"]
        if self.record.subgroup.reached_by != Reach.HOME_VISITS:
            del self.fields["households"]
        self.fields["subgroup"].queryset = Subgroup.objects.filter(community=self.record.community)
        self.fields["language"].choices = self._languages()

    def clean(self) -> dict[str, Any]:
        """Households are counted where people are visited, also when the group is corrected."""
        cleaned = super().clean()
        group = cleaned.get("subgroup")
        if group is not None and group.reached_by != Reach.HOME_VISITS:
            cleaned["households"] = None
        return cleaned

    def rows_of_both(self, record: object) -> list[tuple[str, str, str]]:
        """What harms, what protects and who came, as typed and as it stands."""
        mine, theirs = self.notes.values(), stored_rows(record)
        return [
            (str(label), told(mine[name]), told(theirs[name]))
            for name, (label, told) in ROWS_IN_WORDS.items()
        ]

    def is_of_a_row(self, name: str) -> bool:
        return name.startswith(("items-", "strengths-", "people-", "hard-"))

    def _languages(self) -> list[tuple[str, str]]:
        """The languages known here, the community's own among them whatever it is."""
        own = self.record.community.language
        return LANGUAGES if own in dict(LANGUAGES) else [(own, own), *LANGUAGES]


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


def _said_lines(rows: list[dict[str, Any]]) -> str:
    """Rows as lines: their words, what it means, how far it may go."""
    scopes = dict(ShareScope.choices)
    lines = [
        " – ".join(filter(None, (row["local_term"], row["gloss"], str(scopes[row["share_scope"]]))))
        for row in rows
    ]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


ROWS_IN_WORDS = {
    "head_counts": (_("How many came"), count_lines),
    "strengths": (_("What already protects children"), _said_lines),
    "items": (_("What harms children"), _said_lines),
}


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


class SessionNotes:
    """The whole form: what is said once, the counts, what protects, what harms."""

    def __init__(self, session: DialogueSession, *, user: Any, data: Any = None):
        self.session = session
        self.form = SessionForm(data, record=session, user=user)
        self.form.notes = self
        self.counts = HeadCountForm(data, session=session, user=user)
        self.strengths = StrengthFormSet(
            data,
            prefix="strengths",
            initial=list(session.strengths.values("local_term", "gloss", "share_scope")),
        )
        self.items = ItemFormSet(data, prefix="items", initial=initial_items(session))

    @property
    def parts(self) -> tuple[Any, ...]:
        return (self.form, self.counts, self.strengths, self.items)

    def is_valid(self) -> bool:
        return all([part.is_valid() for part in self.parts]) and self._names_nobody_new()

    def _names_nobody_new(self) -> bool:
        """In notes that count, words that may name someone need a reason of their own."""
        if self.session.status == SessionStatus.DRAFT:
            return True
        values = self.values()
        new = new_hints(self.session, values)
        if new and not reason_is_new(self.session, values["values"]):
            excerpts = ", ".join(f"“{hint.excerpt}”" for hint in new)
            self.form.add_error(
                "identifier_reason",
                _("%(words)s may tell who someone is. Rewrite it, or say why it does not.")
                % {"words": excerpts},
            )
        return not self.form.errors

    def values(self) -> dict[str, Any]:
        """What `save_session` takes."""
        values = dict(self.form.cleaned_data)
        return {
            "version": values.pop("version"),
            "values": values,
            "head_counts": self.counts.rows(),
            "strengths": [
                {name: row[name] for name in ("local_term", "gloss", "share_scope")}
                for row in self.strengths.rows()
            ],
            "items": ranked(self.items.rows()),
        }

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (field's id, its label, what to do), in the order of the page."""
        found = []
        for form in (self.form, self.counts, *self.strengths.forms, *self.items.forms):
            for name, messages in form.errors.items():
                bound = form[name]
                found += [(bound.auto_id, bound.label, message) for message in messages]
        for step, rows in (("s3", self.strengths), ("s4", self.items)):
            found += [(step, _("The list"), message) for message in rows.non_form_errors()]
        return found


class RecordSessionForm(PersonForm):
    """The last look before the notes count."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    identifier_reason = line(
        _("Why do these words name nobody?"),
        required=False,
        most=300,
        help_text=_("Kept with the session. Better: go back and rewrite them."),
    )

    def __init__(self, *args: Any, hints: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if hints:
            self.fields["identifier_reason"].required = True
        else:
            del self.fields["identifier_reason"]
