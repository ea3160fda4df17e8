"""By what will the community see it, what did it see, and what did it say looking back?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, day, line, one_of, past_day, text
from participants.models import Community, Subgroup

from ..models import ActionPlan, ChildRole, LookBack, PlanReview, SignOfChange, SignReading
from ..models.look_backs import TEXTS
from ..models.signs import MOST, READING_TEXTS, SIGN_TEXTS
from ..permissions.signs import channel_of
from .naming import NamesNobody


class _SignFields(NamesNobody):
    told_in = SIGN_TEXTS
    words = line(
        _("What will show that it works?"),
        help_text=_("In the community’s own words, as: children arrive before the bell."),
    )
    unit = line(
        _("What do they count, and how?"),
        required=False,
        most=120,
        help_text=_("As: children, before the bell. Leave it empty where it cannot be counted."),
    )
    judged_by = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Which group judges it?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    counted_by = line(
        _("Who counts, or looks?"),
        required=False,
        most=120,
        help_text=_("Which people, never who. As: the school prefects."),
    )
    often = one_of(_("How often do they want to look?"), SignOfChange.Often.choices)
    started_by = one_of(_("Whose idea was it?"), ChildRole.Starter.choices)

    def choose_from(self, plan: ActionPlan) -> None:
        self.fields["judged_by"].queryset = Subgroup.objects.of(plan.community_id)


SIGN_FIELDS = ("words", "unit", "judged_by", "counted_by", "often", "started_by")


class SignAddForm(_SignFields, CreateForm):
    told_in = SIGN_TEXTS[:-1]
    field_order = (*SIGN_FIELDS, "identifier_reason")

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._plan = plan
        self.choose_from(plan)

    def community(self) -> Community:
        return self._plan.community


class SignEditForm(_SignFields, EditForm):
    ended_because = line(
        _("Do they no longer look at it? Say why."),
        required=False,
        most=300,
        help_text=_("What was seen stays. Leave it empty as long as they look."),
    )
    field_order = (*SIGN_FIELDS, "ended_because", "identifier_reason")

    def __init__(self, *args: Any, record: SignOfChange, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.choose_from(record.plan)

    def community(self) -> Community:
        return self.record.community


def _counted(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST, localize=False, **kwargs
    )


class _ReadingFields(NamesNobody):
    told_in = READING_TEXTS
    seen_on = past_day(_("On which day?"), initial=clock.today)
    eyes = one_of(
        _("Who says it?"),
        SignReading.Eyes.choices,
        help_text=_("What children see stands for itself, beside what adults see."),
    )
    number = _counted(_("How many?"))
    out_of = _counted(_("Of how many?"), help_text=_("Where they know it."))
    felt = one_of(
        _("How is it, in their eyes?"),
        [("", _("Leave it out")), *SignReading.Felt.choices],
        required=False,
    )
    words = text(_("In their words"), required=False, rows=2)
    told_at = line(
        _("At which meeting was this told?"),
        required=False,
        help_text=_("As: the planning group under the mango tree."),
    )

    def ask_where(self, channel: str) -> None:
        """What people write themselves was told nowhere."""
        if channel == PlanReview.Channel.AS_TOLD:
            self.fields["told_at"].required = True
        else:
            del self.fields["told_at"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not {"number", "out_of", "felt"} & set(self.errors):
            number, out_of = cleaned.get("number"), cleaned.get("out_of")
            if number is None and not cleaned.get("felt"):
                self.add_error("number", _("Say how many, or say below how it is."))
            elif out_of is not None and (number is None or number > out_of):
                self.add_error("out_of", _("This cannot be less than how many you counted."))
        return cleaned


READING_FIELDS = ("seen_on", "eyes", "number", "out_of", "felt", "words", "told_at")


class SignReadingAddForm(_ReadingFields, CreateForm):
    field_order = (*READING_FIELDS, "identifier_reason")

    def __init__(self, *args: Any, sign: SignOfChange, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._sign = sign
        self.ask_where(channel_of(self.user, sign.community))

    def community(self) -> Community:
        return self._sign.community


class SignReadingEditForm(_ReadingFields, EditForm):
    field_order = (*READING_FIELDS, "identifier_reason")

    def __init__(self, *args: Any, record: SignReading, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.ask_where(record.channel)

    def community(self) -> Community:
        return self.record.community


class _LookBackFields(NamesNobody):
    told_in = TEXTS
    held_on = past_day(_("On which day did they meet?"), initial=clock.today)
    present = line(
        _("Which groups were there?"),
        most=300,
        help_text=_("In numbers, as: 14 women, 9 men, 6 girls, 5 boys. No names."),
    )
    did = text(_("What did we do?"), rows=2)
    changed = text(_("What changed?"), required=False, rows=2)
    surprised = text(_("What surprised us?"), required=False, rows=2)
    hindered = text(_("What stood in the way?"), required=False, rows=2)
    children_say = text(
        _("What do children say?"),
        required=False,
        rows=2,
        help_text=_("Asked by themselves, and kept apart from what adults say. Never one child."),
    )
    now = one_of(_("What do we do now?"), LookBack.Now.choices)
    next_words = text(_("Say it in their words"), rows=2)
    whose_words = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Whose words are these?"),
        required=False,
        empty_label=_("All together"),
    )
    meets_on = day(_("When do they want to meet again?"), required=False)

    def choose_from(self, plan: ActionPlan) -> None:
        self.fields["whose_words"].queryset = Subgroup.objects.of(plan.community_id).of_adults()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        held_on, meets_on = cleaned.get("held_on"), cleaned.get("meets_on")
        if held_on and meets_on and meets_on <= held_on:
            self.add_error("meets_on", _("The next meeting comes after this one."))
        return cleaned


LOOK_BACK_FIELDS = (
    "held_on", "present", "did", "changed", "surprised", "hindered", "children_say", "now",
    "next_words", "whose_words", "meets_on", "identifier_reason",
)  # fmt: skip


class LookBackAddForm(_LookBackFields, CreateForm):
    field_order = LOOK_BACK_FIELDS

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._plan = plan
        self.choose_from(plan)

    def community(self) -> Community:
        return self._plan.community


class LookBackEditForm(_LookBackFields, EditForm):
    field_order = LOOK_BACK_FIELDS

    def __init__(self, *args: Any, record: LookBack, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.choose_from(record.plan)

    def community(self) -> Community:
        return self.record.community
