"""What does a facilitator say once of a dialogue, and how do its notes begin and begin to count?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, day, line, one_of, text, tick
from cpfacilitate.lib.identifiers import Hint
from participants.models import Assignment, Channel, PlannedVoice, Subgroup
from participants.naming import reason_sentence

from ..guard import told_by_reason
from ..models import DialogueSession, Interpreted, TimeBand, Venue
from ..models.sessions import GROUP_STAYS
from ..scripts import SCRIPTS, script_for
from ..states import SessionStatus
from .before import BeforeFields
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

    def again(self) -> Subgroup | None:
        """The group of this person's last notes, where it may speak again today."""
        last = DialogueSession.objects.filter(created_by=self.user).latest_begun()
        groups = self.fields["subgroup"].queryset
        group = groups.filter(pk=last.subgroup_id).first() if last else None
        return group if group and group.community.agreement.is_live else None

    def by_community(self) -> list[tuple[Any, list[Subgroup]]]:
        """Community → its groups, as the page lays them out."""
        groups: dict[Any, list[Subgroup]] = {}
        for subgroup in self.fields["subgroup"].queryset.order_by(
            "community__name", "position", "id"
        ):
            groups.setdefault(subgroup.community, []).append(subgroup)
        return list(groups.items())


class SessionForm(BeforeFields, SpaceAndVoice, EditForm):
    """What is said once of a session. Nothing is required of notes that are not finished."""

    subgroup = forms.ModelChoiceField(Subgroup.objects.none(), label=_("Group"), empty_label=None)
    held_on = day(_("Day"))
    time_band = one_of(_("Time of day"), TimeBand.choices, required=False)
    venue = forms.ChoiceField(
        label=_("Kind of place"), choices=[("", "–"), *Venue.choices], required=False
    )
    channel = forms.ChoiceField(label=_("By which way"), required=False)
    language = forms.ChoiceField(label=_("Language spoken"), choices=LANGUAGES)
    more_languages = line(
        _("Other languages spoken"), required=False, most=100, help_text=_("If there were any.")
    )
    interpreted = forms.ChoiceField(
        label=_("Interpreting"), choices=[("", "–"), *Interpreted.choices], required=False
    )
    led_with = forms.ModelChoiceField(
        User.objects.none(), label=_("Facilitated together with"), required=False, empty_label="–"
    )
    note_taker = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who took notes"),
        required=False,
        empty_label=_("I did, or nobody else"),
    )
    question = line(
        _("The question we asked"), required=False, most=300, help_text=_("If there was one.")
    )
    counted_together = number(_("Everybody together"), _("If you counted only that."))
    households = number(_("Households visited"), _("A number only: never whose, never where."))
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
    identifier_reason = line(
        _("Why do these words name nobody?"), required=False, most=300
    )  # asked of notes that already count; of others at the last look
    notes: SessionNotes

    def __init__(self, data: Any = None, *, session: DialogueSession, user: Any):
        read = session.consent_script
        shown = read if read in SCRIPTS else script_for(session.subgroup).version
        super().__init__(data, record=session, user=user, initial={"consent_script": shown})
        if self.record.status == SessionStatus.DRAFT:
            del self.fields["identifier_reason"]
        self.leave_out_where_no_child_spoke(self.record.subgroup.lens)
        self._offer_groups()
        self.fields["language"].choices = self._languages()
        self.fields["channel"].choices = self._ways()
        self._offer_people()

    def clean(self) -> dict[str, Any]:
        """A way is always there; households are counted where people are visited.

        What was promised lies ahead of the day on which it was.
        """
        cleaned = super().clean()
        cleaned["channel"] = cleaned.get("channel") or self.record.channel
        if cleaned["channel"] != Channel.HOME_VISITS:
            cleaned["households"] = None
        held_on, promise_by = cleaned.get("held_on"), cleaned.get("promise_by")
        if held_on and promise_by and promise_by < held_on:
            self.add_error(
                "promise_by",
                _("This is before the day of the dialogue. Choose that day or a later one."),
            )
        return cleaned

    def says_more(self) -> bool:
        """Is something written in what is folded away at first?"""
        names = ("led_with", "note_taker", "more_languages", "question")
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)

    @cached_property
    def last(self) -> DialogueSession | None:
        """The dialogue before with this group, of notes that are still a draft."""
        if self.record.status != SessionStatus.DRAFT:
            return None
        return DialogueSession.objects.filter(subgroup=self.record.subgroup).heard().first()

    def as_last_time(self) -> DialogueSession | None:
        """The dialogue before, where these notes still offer what was so then."""
        last = self.last
        same = (
            last
            and last.venue
            and all(
                getattr(last, name) == getattr(self.record, name) for name in ("venue", "language")
            )
        )
        return last if same else None

    def rows_of_both(self, record: object) -> list[tuple[str, str, str]]:
        """Every list of the notes, as typed and as it stands."""
        return self.notes.rows_of_both(record)

    def is_of_a_row(self, name: str) -> bool:
        return self.notes.is_of_a_row(name)

    def _offer_groups(self) -> None:
        """Of notes that count the group stays: the round heard them as that group's."""
        groups = Subgroup.objects.filter(community=self.record.community)
        if self.record.status != SessionStatus.DRAFT:
            groups = groups.filter(pk=self.record.subgroup_id)
            self.fields["subgroup"].error_messages["invalid_choice"] = GROUP_STAYS
        self.fields["subgroup"].queryset = groups

    def _offer_people(self) -> None:
        """Whoever else may log a dialogue here, and whoever is written already; no field for nobody."""
        may = Assignment.objects.people_who_may(Permission.LOG_SESSION, self.record.community)
        written = User.objects.filter(pk__in=[self.record.led_with_id, self.record.note_taker_id])
        others = (may | written).exclude(pk=self.user.pk)
        anybody = others.exists()
        for name in ("led_with", "note_taker"):
            self.fields[name].queryset = others
            if not anybody:
                del self.fields[name]

    def _ways(self) -> list[Any]:
        """What is planned for the group in this round first."""
        planned = PlannedVoice.objects.filter(
            round=self.record.round_id, subgroup=self.record.subgroup_id
        ).values_list("channel", flat=True)
        first = [choice for choice in Channel.choices if choice[0] in set(planned)]
        others = [choice for choice in Channel.choices if choice not in first]
        if not first:
            return others
        return [(_("Planned in this round"), first), (_("Another way"), others)]

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

    def __init__(self, *args: Any, session: DialogueSession, hints: list[Hint], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session, self.hints = session, hints
        if hints:
            self.fields["identifier_reason"].required = True
        else:
            del self.fields["identifier_reason"]

    def clean_identifier_reason(self) -> str:
        reason = self.cleaned_data["identifier_reason"]
        told = told_by_reason(self.session.community, reason, self.hints, by=self.user)
        if told:
            self.add_error("identifier_reason", reason_sentence(told))
        return reason
