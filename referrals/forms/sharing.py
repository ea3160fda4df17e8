"""What does an agreement on sharing say, and whose yes does an organisation ask for?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    PersonForm,
    day,
    line,
    one_of,
    past_day,
    refuse_before,
    some_of,
    tick,
)
from participants.models import Service

from ..consent import AgeBand, Caregiver, Needed
from ..models import DataPoint
from ..models.rules import keepers_of, needed_by
from .slips import CHOOSE_ONE, ServiceField


class _AgreementFields(forms.Form):
    data_points = some_of(
        _("What may be shared with this service?"),
        DataPoint,
        help_text=_("Exactly what is written in the signed paper. Nothing else is shown to them."),
    )
    signed_on = past_day(_("Signed on"))
    starts_on = day(_("It holds from"))
    expires_on = day(_("Until"))
    signed_by = line(
        _("Who signed?"), help_text=_("By role, for example: both directors. No names needed.")
    )
    note = line(_("Note"), required=False, most=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("signed_on"):
            too_early = _("It cannot hold before it was signed.")
            refuse_before(self, "starts_on", cleaned["signed_on"], too_early)
        if cleaned.get("starts_on"):
            refuse_before(self, "expires_on", cleaned["starts_on"], _("It ends before it begins."))
        return cleaned


class SharingAgreementAddForm(_AgreementFields, CreateForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Which organisation of ours?"), empty_label=None
    )
    service = ServiceField(
        Service.objects.none(), label=_("With which service?"), empty_label=CHOOSE_ONE
    )
    field_order = ["organisation", "service"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = keepers_of(self.user, Permission.KEEP_REFERRAL_RULES)
        if len(field.queryset) == 1:
            field.initial, field.widget = field.queryset[0], forms.HiddenInput()
        services = Service.objects.visible_to(self.user).order_by("district", "name", "pk")
        self.fields["service"].queryset = services


class SharingAgreementEditForm(_AgreementFields, EditForm):
    pass


class SharingAgreementEndForm(EditForm):
    """Ends what stood on the page."""


class ConsentForm(PersonForm):
    """Age by age, whose yes is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rules = getattr(organisation, "consent_rules", None)
        self.fields["version"].initial = rules.version if rules else 1
        for band, needed in needed_by(organisation).items():
            ages = {"ages": AgeBand(band).label}
            self.fields[f"child_{band}"] = tick(
                _("%(ages)s: the child must agree") % ages, initial=needed.child
            )
            self.fields[f"caregiver_{band}"] = one_of(
                _("%(ages)s: the caregiver") % ages, Caregiver, initial=needed.caregiver
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needed = {}
        for band in AgeBand.values:
            child, caregiver = cleaned.pop(f"child_{band}"), cleaned.pop(f"caregiver_{band}", "")
            if caregiver and not child and caregiver != Caregiver.NEEDED:
                self.add_error(
                    f"caregiver_{band}",
                    _("At every age somebody’s yes is needed: the child’s or a caregiver’s."),
                )
            elif caregiver:
                needed[band] = Needed(child, Caregiver(caregiver))
        return cleaned | {"needed": needed}
