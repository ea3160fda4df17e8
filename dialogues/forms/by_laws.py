"""What is asked of a rule that the community gave itself?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, EditForm, day, line, one_of, past_day, refuse_before
from cpfacilitate.lib.forms import text as words
from participants.models import Community

from ..models import ByLaw, Practice
from ..models.by_laws import TEXTS
from .naming import NamesNobody


class _ByLawFields(NamesNobody):
    told_in = TEXTS[:-1]
    local_title = line(_("What do people here call it?"))
    text = words(_("What does it say?"), rows=4, help_text=_("As it was agreed, word for word."))
    practice = forms.ModelChoiceField(
        Practice.objects.none(),
        label=_("Is it about a practice that was talked of?"),
        required=False,
        empty_label=_("About none of them"),
        help_text=_("Only facilitator and mentor see this link."),
    )
    agreed_on = past_day(_("On which day was it agreed?"))
    who_agreed = line(
        _("Which groups agreed?"), most=300, help_text=_("Also which were not asked, or said no.")
    )
    sanctions = words(_("What follows for who does not keep it?"), required=False)
    who_enforces = line(
        _("Who sees that it is kept?"),
        required=False,
        most=300,
        help_text=_("Which people, never who."),
    )
    appeal = line(
        _("Whom can one ask who finds it unjust?"),
        required=False,
        most=300,
    )
    effect_on_poorest = words(
        _("What does it cost the poorest?"),
        help_text=_("In money, time or shame. Ask them; “nothing” is an answer, too."),
    )
    consistent_with_law = one_of(
        _("Does it go together with the law of the country?"), ByLaw.WithLaw.choices
    )
    review_on = day(
        _("When does the community want to look at it again?"),
        required=False,
        help_text=_("It then stands on the list of rules, for everybody who reads them."),
    )

    def choose_from(self, community: Community) -> None:
        read = Practice.objects.visible_to(self.user).filter(community=community)
        self.fields["practice"].queryset = read


ASKED = (
    "local_title", "text", "agreed_on", "who_agreed", "sanctions", "who_enforces", "appeal",
    "effect_on_poorest", "consistent_with_law", "review_on", "practice",
)  # fmt: skip


class ByLawAddForm(_ByLawFields, CreateForm):
    field_order = (*ASKED, "identifier_reason")

    def __init__(self, *args: Any, community: Community, practice: str = "", **kwargs: Any):
        super().__init__(*args, initial={"practice": practice}, **kwargs)
        self._community = community
        self.choose_from(community)

    def community(self) -> Community:
        return self._community


class ByLawEditForm(_ByLawFields, EditForm):
    told_in = TEXTS
    ended_on = past_day(_("No longer in force since"), required=False)
    ended_because = words(
        _("Why did it end?"), required=False, most=600, rows=2, help_text=_("Whose wish was it?")
    )
    field_order = (*ASKED, "ended_on", "ended_because", "identifier_reason")

    def __init__(self, *args: Any, record: ByLaw, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.choose_from(record.community)

    def community(self) -> Community:
        return self.record.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        agreed_on, ended_on = cleaned.get("agreed_on"), cleaned.get("ended_on")
        if agreed_on:
            refuse_before(self, "ended_on", agreed_on, _("This is before it was agreed."))
        if ended_on and not cleaned.get("ended_because", "").strip():
            self.add_error("ended_because", _("Say why it ended."))
        if "ended_on" not in self.errors and not ended_on and cleaned.get("ended_because"):
            self.add_error("ended_on", _("Say since when, or leave out why."))
        return cleaned
