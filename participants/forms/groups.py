"""What do we ask about groups and rounds?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, past_day

from .. import permissions
from ..focal_point import nobody_to_tell
from ..models import Community, Reach, Voice
from ..naming import named_in, neutral_sentence
from .fields import age, refuse_ages_turned_round


class _GroupFields(forms.Form):
    community: Community
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
        for name in ("label", "local_name"):
            if found := named_in(self.community, cleaned.get(name, "")):
                self.add_error(name, neutral_sentence(found))
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
        self.community = community
        super().__init__(*args, **kwargs)
        self.hide_focus(community)


class SubgroupEditForm(_GroupFields, EditForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.community = self.record.community
        self.hide_focus(self.community)


class RoundForm(CreateForm):
    began_on = past_day(_("Since when do you listen?"), initial=clock.today)

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self.community = community
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if sentence := nobody_to_tell(self.community):
            self.add_error(None, sentence)
        return cleaned
