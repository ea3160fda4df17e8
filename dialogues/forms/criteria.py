"""How does a community answer the criteria of its organisation, and how are these kept?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, line, one_of, text
from participants.models import Community
from participants.standing import standing_of

from ..models import ActionPlan, CriteriaCheck, PlanCriterion
from ..models.criteria import CriterionAnswer
from .naming import NamesNobody

ANSWERS = [*CriterionAnswer.choices, ("", _("Not asked yet"))]


class _Answers(NamesNobody):
    """One question for each criterion in use, and for each that was answered before."""

    last = ("identifier_reason",)  # to ask last

    def ask(self, plan: ActionPlan, answered: Iterable[Mapping[str, str]] = ()) -> None:
        self.plan = plan
        before = {row["criterion"]: row for row in answered}
        now = {str(one.pk): one.words for one in PlanCriterion.objects.of(plan.community)}
        # What was answered stays beside the words it was asked in, whatever these say now.
        self.asked = now | {key: row["asked"] for key, row in before.items()}
        for key, words in self.asked.items():
            row = before.get(key, {})
            self.fields[f"answer-{key}"] = one_of(
                words, ANSWERS, required=False, initial=row.get("answer", "")
            )
            self.fields[f"note-{key}"] = text(
                _("In the community’s words"), required=False, rows=2, most=600,
                initial=row.get("note", ""),
            )  # fmt: skip
        self.told_in = tuple(f"note-{key}" for key in self.asked)

    def community(self) -> Community:
        return self.plan.community

    def questions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"answer-{key}"], self[f"note-{key}"]) for key in self.asked]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["answers"] = [
            {
                "criterion": key,
                "asked": str(words),
                "answer": cleaned.pop(f"answer-{key}", ""),
                "note": cleaned.pop(f"note-{key}", "").strip(),
            }
            for key, words in self.asked.items()
        ]
        rows = cleaned["answers"]
        if not self.errors and not any(row["answer"] or row["note"] for row in rows):
            self.add_error(None, _("Answer one of them at least. The others can wait."))
        return cleaned


class CriteriaAddForm(_Answers, CreateForm):
    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.ask(plan)


class CriteriaEditForm(_Answers, EditForm):
    def __init__(self, *args: Any, record: CriteriaCheck, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.ask(record.plan, record.answers)

    def rows_of_both(self, record: CriteriaCheck) -> list[tuple[str, str, str]]:
        """For the page of two versions."""
        now = {row["criterion"]: _in_words(row) for row in record.answers}
        return [
            (row["asked"], _in_words(row), now.get(row["criterion"], ""))
            for row in self.cleaned_data.get("answers", ())
        ]

    def is_of_a_row(self, name: str) -> bool:
        return name.startswith(("answer-", "note-"))


def _in_words(row: Mapping[str, str]) -> str:
    said = str(CriterionAnswer(row["answer"]).label) if row["answer"] else ""
    return ". ".join(filter(None, (said, row["note"])))


class CriterionAddForm(CreateForm):
    organisation = forms.ModelChoiceField(
        label=_("Of which organisation?"),
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    words = line(_("What do you ask of a plan?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations_of(self.user)
        if len(field.queryset) == 1:
            field.initial, field.widget = field.queryset[0], forms.HiddenInput()


class CriteriaStartForm(PersonForm):
    """Begin with the six that are offered."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(self.user)


class CriterionEditForm(EditForm):
    words = line(_("What do you ask of a plan?"))


def organisations_of(user: Any) -> Any:
    """Those whose criteria `user` keeps."""
    kept = standing_of(user).organisations(Permission.KEEP_CRITERIA)
    return Organisation.objects.filter(pk__in=kept).order_by("name", "pk")
