"""What do we ask about groups, rounds and the planning group?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.forms import CreateForm, EditForm, PersonForm, line, one_of, tick

from .. import permissions
from ..models import Assignment, Community, PlanningGroupMember, Reach, Subgroup, Voice
from .fields import age, past_day, refuse_ages_turned_round


class _GroupFields(forms.Form):
    label = line(
        _("Name everybody may read"),
        most=60,
        help_text=_("A neutral one, such as “Girls 10–13” or “Small group B”."),
    )
    local_name = line(
        _("What people here call them"), most=60, required=False, help_text=_("In their language.")
    )
    reached_by = one_of(_("How are they reached?"), Reach.choices, initial=Reach.ASSEMBLED)
    age_from = age(_("Youngest age"), help_text=_("As this community sees it."))
    age_to = age(_("Oldest age"))
    focus_code = line(
        _("Whom it is really for, as a code"),
        most=40,
        required=False,
        help_text=_("Only facilitator and mentor see it. Leave it empty where the name says all."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_ages_turned_round(self, "age_from", "age_to")
        self._refuse_home_that_comes_together(cleaned)
        return cleaned

    def _refuse_home_that_comes_together(self, cleaned: dict[str, Any]) -> None:
        """The voice of home visits is that of those whom a meeting does not reach."""
        voice = cleaned.get("voice") or getattr(getattr(self, "record", None), "voice", None)
        if (voice, cleaned.get("reached_by")) == (Voice.HOME, Reach.ASSEMBLED):
            self.add_error("reached_by", _("The voice of home visits is visited at home."))

    def hide_focus(self, community: Community) -> None:
        """Take the code away from those who may not know it; nor may they fish for it."""
        if permissions.can_see_focus(self.user, community):
            return
        del self.fields["focus_code"]
        if "focus_code" in self.data:  # a stale edit would be answered with what stands there now
            raise NotPermitted


class SubgroupForm(_GroupFields, CreateForm):
    voice = one_of(_("Whose voice is it?"), Voice.choices)
    field_order = ["voice", "label", "local_name", "reached_by", "age_from", "age_to", "focus_code"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.hide_focus(community)


class SubgroupEditForm(_GroupFields, EditForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.hide_focus(self.record.community)


class RoundForm(CreateForm):
    began_on = past_day(_("Since when do you listen?"), initial=clock.today)


class MemberForm(CreateForm):
    """An adult, by consent. The account is asked for where the committee has any."""

    name = line(_("Name"), most=100)
    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Whom do they speak for?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
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
