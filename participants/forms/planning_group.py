"""What do we ask about the adults of the planning group, and about how many children plan with them?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, line, one_of, past_day, tick

from ..models import (
    CHILD_AGES,
    Assignment,
    Children,
    ChildrenInPlanning,
    Community,
    PlanningGroupMember,
    Subgroup,
)


def _chairs() -> forms.BooleanField:
    return tick(_("Calls and leads the meetings"))


class MemberForm(CreateForm):
    """An adult, by consent. The account is asked for where the committee has any."""

    name = line(_("Name"), most=100)
    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Whom do they speak for?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    chairs = _chairs()
    consented_on = past_day(_("They agreed to be recorded on"), initial=clock.today)
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Their account"),
        required=False,
        empty_label=_("They have none"),
    )
    adult = tick(_("An adult, who knows what is recorded and agreed to it"), required=True)

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["subgroup"].queryset = community.subgroups.all()
        self.fields["user"].queryset = Assignment.objects.committee_accounts(community)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.pop("adult", None)
        return cleaned


class MemberEditForm(EditForm):
    name = line(_("Name"), most=100)
    chairs = _chairs()


class MemberWithdrawForm(PersonForm):
    """Asks nothing: taking it back needs no reason."""


class LeaveForm(PersonForm):
    left_on = past_day(_("Day"), initial=clock.today)

    def __init__(self, *args: Any, member: PlanningGroupMember, **kwargs: Any):
        self.member = member
        super().__init__(*args, **kwargs)

    def clean_left_on(self) -> Any:
        left_on = self.cleaned_data["left_on"]
        if left_on < self.member.consented_on:
            raise forms.ValidationError(_("This is before they joined."))
        return left_on


class _ChildrenCounted(forms.Form):
    how_many = forms.IntegerField(label=_("How many?"), min_value=1, max_value=999)
    chosen_by_children = tick(_("Children themselves chose who does it"))


class ChildrenForm(_ChildrenCounted, CreateForm):
    """How many and as what, never who."""

    part = one_of(_("What do they do?"), ChildrenInPlanning.Part.choices)
    sex = one_of(_("Who?"), Children.choices)
    age_band = one_of(_("How old?"), CHILD_AGES)
    since_on = past_day(_("Since"), initial=clock.today)
    field_order = ("part", "sex", "age_band", "how_many", "chosen_by_children", "since_on")


class ChildrenEditForm(_ChildrenCounted, EditForm):
    pass


class ChildrenEndForm(PersonForm):
    until_on = past_day(_("Day"), initial=clock.today)

    def __init__(self, *args: Any, children: ChildrenInPlanning, **kwargs: Any):
        self.children = children
        super().__init__(*args, **kwargs)

    def clean_until_on(self) -> Any:
        until_on = self.cleaned_data["until_on"]
        if until_on < self.children.since_on:
            raise forms.ValidationError(_("This is before they began."))
        return until_on
