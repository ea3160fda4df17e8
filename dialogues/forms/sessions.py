"""What does a facilitator say once of a dialogue, and how do its notes begin and begin to count?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, day, line, one_of, text, tick
from participants.models import Reach, Subgroup

from ..models import TimeBand, Venue
from ..states import SessionStatus
from .counts import number
from .noticed import SpaceAndVoice

if TYPE_CHECKING:
    from .notes import SessionNotes

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


class SessionForm(SpaceAndVoice, EditForm):
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
    decisions_asked = text(
        _("What they ask to be decided"),
        required=False,
        most=600,
        rows=2,
        help_text=_("By the community, by leaders, by us."),
    )
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

    def __init__(self, data: Any = None, *, session: Any, user: Any):
        super().__init__(data, record=session, user=user)
        if self.record.status == SessionStatus.DRAFT:
            del self.fields["identifier_reason"]
        if self.record.subgroup.reached_by != Reach.HOME_VISITS:
            del self.fields["households"]
        self.leave_out_where_no_child_spoke(self.record.subgroup.lens)
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
        """Every list of the notes, as typed and as it stands."""
        return self.notes.rows_of_both(record)

    def is_of_a_row(self, name: str) -> bool:
        return self.notes.is_of_a_row(name)

    def _languages(self) -> list[tuple[str, str]]:
        """The languages known here, the community's own among them whatever it is."""
        own = self.record.community.language
        return LANGUAGES if own in dict(LANGUAGES) else [(own, own), *LANGUAGES]


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
