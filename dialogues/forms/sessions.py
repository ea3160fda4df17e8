"""How does a facilitator write down a dialogue? Six short steps, in any order, left and resumed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, day, line, one_of, text, tick
from participants.models import Reach, Subgroup
from participants.naming import seen_words

from ..guard import new_hints, reason_is_new
from ..models import DialogueSession, TimeBand, Venue
from ..models.rows import stored_rows
from ..states import SessionStatus
from .counts import HeadCountForm, count_lines, number
from .said import ItemFormSet, StrengthFormSet, initial_items, ranked, said_lines

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
    private_note = text(
        _("Note for yourself"),
        required=False,
        help_text=_("Read by you and your mentor only. No names."),
    )
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
        mine, theirs = self.notes.values()["rows"], stored_rows(record)
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


ROWS_IN_WORDS = {
    "head_counts": (_("How many came"), count_lines),
    "strengths": (_("What already protects children"), said_lines),
    "items": (_("What harms children"), said_lines),
}


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
            self.form.add_error(
                "identifier_reason",
                _("%(words)s may tell who someone is. Rewrite it, or say why it does not.")
                % {"words": seen_words(new)},
            )
        return not self.form.errors

    def values(self) -> dict[str, Any]:
        """What `save_session` takes."""
        values = dict(self.form.cleaned_data)
        return {
            "version": values.pop("version"),
            "values": values,
            "rows": {
                "head_counts": self.counts.rows(),
                "strengths": [
                    {name: row[name] for name in ("local_term", "gloss", "share_scope")}
                    for row in self.strengths.rows()
                ],
                "items": ranked(self.items.rows()),
            },
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
