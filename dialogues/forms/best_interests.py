"""How are the ten questions asked, what does it mean for us, and what of the plan may hurt a child?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, one_of, past_day, text
from participants.models import Community, Subgroup

from ..models import ActionPlan, BestInterestsCheck, RedFlagKind
from ..models.best_interests import QUESTIONS, TEXTS, TOLD_OUTCOMES, FoundOut, Outcome
from .naming import NamesNobody

ANSWERS = [*FoundOut.choices, ("", _("Not asked yet"))]


class GroupsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class _CheckFields(NamesNobody):
    told_in = TEXTS
    was_there: tuple[Any, ...] = ()
    last = ("girls_said", "boys_said", "asked_on", "groups", "identifier_reason")  # to ask last
    asked_on = past_day(_("On which day did you talk it over last?"))
    groups = GroupsField(label=_("Who was there?"), queryset=Subgroup.objects.none())
    girls_said = text(
        _("What did girls say, apart?"),
        required=False,
        help_text=_("What the group said, never one girl. Facilitator and mentor read it."),
    )
    boys_said = text(
        _("What did boys say, apart?"),
        required=False,
        help_text=_("What the group said, never one boy. Facilitator and mentor read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = one_of(question, ANSWERS, required=False)
            self.fields[f"{name}_change"] = text(
                _("What will we change because of it?"), required=False, rows=2, most=600
            )
        self.fields["groups"].queryset = self.groups_offered()

    def plan_asked(self) -> ActionPlan:
        raise NotImplementedError

    def community(self) -> Community:
        return self.plan_asked().community

    def groups_offered(self) -> Any:
        """Whoever takes part now; `was_there` stays, though it may pause by now."""
        groups = Subgroup.objects.of(self.plan_asked().community_id)
        return groups.filter(Q(paused_on=None) | Q(pk__in=self.was_there))

    def questions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each question with the words for what changes because of it."""
        return [(self[name], self[f"{name}_change"]) for name in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = [*QUESTIONS, *TEXTS]
        if not self.errors and not any(cleaned.get(name, "").strip() for name in said):
            self.add_error(None, _("Answer one question at least. The others can wait."))
        return cleaned


class BestInterestsAddForm(_CheckFields, CreateForm):
    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        self._plan = plan
        super().__init__(*args, **kwargs)

    def plan_asked(self) -> ActionPlan:
        return self._plan


class BestInterestsEditForm(_CheckFields, EditForm):
    def __init__(self, *args: Any, record: BestInterestsCheck, **kwargs: Any):
        self._plan = record.plan
        said = {name: getattr(record, name) for name in (*QUESTIONS, *TEXTS)}
        self.was_there = tuple(group.pk for group in record.groups.all())
        initial = {**said, "groups": self.was_there}
        super().__init__(*args, record=record, initial=initial, **kwargs)

    def plan_asked(self) -> ActionPlan:
        return self._plan


class OutcomeForm(NamesNobody, EditForm):
    told_in = ("outcome_words",)
    field_order = ("outcome", "outcome_words", "identifier_reason")
    outcome = one_of(_("What does it mean for us?"), Outcome.choices)
    outcome_words = text(
        _("Why?"),
        required=False,
        rows=2,
        most=600,
        help_text=_("Where we open it again or cannot support it, the community reads this."),
    )

    def __init__(self, *args: Any, record: BestInterestsCheck, **kwargs: Any):
        initial = {"identifier_reason": ""}
        super().__init__(*args, record=record, initial=initial, **kwargs)

    def community(self) -> Community:
        return self.record.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        outcome, why = cleaned.get("outcome"), cleaned.get("outcome_words", "").strip()
        if outcome in TOLD_OUTCOMES and not why:
            self.add_error("outcome_words", _("Say why, in words the community can read."))
        if outcome == Outcome.SAFEGUARDING and why:
            self.add_error(
                "outcome_words",
                _(
                    "Write nothing of it here. Tell the focal point in confidence, and leave this empty."
                ),
            )
        return cleaned


class RedFlagForm(NamesNobody, CreateForm):
    """A flag that a person sets."""

    told_in = ("seen",)
    kind = one_of(_("What may it be?"), RedFlagKind.choices)
    seen = text(
        _("What in the plan makes you think of it?"),
        rows=2,
        most=600,
        help_text=_("Facilitator and mentor read it."),
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan = plan

    def community(self) -> Community:
        return self.plan.community


class FlagNoteForm(NamesNobody, CreateForm):
    """The dialogue about one flag."""

    told_in = ("words",)
    field_order = ("held_on", "words", "identifier_reason")
    held_on = past_day(_("On which day did you talk about it?"), initial=clock.today)
    words = text(
        _("What was said, and what comes of it?"),
        help_text=_("With whom, without names. Facilitator and mentor read it."),
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan = plan

    def community(self) -> Community:
        return self.plan.community
