"""What does a facilitator fill in about what could be done, what groups see in it, and what was chosen?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    day,
    line,
    one_of,
    past_day,
    some_of,
    text,
    tick,
)
from participants.models import Community, Subgroup

from ..models import Choice, Finding, HarmOption, How, Kind, OptionView, ShareScope
from ..models.gatherings import kind_of
from ..models.options import COUNTED, HEADS, Weighs, rows_said_in
from ..models.rows import TOLD
from ..models.shapes import Option
from .naming import NamesNobody
from .plans import PlanWords

SCOPES = [
    (ShareScope.GROUP_ONLY, _("Nobody else")),
    (ShareScope.FACILITATORS, _("Facilitators only")),
    (ShareScope.COMMUNITY_UNATTRIBUTED, _("The community, as “children said”, “adults said”")),
    (ShareScope.COMMUNITY_ATTRIBUTED, _("The community, as “women said”, “men said”")),
]

ASKED_OF_CHOICE = (
    "held_on", "how", "took_part", *HEADS,
    *(f"dissent_{kind}" for kind in Kind), "review_on", "unheard_reason",
)  # fmt: skip
WORDS_OF_CHOICE = {"unheard_reason", *(f"dissent_{kind}" for kind in Kind)}


class _RowsField(forms.ModelMultipleChoiceField):
    """What was laid out in dialogues: words, for and against, and how far each may go."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Option) -> str:
        signs = (("+", row.strengths), ("−", row.drawbacks))
        said = " ".join(f"{sign} {words}" for sign, words in signs if words)
        group, scope = row.tool.session.subgroup.label, row.get_share_scope_display()
        return f"{group}: {row.local_term} {said} ({scope})"


class _OptionFields(NamesNobody, PlanWords):
    words_of = told_in = ("words", "gloss")
    field_order = ("words", "gloss", "raised_by", "may_be_told", "rows", "identifier_reason")
    words = line(_("What could be done?"), help_text=_("As people say it here."))
    gloss = line(_("What it means"), required=False)
    raised_by = some_of(
        _("Whose idea is it?"),
        Kind.choices,
        required=False,
        help_text=_("Children are told of as one voice, never one group of them."),
    )
    may_be_told = tick(
        _("The community may read it"),
        help_text=_("Not while a group keeps it to itself or to facilitators."),
    )
    rows = _RowsField(
        label=_("Said of it in dialogues of this round"),
        queryset=Option.objects.none(),
        required=False,
        help_text=_("Each goes only as far as its group lets it go."),
    )

    def offer(self, finding: Finding) -> None:
        said = [row.pk for row in rows_said_in(finding)]
        rows = Option.objects.filter(pk__in=said).select_related("tool__session__subgroup")
        self.fields["rows"].queryset = rows
        if not said:
            del self.fields["rows"]


class OptionAddForm(_OptionFields, CreateForm):
    def __init__(self, *args: Any, finding: Finding, row: Option | None = None, **kwargs: Any):
        super().__init__(*args, initial=_taken_from(row), **kwargs)
        self.finding = finding
        self.offer(finding)

    def community(self) -> Community:
        return self.finding.community


def _taken_from(row: Option | None) -> dict[str, Any]:
    """What the form says first: nothing, or what a dialogue said."""
    if row is None:
        return {"may_be_told": True}
    return {
        "words": row.local_term,
        "gloss": row.gloss,
        "raised_by": [kind_of(row.tool.session.subgroup.voice)],
        "may_be_told": row.share_scope in TOLD,
        "rows": [row.pk],
    }


class OptionEditForm(_OptionFields, EditForm):
    def __init__(self, *args: Any, record: HarmOption, **kwargs: Any):
        initial = {"rows": [row.pk for row in record.rows.all()]}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self.offer(record.finding)

    def community(self) -> Community:
        return self.record.community


class _ViewFields(NamesNobody):
    told_in = ("words",)
    weighs = one_of(_("For or against?"), Weighs.choices)
    words = text(_("In their words"), most=300, rows=2, help_text=_("What they said, never who."))
    share_scope = one_of(
        _("Who may hear it?"),
        SCOPES,
        initial=ShareScope.FACILITATORS,
        help_text=_("Ask the group. Of children nothing finer than “children said” is told."),
    )


class OptionViewAddForm(_ViewFields, CreateForm):
    field_order = ("subgroup", "weighs", "words", "share_scope", "identifier_reason")
    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Which group says it?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, option: HarmOption, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.option = option
        groups = Subgroup.objects.of(option.finding.community_id).taking_part()
        self.fields["subgroup"].queryset = groups

    def community(self) -> Community:
        return self.option.community


class OptionViewEditForm(_ViewFields, EditForm):
    field_order = ("weighs", "words", "share_scope", "identifier_reason")

    def __init__(self, *args: Any, record: OptionView, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        if record.share_scope not in dict(SCOPES):
            own = (record.share_scope, record.get_share_scope_display())
            self.fields["share_scope"].choices = [*SCOPES, own]

    def community(self) -> Community:
        return self.record.community


class _ChoiceFields(NamesNobody):
    """How a gathering came to its choice, how many were there, and who saw it differently."""

    held_on = past_day(
        _("Day of the gathering"),
        to_come=_("The day of the gathering is still to come."),
        initial=clock.today,
    )
    how = one_of(_("How was it decided?"), How.choices)
    took_part = some_of(_("Which groups took part?"), Kind.choices)
    review_on = day(
        _("When will the community look at it again?"),
        required=False,
        help_text=_("Its own day, where it named one."),
    )
    unheard_reason = text(_("Why is it decided now?"), rows=2, most=600)
    option: HarmOption

    def __init__(self, *args: Any, unheard: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in HEADS:
            field = Choice._meta.get_field(name)
            self.fields[name] = forms.IntegerField(
                label=str(field.verbose_name).capitalize(), required=False, min_value=0,
                max_value=9999,
            )  # fmt: skip
        for kind in Kind:
            self.fields[f"dissent_{kind}"] = text(kind.label, required=False, rows=2, most=600)
        if not unheard:
            del self.fields["unheard_reason"]
        self.told_in = tuple(name for name in self.fields if name in WORDS_OF_CHOICE)
        self.order_fields([*ASKED_OF_CHOICE, "identifier_reason"])

    def community(self) -> Community:
        return self.option.community

    def counts(self) -> list[forms.BoundField]:
        return [self[name] for name in HEADS]

    def against(self) -> list[forms.BoundField]:
        return [self[f"dissent_{kind}"] for kind in Kind]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        counted = [cleaned[name] for name in COUNTED if cleaned.get(name) is not None]
        hard = cleaned.get("with_difficulty")
        if hard is not None and counted and hard > sum(counted):
            self.add_error("with_difficulty", _("These are more than were there."))
        held_on, review_on = cleaned.get("held_on"), cleaned.get("review_on")
        if held_on and review_on and review_on <= held_on:
            self.add_error("review_on", _("It is looked at again after the gathering."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        counts = {name: said.pop(name) for name in HEADS}
        dissents = {kind.value: said.pop(f"dissent_{kind}") for kind in Kind}
        return {**said, "counts": counts, "dissents": dissents}


class ChoiceAddForm(_ChoiceFields, CreateForm):
    """Which option a gathering chose."""

    def __init__(self, *args: Any, option: HarmOption, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.option = option


class ChoiceEditForm(_ChoiceFields, EditForm):
    """The same, put right."""

    def __init__(self, *args: Any, record: Choice, **kwargs: Any):
        rows = {name: getattr(record, name) for name in HEADS} | _against(record)
        super().__init__(
            *args, record=record, unheard=bool(record.unheard_reason), initial=rows, **kwargs
        )
        self.option = record.option

    def rows_of_both(self, record: Choice) -> list[tuple[str, str, str]]:
        """(whose words, as typed, as kept now) of what was said against it."""
        now = _against(record)
        return [
            (str(field.label), self.cleaned_data.get(field.name, ""), now.get(field.name, ""))
            for field in self.against()
        ]

    def is_of_a_row(self, name: str) -> bool:
        return name.startswith("dissent_")


def _against(choice: Choice) -> dict[str, str]:
    """Field → what was said against it."""
    return {f"dissent_{kind}": words for kind, words in choice.differently.items()}
