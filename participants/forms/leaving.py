"""What do we ask when a community and we part, and what is handed over from the start?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, past_day

from ..models import Community, DataChoice, Service, Subgroup
from .naming import NamesNobody


def data_choice(*, required: bool) -> forms.TypedChoiceField:
    """What the community wants done with what is recorded about it."""
    nobody_asked = [] if required else [("", _("Nobody asked yet"))]
    return one_of(
        _("What becomes of what is recorded?"),
        [*nobody_asked, *DataChoice.choices],
        required=required,
        help_text=_(
            "What is to be deleted goes after 14 days. Until then the community may stop it."
        ),
    )


def informed() -> forms.CharField:
    return line(
        _("Who told whom?"),
        required=False,
        most=300,
        help_text=_("By role or group: “The women’s leader told the gathering.”"),
    )


class LeavingForm(NamesNobody, EditForm):
    informed = informed()
    returned_on = past_day(_("Their copy was handed over on"), required=False)
    told_in = ("informed",)
    field_order = ["data_choice", "informed", "identifier_reason", "returned_on"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["data_choice"] = data_choice(required=bool(self.record.data_choice))
        # What was stopped begins again only when somebody chooses it, not with another correction.
        stopped = self.record.stopped_at is not None
        self.fields["data_choice"].initial = "" if stopped else self.record.data_choice
        self.order_fields(self.field_order)

    def community(self) -> Community:
        return self.record.community


class HandoverForm(NamesNobody, CreateForm):
    what = line(
        _("What do they do now?"),
        help_text=_("“Calls the meetings”, “Walks with the children to the health post”."),
    )
    group = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Which group carries it?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("Leave it empty when nobody counted."),
    )
    under_18 = forms.IntegerField(
        label=_("Of whom under 18"), required=False, min_value=0, max_value=9999
    )
    handed_on = past_day(_("Since when?"), initial=clock.today)
    told_in = ("what",)
    field_order = ["what", "identifier_reason"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self._community = community
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = community.subgroups.all()

    def community(self) -> Community:
        return self._community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        people, under_18 = cleaned.get("people"), cleaned.get("under_18")
        if under_18 is not None and (people is None or under_18 > people):
            self.add_error("under_18", _("More people under 18 than people. Count again."))
        return cleaned


class ContactForm(NamesNobody, CreateForm):
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Service"), empty_label=_("Choose one")
    )
    ask_for = line(
        _("For whom do they ask there?"),
        required=False,
        help_text=_("By role, never by name: “the nurse in charge”."),
    )
    since_on = past_day(_("Since when?"), initial=clock.today)
    told_in = ("ask_for",)
    field_order = ["service", "ask_for", "identifier_reason"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self._community = community
        super().__init__(*args, **kwargs)
        known = community.live_contacts.values("service")
        seen = Service.objects.visible_to(self.user).open().exclude(pk__in=known)
        self.fields["service"].queryset = seen.by_name()
        self.fields["service"].label_from_instance = Service.offered_as

    def community(self) -> Community:
        return self._community
