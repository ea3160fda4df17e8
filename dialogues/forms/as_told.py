"""What did several groups of a planning group say at one meeting, as whoever prepares the plan was told?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import one_of, text
from participants.models import Subgroup

from ..models import ActionPlan, PlanReview
from .reviews import _AtAMeeting


@dataclass(frozen=True)
class GroupRow:
    """One group of the planning group: what stands of it, and where its answer is written."""

    group: Subgroup
    review: PlanReview | None
    answer: BoundField | None  # none where the group answered by itself
    words: BoundField | None = None
    about: BoundField | None = None


@dataclass(frozen=True)
class LeftOver:
    """What was typed for a group that is no longer asked, to be read once more."""

    group: Subgroup
    answer: str
    words: str


class AsToldForm(_AtAMeeting):
    """A row for each group of the planning group; those of which nothing was told stay empty."""

    def __init__(
        self,
        *args: Any,
        plan: ActionPlan,
        groups: list[tuple[Subgroup, PlanReview | None]],
        **kwargs: Any,
    ):
        super().__init__(*args, plan=plan, **kwargs)
        self.groups = groups
        self.asked = [
            group
            for group, review in groups
            if review is None or review.channel == PlanReview.Channel.AS_TOLD
        ]
        for group in self.asked:
            self._add_row(str(group.pk))
        self.told_in = ("told_at", *(f"words_{group.pk}" for group in self.asked))

    def _add_row(self, key: str) -> None:
        self.fields[f"id_{key}"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        self.fields[f"answer_{key}"] = one_of(
            _("What does the group say?"),
            [*PlanReview.Answer.choices, ("", _("Nothing was told"))],
            required=False,
            initial="",
        )
        self.fields[f"about_{key}"] = self.which_step(forms.Select)
        self.fields[f"words_{key}"] = text(
            _("In the group’s words"), required=False, rows=2, most=1000
        )

    def rows(self) -> Iterator[GroupRow]:
        for group, review in self.groups:
            fields = [None] * 3
            if group in self.asked:
                fields = [self[f"{name}_{group.pk}"] for name in ("answer", "words", "about")]
            yield GroupRow(group, review, *fields)

    @cached_property
    def left_over(self) -> list[LeftOver]:
        """For groups that answered by themselves, or left the planning group, while it was typed."""
        asked = {str(group.pk) for group in self.asked}
        posted = {
            name.partition("_")[2] for name in self.data if name.startswith("answer_")
        } - asked
        answers = dict(PlanReview.Answer.choices)
        rows = [
            LeftOver(
                group,
                answers.get(self.data.get(f"answer_{group.pk}", ""), ""),
                self.data.get(f"words_{group.pk}", "").strip(),
            )
            for group in (Subgroup.objects.of(self.community()) if posted else ())
            if str(group.pk) in posted
        ]
        return [row for row in rows if row.answer or row.words]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.left_over:
            self.add_error(
                None, _("A group is no longer asked. What you wrote for it stands below, not kept.")
            )
        cleaned["answers"] = answers = [
            self._row(group, cleaned)
            for group in self.asked
            if cleaned.get(f"answer_{group.pk}") or cleaned.get(f"words_{group.pk}", "").strip()
        ]
        for row in answers:
            self._check(row)
        if not answers and not self.errors:
            self.add_error(None, _("Write what at least one group said."))
        return cleaned

    def _row(self, group: Subgroup, cleaned: dict[str, Any]) -> dict[str, Any]:
        names = ("id", "answer", "words", "about")
        return {"subgroup": group, **{name: cleaned.get(f"{name}_{group.pk}") for name in names}}

    def _check(self, row: dict[str, Any]) -> None:
        key = row["subgroup"].pk
        if not row["answer"] and f"answer_{key}" not in self.errors:
            self.add_error(f"answer_{key}", _("What did the group answer? Its words are kept."))
        elif row["answer"] != PlanReview.Answer.AGREE and not (row["words"] or "").strip():
            words = f"words_{key}"
            if words not in self.errors:
                self.add_error(words, _("Say in a few words what the group wants. It is kept."))

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("answers", "edition", "told_on", "told_at", "identifier_reason")
        return {name: self.cleaned_data[name] for name in names}
