"""What do we ask about whom to hear, what hinders them, and when everybody meets?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    PersonForm,
    day,
    line,
    one_of,
    some_of,
    text,
)

from .. import permissions
from ..gatherings import unvisited_before, unvisited_sentence
from ..models import Accommodation, Channel, Community, PlannedVoice, Round, Subgroup
from .naming import NamesNobody

_Code = Accommodation.Code


class _VoiceFields(NamesNobody):
    """By which way, when, how often; and, for those who may know, what hinders."""

    told_in = ("note",)
    channel = one_of(_("By which way?"), Channel.choices)
    planned_on = day(
        _("Planned for"), required=False, help_text=_("Leave it empty until the group chose a day.")
    )
    times = forms.IntegerField(
        label=_("How many meetings, or rounds of visits?"), min_value=1, max_value=20, initial=1
    )
    hinders = some_of(
        _("What hinders them, and what do we do about it?"),
        [choice for choice in _Code.choices if choice[0] != _Code.OTHER],
        required=False,
    )
    note = line(_("Something else that helps them"), required=False)
    listening: Round
    group: Subgroup | None = None

    def community(self) -> Community:
        return self.listening.community

    def hide_what_hinders(self) -> None:
        """What hinders a group is known to facilitator and mentor only."""
        if not permissions.can_see_focus(self.user, self.listening.community):
            for name in ("hinders", "note", "identifier_reason"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        group, channel = cleaned.get("subgroup", self.group), cleaned.get("channel")
        if group and channel and self._is_planned(group, channel):
            self.add_error(
                "channel",
                _("This group is to be heard in this way already. Plan more meetings there."),
            )
        return cleaned

    def _is_planned(self, group: Subgroup, channel: str) -> bool:
        others = self.listening.planned_voices.filter(subgroup=group, channel=channel)
        return others.exclude(pk=self._own_key()).exists()

    def _own_key(self) -> Any:
        return self.cleaned_data.get("id")


class VoiceForm(_VoiceFields, CreateForm):
    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Who is to be heard?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    field_order = ["subgroup", "channel", "planned_on", "times", "hinders", "note"]

    def __init__(self, *args: Any, listening: Round, **kwargs: Any):
        self.listening = listening
        super().__init__(*args, **kwargs)
        self.fields["subgroup"].queryset = listening.community.subgroups.taking_part()
        self.hide_what_hinders()


class VoiceEditForm(_VoiceFields, EditForm):
    def __init__(self, *args: Any, record: PlannedVoice, **kwargs: Any):
        self.listening, self.group = record.round, record.subgroup
        helped = {row.code: row.note for row in record.accommodations.all()}
        initial = {
            "hinders": [code for code in helped if code != _Code.OTHER],
            "note": helped.get(_Code.OTHER, ""),
        }
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self.hide_what_hinders()

    def _own_key(self) -> Any:
        return self.record.pk


class DeliveryForm(PersonForm):
    """Of each thing that was planned: did it come?"""

    def __init__(self, *args: Any, voice: PlannedVoice, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.planned = list(voice.accommodations.all())
        for row in self.planned:
            self.fields[row.code] = one_of(
                row.in_words,
                [("yes", _("It came")), ("no", _("It did not come"))],
                initial={True: "yes", False: "no"}.get(row.delivered),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return {"came": {row.code: cleaned.get(row.code) == "yes" for row in self.planned}}


class GatheringForm(NamesNobody, EditForm):
    """The day on which everybody meets; why it comes first is asked only where it does."""

    told_in = ("reason",)
    gathering_on = day(
        _("The whole community meets on"),
        required=False,
        help_text=_("Leave it empty while no day is chosen."),
    )
    reason = text(
        _("Why does everybody meet before all are visited at home?"),
        required=False,
        most=600,
        rows=2,
        help_text=_("It stays with the round, for facilitator and mentor."),
    )

    def __init__(self, *args: Any, record: Round, **kwargs: Any):
        # Whoever may not know the reason writes a new one.
        knows = permissions.can_see_focus(kwargs["user"], record.community)
        initial = {"reason": record.gathering_reason} if knows else {"identifier_reason": ""}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self._box = self.fields["reason"].widget
        if not (knows and record.gathering_reason):
            self.fields["reason"].widget = forms.HiddenInput()

    def community(self) -> Community:
        return self.record.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.data.get("reason"):
            self.fields["reason"].widget = self._box
        day = cleaned.get("gathering_on")
        unvisited = unvisited_before(self.record, day)
        if unvisited:
            self.fields["reason"].widget = self._box
            if not cleaned.get("reason") and "reason" not in self.errors:
                self.add_error("reason", unvisited_sentence(unvisited, day))
        return cleaned
