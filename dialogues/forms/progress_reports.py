"""What does a person fill in to tell how a step goes, and what is done about what stood in the way?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, day, line, one_of, past_day, text
from participants.models import Community

from ..guard import reason_kept
from ..models import Action, Far, LedBy, Milestone, ObstacleAnswer, ProgressReport
from ..models.progress_reports import REPORT_TEXTS
from ..permissions.plans import is_far_asked, is_own_affair
from .naming import NamesNobody
from .plans import PlanWords


class _ReportWords(NamesNobody):
    """What a report says in words."""

    told_in = REPORT_TEXTS
    told_at = line(
        _("At which meeting was it told?"),
        help_text=_("As: the planning group, on the first Saturday of November."),
    )
    steps_taken = text(_("What was done?"))
    evidence = text(
        _("How can one see it?"),
        required=False,
        rows=2,
        most=600,
        help_text=_("What people can see or count, in words. No names."),
    )
    obstacle = text(_("Did anything stand in the way?"), required=False, rows=2)
    unexpected = text(_("Did anything come of it that nobody expected?"), required=False, rows=2)


class ProgressReportForm(_ReportWords, CreateForm):
    """How a step goes: what was done, what stood in the way, how far it is, who led it."""

    field_order = (
        "told_at", "reported_on", "steps_taken", "progress", "evidence", "obstacle", "unexpected",
        "led_by", "identifier_reason",
    )  # fmt: skip
    reported_on = past_day(_("On which day?"), initial=clock.today)
    progress = one_of(
        _("How far is it?"),
        Far.choices,
        coerce=int,
        help_text=_("As people can judge it by looking."),
    )
    led_by = one_of(_("Who led it?"), LedBy.choices)

    def __init__(self, *args: Any, action: Action, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action = action
        if is_own_affair(self.user, action.plan):
            del self.fields["told_at"]
        if is_far_asked(action):
            self.fields["progress"].initial = action.progress
        else:
            del self.fields["progress"]

    def community(self) -> Community:
        return self.action.plan.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("progress") == Far.DONE and not cleaned.get("evidence", "").strip():
            self.add_error("evidence", _("Say in your words how you know that it is done."))
        return cleaned


class ProgressReportEditForm(_ReportWords, EditForm):
    """Its words, put right; those that something stands on are not asked for."""

    field_order = (
        "told_at", "steps_taken", "evidence", "obstacle", "unexpected", "identifier_reason",
    )  # fmt: skip

    def __init__(self, *args: Any, record: ProgressReport, **kwargs: Any):
        super().__init__(*args, record=record, initial={"identifier_reason": ""}, **kwargs)
        for name in record.built_on:
            del self.fields[name]

    def community(self) -> Community:
        return self.record.community

    def clean(self) -> dict[str, Any]:
        stands = {name: getattr(self.record, name) for name in self.record.built_on}
        return super().clean() | stands


class ObstacleAnswerForm(NamesNobody, EditForm):
    """What is done about what stood in the way."""

    told_in = ("answer_words", "decided_by")
    field_order = ("obstacle_answer", "answer_words", "decided_by", "identifier_reason")
    obstacle_answer = one_of(_("What do we do about it?"), ObstacleAnswer.choices)
    answer_words = text(_("How do you go on, or why do you stop?"), rows=3, most=600)
    decided_by = line(
        _("When you stop: whose decision was it?"),
        required=False,
        help_text=_("As: the planning group. A step that stops stays on the plan with the reason."),
    )

    def __init__(self, *args: Any, record: ProgressReport, **kwargs: Any):
        super().__init__(*args, record=record, initial={"identifier_reason": ""}, **kwargs)

    def community(self) -> Community:
        return self.record.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stops = cleaned.get("obstacle_answer") == ObstacleAnswer.STOP
        if stops and not cleaned.get("decided_by", "").strip():
            self.add_error("decided_by", _("Say whose decision it was to stop."))
        return cleaned


class _MilestoneFields(NamesNobody, PlanWords):
    words_of = told_in = ("what",)
    field_order = ("what", "due_on", "identifier_reason")
    what = line(
        _("What will everybody see?"),
        most=160,
        help_text=_("Something on the way, as: the list of the rota hangs at the well."),
    )
    due_on = day(_("By when does the community want it?"), required=False)


class MilestoneAddForm(_MilestoneFields, CreateForm):
    def __init__(self, *args: Any, action: Action, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action = action

    def community(self) -> Community:
        return self.action.plan.community


class MilestoneEditForm(_MilestoneFields, EditForm):
    def __init__(self, *args: Any, record: Milestone, **kwargs: Any):
        initial = {"identifier_reason": reason_kept(record.pk)}
        super().__init__(*args, record=record, initial=initial, **kwargs)

    def community(self) -> Community:
        return self.record.community


class MilestoneReachForm(EditForm):
    reached_on = past_day(
        _("On which day was it reached?"),
        required=False,
        help_text=_("Leave it empty when it is not reached after all."),
    )

    def __init__(self, *args: Any, record: Milestone, **kwargs: Any):
        initial = {"reached_on": record.reached_on or clock.today()}
        super().__init__(*args, record=record, initial=initial, **kwargs)
