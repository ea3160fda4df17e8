"""What do we ask when a phase begins or ends?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, PersonForm, one_of, past_day, text

from ..focal_point import nobody_to_tell
from ..models import NEEDS_NO_YES, Agreement, Community, Decider, Phase
from ..states import AgreementStatus
from .asking import AsksTheGroups
from .naming import NamesNobody


class PhaseForm(NamesNobody, AsksTheGroups, CreateForm):
    """What the work is about from now on, what was decided, and whose yes it stands on."""

    told_in = ("decision",)
    kind = one_of(_("What is it about?"), ())
    began_on = past_day(_("Since when?"), initial=clock.today)
    decision = text(_("What was decided?"), required=False, rows=2, most=600)
    decided_by = one_of(
        _("Who decided it?"), [("", _("Not said yet")), *Decider.choices], required=False
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        self.agreement = agreement
        super().__init__(*args, **kwargs)
        kinds = Phase.may_begin_at(agreement.status)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0].value
        self.needs_yes = not NEEDS_NO_YES.issuperset(kinds)
        # What was sent before has its yes already.
        self.yes = agreement.free_yes(self.data.get("id"))
        if self.needs_yes and self.yes is None:
            self.ask_the_groups()

    def community(self) -> Community:
        return self.agreement.community

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if kind == Phase.Kind.LEARNING and (sentence := nobody_to_tell(self.community())):
            raise forms.ValidationError(sentence)
        return kind

    def clean_began_on(self) -> date:
        began_on = self.cleaned_data["began_on"]
        if self.agreement.status == AgreementStatus.EXPLORING:
            return began_on
        if not self.needs_yes or self.yes is None:
            return self.refuse_before_last_step(began_on)
        if began_on < self.yes.decided_on:
            words = {"day": date_format(self.yes.decided_on, "j F Y")}
            raise forms.ValidationError(_("They said yes on %(day)s.") % words)
        return began_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.groups:
            self.demand_a_yes()
        return cleaned


class PhaseEndForm(PersonForm):
    ended_on = past_day(_("Ended on"), initial=clock.today)

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any):
        self.phase = phase
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> date:
        ended_on = self.cleaned_data["ended_on"]
        if ended_on < self.phase.began_on:
            raise forms.ValidationError(_("This is before it began."))
        return ended_on
