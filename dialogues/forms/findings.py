"""What is asked about carrying what was heard, about an answer to it, and about telling back?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, one_of, past_day, refuse_before, text
from participants.forms.fields import refuse_before_round
from participants.models import Community, Round, Subgroup

from ..models import Action, ActionPlan, Finding
from ..models.carried import Answered, Audience, Form, Reaction, Teller
from ..states import ActionStatus
from ..trail import Trail, groups_that_told, sources
from .naming import NamesNobody


class SomeFindings(forms.ModelMultipleChoiceField):
    """Findings, all in view, in the words of the page."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any, **kwargs: Any):
        super().__init__(Finding.objects.none(), label=label, **kwargs)

    def offer(self, listening: Round, trails: Iterable[Trail]) -> None:
        """Show these; that another one of the round is not possible now, the action says."""
        self.queryset = Finding.objects.filter(round=listening)
        self.choices = [(trail.finding.pk, _words(trail)) for trail in trails]


def _words(trail: Trail) -> str:
    return f"{trail.line.term} – {trail.line.gloss}" if trail.line.gloss else trail.line.term


class PresentationForm(NamesNobody, CreateForm):
    """Some findings, carried once."""

    told_in = ("shown",)
    field_order = ("findings", "audience", "form", "shown", "identifier_reason", "presented_on")
    findings = SomeFindings(_("What was carried to them?"))
    audience = one_of(_("To whom?"), Audience.choices)
    form = one_of(
        _("In which form?"), Form.choices, help_text=_("The form that those who said it chose.")
    )
    shown = text(
        _("What was shown?"),
        required=False,
        most=600,
        help_text=_("For example the story of the drama. No names."),
    )
    presented_on = past_day(_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, listening: Round, trails: Iterable[Trail], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.listening = listening
        self.fields["findings"].offer(listening, trails)

    def community(self) -> Community:
        return self.listening.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before_round(self, "presented_on", self.listening)
        return cleaned


class ResponseForm(NamesNobody, CreateForm):
    """What those who decide made of one finding."""

    told_in = ("reason",)
    field_order = ("audience", "answer", "reason", "identifier_reason", "action", "answered_on")
    audience = one_of(_("Who answered?"), Audience.choices)
    answer = one_of(_("What did they answer?"), Answered.choices)
    reason = text(
        _("Why?"),
        most=600,
        help_text=_("Children are told this, so write it as one can say it to them. No names."),
    )
    action = forms.ModelChoiceField(
        Action.objects.none(),
        label=_("Which step of a plan came of it?"),
        required=False,
        empty_label=_("None yet"),
    )
    answered_on = past_day(_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.finding = finding
        plans = ActionPlan.objects.visible_to(self.user).filter(community=finding.community)
        steps = Action.objects.filter(plan__in=plans).exclude(status=ActionStatus.DROPPED)
        self.fields["action"].queryset = steps.select_related("plan")
        if last := finding.presentations.last():
            self.fields["audience"].initial = last.audience

    def community(self) -> Community:
        return self.finding.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if first := self.finding.presentations.first():
            too_early = _("This is before it was carried to them.")
            refuse_before(self, "answered_on", first.presented_on, too_early)
        return cleaned


class TellBackForm(NamesNobody, CreateForm):
    """Groups that were told, once, what came of some findings."""

    told_in = ("words",)
    field_order = (
        "findings", "groups", "told_by", "reaction", "words", "identifier_reason", "told_on",
    )  # fmt: skip
    findings = SomeFindings(_("What were they told about?"))
    groups = forms.ModelMultipleChoiceField(
        Subgroup.objects.none(),
        label=_("Which groups were told?"),
        widget=forms.CheckboxSelectMultiple,
    )
    told_by = one_of(_("Who told them?"), Teller.choices)
    reaction = one_of(_("How did they take it?"), Reaction.choices)
    words = text(
        _("What did they say?"), required=False, most=600, help_text=_("Never who said it.")
    )
    told_on = past_day(_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, listening: Round, trails: Iterable[Trail], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.listening = listening
        self.fields["findings"].offer(listening, trails)
        self.fields["groups"].queryset = Subgroup.objects.of(listening.community_id)

    def community(self) -> Community:
        return self.listening.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before_round(self, "told_on", self.listening)
        return cleaned


class WithdrawForm(EditForm):
    """Which group takes it back; why is not asked."""

    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(), label=_("Which group takes it back?"), widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = [group.pk for group in groups_that_told(sources(self.record))]
        self.fields["subgroup"].queryset = Subgroup.objects.filter(pk__in=groups)
