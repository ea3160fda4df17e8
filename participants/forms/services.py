"""What does the directory ask about a service?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, OrganisationKind
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    PersonForm,
    line,
    one_of,
    past_day,
    some_of,
    text,
    tick,
)

from ..models import Service
from ..models.service_rows import rows_of
from .fields import ListFilter, age, any_of, begins, refuse_ages_turned_round
from .service_rows import FORMSETS, LINES, Lines, lines_of


class ServiceFilter(ListFilter):
    begins = begins(_("Name begins with"))
    kind = any_of(_("Kind of help"), Service.Kind.choices)
    area = any_of(_("Where"))
    age = age(_("For a child of how many years?"))
    open_now = tick(_("Open now"))
    female_staff = tick(_("Women work there"))
    accepts_coded_referrals = tick(_("Takes referrals by code"))

    def __init__(self, *args: Any, areas: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices += [(name, name) for name in areas]


def _yes_no(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Yes, no, or nobody asked."""
    return one_of(
        label,
        [("", _("Not known")), ("True", _("Yes")), ("False", _("No"))],
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
        **kwargs,
    )


def _hours(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=720)


class _ServiceFields(forms.Form):
    """What is asked once of a service. What has rows is asked in `service_rows`."""

    name = line(_("Name"))
    kind = forms.ChoiceField(
        label=_("Kind of help"), choices=[("", _("Choose one")), *Service.Kind.choices]
    )
    district = line(_("District"), most=100)
    alert = line(
        _("What is different just now"),
        required=False,
        help_text=_("Moved, no nurse until May. It stands above everything else."),
    )
    description = text(
        _("What does it do?"),
        required=False,
        help_text=_("Never the address of a shelter."),
    )
    application_process = text(_("How does one get help there?"), required=False, most=600, rows=2)
    url = forms.URLField(label=_("Page on the internet"), required=False, assume_scheme="https")
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)

    minimum_age = age(_("Youngest age it helps"))
    maximum_age = age(_("Oldest age it helps"))
    eligibility_description = text(_("For whom is it?"), required=False, most=600, rows=2)
    service_areas = Lines(
        label=_("Which districts or chiefdoms does it serve? One on each line"), longest=100
    )
    languages = Lines(label=_("Which languages are spoken? One on each line"), longest=100)
    interpretation_services = line(_("Does somebody interpret?"), required=False)

    open_24h = tick(_("It is open day and night"))

    fees_description = line(_("What does it cost, in a few words?"), required=False)
    to_bring = Lines(label=_("What to bring, one on each line"))
    not_to_demand = Lines(
        label=_("What they may not ask for, one on each line"),
        help_text=_("A birth certificate, a police paper: so that a family can say so."),
    )

    female_staff = _yes_no(_("Do women work there?"))
    mandated_authority = _yes_no(_("Does the law give it the mandate to protect children?"))
    survivor_centred = _yes_no(_("Are people there trained to put the child first?"))
    escort_needed = _yes_no(_("Does a child need somebody to go with?"))
    accepts_coded_referrals = tick(_("It takes referrals by code, without a name"))
    secure_channels = some_of(
        _("How does a referral reach it safely?"), Service.Channel.choices, required=False
    )
    answers_high = _hours(_("Hours until it answers when it is most urgent"))
    answers_medium = _hours(_("Hours until it answers when it is urgent"))
    answers_low = _hours(_("Hours until it answers otherwise"))
    capacity = one_of(
        _("Does it have room?"), [("", _("Not known")), *Service.Capacity.choices], required=False
    )
    known_risks = text(
        _("What could go wrong there?"),
        required=False,
        most=600,
        rows=2,
        help_text=_("Only those who refer a child read it. Nobody is named."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_ages_turned_round(self, "minimum_age", "maximum_age")
        return cleaned


class ServiceForm(_ServiceFields, CreateForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which body runs it?"),
        required=False,
        empty_label=_("Another one, named below"),
    )
    organisation_name = line(_("Name of that body, if it is not in the list"), required=False)
    organisation_description = line(_("What kind of body is that?"), required=False, most=400)
    assured_on = past_day(
        _("When did somebody ask there?"),
        required=False,
        help_text=_("Leave it empty when nobody has asked yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            kind=OrganisationKind.FORMAL_SERVICE
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known, new = cleaned.get("organisation"), cleaned.get("organisation_name")
        if not known and not new and "organisation" in cleaned:
            self.add_error("organisation", _("Choose the body that runs it, or name a new one."))
        if known and new:
            self.add_error("organisation_name", _("Either choose a body or name a new one."))
        return cleaned


class ServiceEditForm(_ServiceFields, EditForm):
    status = one_of(_("Is it open?"), Service.Status.choices)
    notes: Any  # the ServiceNotes around it

    def __init__(self, *args: Any, record: Service, **kwargs: Any):
        lines = lines_of(rows_of(record))
        super().__init__(*args, record=record, initial=lines, **kwargs)
        for name in lines:
            self.fields[name].make_room_for(lines[name])

    def rows_of_both(self, record: Service) -> list[tuple[str, str, str]]:
        """Each kind of rows, as typed and as it stands."""
        return self.notes.both(record)

    def is_of_a_row(self, name: str) -> bool:
        return name in LINES or name.partition("-")[0] in FORMSETS


class ConfirmForm(PersonForm):
    confirmed_on = past_day(_("Day"), initial=clock.today)
    capacity = one_of(
        _("Do they have room now?"),
        [("", _("Nobody asked")), *Service.Capacity.choices],
        required=False,
    )
