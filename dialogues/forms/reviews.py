"""What does a group say of its plan, and what did the gathering decide?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import (
    CreateForm,
    PersonForm,
    day,
    line,
    one_of,
    past_day,
    refuse_before,
    some_of,
    text,
)
from participants.models import Community, Subgroup

from ..changes import SAME, MarkedItem, numbered
from ..models import Action, ActionPlan, Decision, Kind, PlanReview
from ..permissions.plans import can_prepare_plan, groups_to_speak_for
from .naming import NamesNobody

KEY = 60  # characters that no key, day or choice of a form goes beyond
# What belongs to one card of the walk: the other cards ask for the rest of the same answer.
PARTS: Mapping[str, tuple[str, ...]] = {
    "answer": ("answer",),
    "words": ("words", "about", "identifier_reason"),
    "group": ("subgroup", "told_on", "told_at", "identifier_reason"),
}


def kept_of(typed: Mapping[str, str]) -> dict[str, str]:
    """What of an answer waits in a person's session until it is sent: no more than it can hold."""
    most = {name: getattr(field, "max_length", None) for name, field in _told().items()}
    # A new line is sent as two characters and counts as one.
    return {name: each for name, each in typed.items() if len(each) <= 2 * (most.get(name) or KEY)}


def _told() -> Mapping[str, forms.Field]:
    return PlanReviewForm.base_fields


class _AtAMeeting(NamesNobody, PersonForm):
    """What is told is told at a meeting, which is named so that the group can say if it was not so."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    told_on = past_day(
        _("Day of the meeting"), to_come=_("The day of the meeting is still to come.")
    )
    told_at = line(
        _("Which meeting was it?"),
        most=120,
        help_text=_("As: the planning group under the mango tree. No names."),
    )

    def __init__(
        self, *args: Any, plan: ActionPlan, steps: Iterable[Action] | None = None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["edition"].initial = plan.edition
        self.plan, self._steps = plan, steps

    def community(self) -> Community:
        return self.plan.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if changed_on := self.plan.changed_on():
            changed = _(
                "The plan changed on %(day)s. Ask again what people say to it as it is now."
            )
            day = date_format(changed_on, "j F")
            refuse_before(self, "told_on", changed_on, changed % {"day": day})
        return cleaned

    @cached_property
    def actions(self) -> dict[str, Action]:
        """The steps a change can speak of, in the order of the plan."""
        actions = self.plan.actions.order_by("position", "id")
        actions = actions if self._steps is None else self._steps
        return {str(action.pk): action for action in actions}

    def which_step(self, widget: type[forms.Widget]) -> forms.TypedChoiceField:
        """A step by the number it has on the plan, or none of them."""
        items = [
            MarkedItem(key, SAME, {}, {"parent": str(action.parent_id or ""), "what": action.what})
            for key, action in self.actions.items()
        ]
        steps = [(item.id, f"{number}. {item.now['what']}") for number, item in numbered(items)]
        return forms.TypedChoiceField(
            label=_("Which step should change?"),
            choices=[("", _("Something else in the plan")), *steps],
            coerce=self.actions.get,
            empty_value=None,
            required=False,
            widget=widget,
        )


class PlanReviewForm(_AtAMeeting, CreateForm):
    """One group's answer to one edition."""

    told_in = ("words", "told_at")

    subgroup = forms.ModelChoiceField(
        label=_("For which group?"),
        queryset=Subgroup.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    answer = one_of(_("What does the group say?"), PlanReview.Answer.choices)
    words = text(_("In the group’s words"), required=False, rows=2, most=1000)

    def __init__(self, *args: Any, groups: list[Subgroup] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if groups is None:
            groups = groups_to_speak_for(self.user, self.plan)
        self.groups = groups
        group = self.fields["subgroup"]
        group.queryset = Subgroup.objects.filter(pk__in=[each.pk for each in groups])
        if len(groups) == 1:
            group.initial, group.widget = groups[0], forms.HiddenInput()
        self.fields["about"] = self.which_step(forms.RadioSelect)
        if not can_prepare_plan(self.user, self.plan.community):
            del self.fields["told_on"], self.fields["told_at"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer and answer != PlanReview.Answer.AGREE and not cleaned.get("words", "").strip():
            self.add_error("words", _("Say in a few words what the group wants. It is kept."))
        return cleaned

    def stands(self, part: str) -> bool:
        """Is there nothing to put right in what one card asks?"""
        return not any(self.errors.get(name) for name in PARTS[part])


class ChangeAnswerForm(NamesNobody, PersonForm):
    """What became of a change that a group asked for."""

    told_in = ("answered_words",)
    field_order = ("review", "version", "answered_words", "identifier_reason")

    review = forms.ModelChoiceField(queryset=PlanReview.objects.none(), widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    answered_words = text(_("What became of it?"), rows=2, most=1000)

    def __init__(
        self, *args: Any, plan: ActionPlan, review: PlanReview | None = None, **kwargs: Any
    ):
        if review is not None:
            kwargs.setdefault("auto_id", f"change-{review.pk}-%s")
            kwargs["initial"] = {"review": review, "version": review.version}
        super().__init__(*args, **kwargs)
        self.fields["review"].queryset = plan.reviews.standing().asked()
        self.plan = plan

    def community(self) -> Community:
        return self.plan.community

    def clean_review(self) -> PlanReview:
        """The copy a stale answer is compared with, in the words of this form."""
        review = self.cleaned_data["review"]
        review.shown_in = self
        return review


class DecisionForm(NamesNobody, CreateForm):
    told_in = ("present", "dissent")
    field_order = (
        "held_on", "how", "took_part", "present", "dissent", "review_on", "identifier_reason",
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    held_on = past_day(
        _("Day of the gathering"), to_come=_("The day of the gathering is still to come.")
    )
    how = one_of(_("How was it decided?"), Decision.How.choices)
    present = line(
        _("Who was there?"),
        most=300,
        help_text=_("In numbers, as: 31 men, 38 women, 22 girls, 19 boys. No names."),
    )
    dissent = text(
        _("Who saw it differently, in their words"),
        required=False,
        most=1000,
        help_text=_("It stays on the plan. It does not stop it."),
    )
    took_part = some_of(_("Which groups took part?"), Kind.choices, required=False)
    review_on = day(
        _("When will the community look at it again?"),
        required=False,
        help_text=_("Its own day, where it named one."),
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["edition"].initial = plan.edition
        self.plan = plan

    def community(self) -> Community:
        return self.plan.community
