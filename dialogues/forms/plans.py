"""What does a person fill in to write a plan, its steps and children's part in them?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, day, line, one_of, text, tick
from participants.models import CHILD_AGES, Children, Community, ProtectivePractice, Round, Subgroup

from ..guard import reason_kept
from ..models import Action, ActionPlan, ChildRole, Choice, Harm
from ..models.plans import SAY_WHY_ON_NOTHING, harms_raised_in
from ..models.told import told_words
from ..safeguards import asks_to_report, report_sentence
from .naming import NamesNobody


class HarmField(forms.ModelChoiceField):
    """One of the community's own terms, in the words a group lets it hear."""

    widget = forms.RadioSelect
    told: Mapping[uuid.UUID, tuple[str, str]] = {}

    def label_from_instance(self, harm: Harm) -> str:
        return said(*self.told.get(harm.pk, (harm.local_term, "")))


class TermsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, term: ProtectivePractice) -> str:
        return said(term.local_term, term.gloss)


def said(term: str, gloss: str) -> str:
    """A term as it is offered: the words, then what they mean."""
    return f"{term} – {gloss}" if gloss else term


class PlanWords(forms.Form):
    """The words of a plan: nothing in them makes a child watch or report on adults."""

    words_of: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.words_of:
            if found := asks_to_report(cleaned.get(name, "")):
                self.add_error(name, report_sentence(found))
        return cleaned


class _PlanFields(NamesNobody, PlanWords):
    words_of = ("name", "goal")
    told_in = (*words_of, "builds_on_reason")
    harm = HarmField(
        label=_("What is it about?"),
        help_text=_("What the groups of this round put on their lists, in their words."),
        queryset=Harm.objects.none(),
        empty_label=None,
    )
    name = line(
        _("Name of the plan"), most=120, help_text=_("As the community says it, in its words.")
    )
    goal = line(_("What will be different?"), most=300)
    builds_on = TermsField(
        label=_("What already protects children, and this plan builds on"),
        queryset=ProtectivePractice.objects.none(),
        required=False,
    )
    builds_on_reason = text(
        _("If it builds on nothing of this: why?"), required=False, rows=2, most=600, initial=""
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("builds_on"):
            self.cleaned_data["builds_on_reason"] = ""
        cleaned = super().clean()
        says_nothing = "builds_on" in cleaned and not cleaned["builds_on"]
        if says_nothing and cleaned.get("builds_on_reason") == "":
            self.add_error("builds_on_reason", SAY_WHY_ON_NOTHING)
        return cleaned

    def offer(self, listening: Round) -> None:
        self.fields["harm"].told = told_words(listening)
        self.fields["harm"].queryset = harms_raised_in(listening)
        practices = ProtectivePractice.objects.told_in(listening.community_id)
        self.fields["builds_on"].queryset = practices


class PlanAddForm(_PlanFields, CreateForm):
    field_order = ("harm", "name", "goal", "builds_on", "builds_on_reason", "identifier_reason")

    def __init__(self, *args: Any, round: Round, choice: Choice | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.round = round
        self.offer(round)
        if choice is not None:  # it is about what the gathering chose
            harm = self.fields["harm"]
            harm.queryset = harm.queryset.filter(pk=choice.option.finding.harm_id)
            harm.initial = choice.option.finding.harm_id

    def community(self) -> Community:
        return self.round.community


class PlanEditForm(_PlanFields, EditForm):
    field_order = ("harm", "name", "goal", "builds_on", "builds_on_reason", "identifier_reason")

    def __init__(self, *args: Any, record: ActionPlan, **kwargs: Any):
        initial = {"builds_on": list(record.builds_on.all())}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self.offer(record.round)
        # A group may withhold later what this plan is already about: its words stay open to change.
        offered = self.fields["harm"].queryset
        self.fields["harm"].queryset = Harm.objects.filter(
            Q(pk__in=offered.values("pk")) | Q(pk=record.harm_id)
        )
        practices = self.fields["builds_on"].queryset
        self.fields["builds_on"].queryset = ProtectivePractice.objects.filter(
            Q(pk__in=practices.values("pk")) | Q(pk__in=[one.pk for one in initial["builds_on"]])
        )

    def community(self) -> Community:
        return self.record.community


class _PlanReasonForm(NamesNobody, EditForm):
    """Asks why a plan moves; the reason it was written with stands on its own form."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"identifier_reason": ""}, **kwargs)

    def community(self) -> Community:
        return self.record.community


class PlanSendForm(_PlanReasonForm):
    """Asks why now, when somebody was not heard."""

    told_in = ("unheard_reason",)
    field_order = ("unheard_reason", "identifier_reason")
    unheard_reason = text(_("Why does the plan go out now?"), rows=2, most=600)

    def __init__(self, *args: Any, unheard: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not unheard:
            del self.fields["unheard_reason"]


class VersionForm(PersonForm):
    """A button: what it moves, as it stood when the button was shown."""

    version = forms.IntegerField(min_value=1)


class PlanMoveForm(VersionForm):
    to = forms.CharField(max_length=20)


class PlanSetAsideForm(_PlanReasonForm):
    told_in = ("set_aside_reason",)
    field_order = ("set_aside_reason", "identifier_reason")
    set_aside_reason = text(
        _("Whose decision was it, and why?"),
        rows=3,
        most=600,
        help_text=_("It stays on the plan, for whoever reads it later."),
    )


class _ActionFields(NamesNobody, PlanWords):
    words_of = told_in = ("what", "details")
    what = line(_("What will be done?"), most=160)
    details = text(_("How?"), required=False, most=300, rows=2)
    owner_group = forms.ModelChoiceField(
        label=_("Which group sees to it?"),
        help_text=_("A group, never one person."),
        queryset=Subgroup.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    starts_on = day(_("Starts on"), required=False)
    due_on = day(_("Ready by"), required=False)
    weight = one_of(
        _("How much of the work is it?"),
        Action.Weight.choices,
        required=False,
        coerce=int,
        empty_value=Action.Weight.SMALL,
        initial=Action.Weight.SMALL,
        help_text=_("A large one counts as three small ones when the plan says how far it is."),
    )
    parent = forms.ModelChoiceField(
        label=_("Is it a part of another step?"),
        queryset=Action.objects.none(),
        widget=forms.RadioSelect,
        required=False,
        empty_label=_("No, it stands by itself"),
        help_text=_("The other step is then as far as its parts are."),
    )
    symbol = one_of(_("Picture beside it"), Action.Symbol.choices, initial=Action.Symbol.PAGE)

    def offer_steps(self, plan: ActionPlan, part: Action | None = None) -> None:
        """The steps it can be a part of; what is made of steps itself is asked nothing."""
        steps = Action.objects.could_hold(plan)
        if part is not None:
            steps = steps.exclude(pk=part.pk) | Action.objects.filter(pk=part.parent_id)
        if (part is not None and part.parts_now) or not steps.exists():
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = steps

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, due = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", _("It cannot be ready before it starts."))
        return cleaned


class ActionAddForm(_ActionFields, CreateForm):
    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["owner_group"].queryset = plan.community.subgroups.visible_to(self.user)
        self.offer_steps(plan)

    def community(self) -> Community:
        return self.plan.community


class ActionEditForm(_ActionFields, EditForm):
    def __init__(self, *args: Any, record: Action, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        groups = record.plan.community.subgroups.visible_to(self.user)
        self.fields["owner_group"].queryset = groups
        self.offer_steps(record.plan, part=record)

    def community(self) -> Community:
        return self.record.plan.community


class _ActionReportForm(NamesNobody, EditForm):
    """Asks what became of a step; the reason its words were written with stands on its own form."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"identifier_reason": ""}, **kwargs)

    def community(self) -> Community:
        return self.record.plan.community


class ActionDoneForm(_ActionReportForm):
    told_in = ("evidence",)
    field_order = ("evidence", "identifier_reason")
    evidence = text(
        _("How do we know it is done?"),
        rows=3,
        most=600,
        help_text=_("What people can see or count, in words. No names."),
    )


class ActionDropForm(_ActionReportForm):
    told_in = ("dropped_reason",)
    field_order = ("dropped_reason", "identifier_reason")
    dropped_reason = text(
        _("Why will this not be done?"), rows=3, most=600, help_text=_("It stays on the plan.")
    )


class _ChildRoleFields(NamesNobody, PlanWords):
    words_of = told_in = ("role", "support_needed")
    field_order = ("role", "identifier_reason")
    role = line(_("What do children do?"), help_text=_("What they do, never who they are."))
    mode = one_of(_("Who leads?"), ChildRole.Mode.choices)
    started_by = one_of(_("Whose idea was it?"), ChildRole.Starter.choices)
    sex = one_of(_("Who?"), Children.choices)
    age_band = one_of(_("How old?"), CHILD_AGES)
    how_many = forms.IntegerField(label=_("How many?"), min_value=1, max_value=999)
    chosen_by_children = tick(_("Children themselves chose who does it"))
    safety_checked = tick(_("We asked what could harm them, and saw to it"))
    time_checked = tick(_("It leaves time for school, rest and play"))
    support_needed = line(
        _("What do they need for it?"),
        required=False,
        most=300,
        help_text=_("As: a place, paper and paint, an adult who walks home with them."),
    )


class ChildRoleAddForm(_ChildRoleFields, CreateForm):
    def __init__(self, *args: Any, action: Action, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action = action

    def community(self) -> Community:
        return self.action.plan.community


class ChildRoleEditForm(_ChildRoleFields, EditForm):
    def __init__(self, *args: Any, record: ChildRole, **kwargs: Any):
        initial = {"identifier_reason": reason_kept(record.pk)}
        super().__init__(*args, record=record, initial=initial, **kwargs)

    def community(self) -> Community:
        return self.record.action.plan.community
