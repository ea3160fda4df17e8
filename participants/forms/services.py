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
    text,
    tick,
)

from ..models import Service
from .fields import ListFilter, age, any_of, begins, refuse_ages_turned_round


class ServiceFilter(ListFilter):
    begins = begins(_("Name begins with"))
    kind = any_of(_("Kind of help"), Service.Kind.choices)
    district = any_of(_("District"))

    def __init__(self, *args: Any, districts: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["district"].choices += [(name, name) for name in districts]


class _ServiceFields(forms.Form):
    name = line(_("Name"))
    kind = forms.ChoiceField(
        label=_("Kind of help"), choices=[("", _("Choose one")), *Service.Kind.choices]
    )
    district = line(_("District"), most=100)
    phone = line(_("Phone"), required=False, most=40, widget=forms.TextInput({"type": "tel"}))
    hours = line(_("When is it open?"), required=False)
    fees = line(_("What does it cost?"), required=False)
    languages = line(_("Which languages are spoken?"), required=False)
    minimum_age = age(_("Youngest age it helps"))
    maximum_age = age(_("Oldest age it helps"))
    female_staff = one_of(
        _("Do women work there?"),
        [("", _("Not known")), ("True", _("Yes")), ("False", _("No"))],
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
    )
    accepts_coded_referrals = tick(_("It takes referrals by code, without a name"))
    backup_contact = line(
        _("Backup contact"),
        required=False,
        help_text=_("Whom to phone when nobody answers a referral. Only staff see it."),
    )
    description = text(
        _("What does it do?"),
        required=False,
        help_text=_("Never the address of a shelter."),
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
    assured_on = past_day(
        _("When did somebody ask there?"),
        required=False,
        help_text=_("Leave it empty when nobody has asked yet."),
    )
    field_order = ["name", "organisation", "organisation_name", "kind"]

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
    field_order = ["name", "kind", "status"]


class ConfirmForm(PersonForm):
    confirmed_on = past_day(_("Day"), initial=clock.today)
