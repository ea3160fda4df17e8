"""What is asked of whoever wants something kept for the law?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, day, line, text
from participants.standing import standing_of

from ..models import Concern, LegalHold, Referral
from .guarded import WHY_IT_STAYS, Guarded

USUALLY = timedelta(days=90)


def _refuse_far_off(value: date) -> None:
    if not clock.today() < value <= clock.today() + LegalHold.LONGEST:
        raise ValidationError(_("Choose a day within the next year. It can be asked for again."))


class HoldForm(CreateForm, Guarded):
    """What, why, until when. Without a referral or a concern it covers everything of the organisation."""

    GUARDED = ("reason",)

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Of which organisation?"), empty_label=None
    )
    referral = forms.ModelChoiceField(
        Referral.objects.none(), required=False, widget=forms.HiddenInput
    )
    concern = forms.ModelChoiceField(
        Concern.objects.none(), required=False, widget=forms.HiddenInput
    )
    reason = text(
        _("Why must it be kept?"),
        most=600,
        help_text=_("For example: a court or the police asked for it. No names, no story."),
    )
    identifier_reason = line(WHY_IT_STAYS, required=False, most=300)
    until = day(
        _("Until when?"),
        validators=[_refuse_far_off],
        help_text=_("Then it ends by itself. At most a year; it can be asked for again."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        keys = standing_of(self.user).organisations(Permission.WATCH_REFERRAL)
        organisations = Organisation.objects.filter(pk__in=keys)
        self.fields["organisation"].queryset = organisations
        self.fields["referral"].queryset = Referral.objects.watched_by(self.user)
        self.fields["concern"].queryset = Concern.objects.visible_to(self.user)
        self.fields["until"].initial = clock.today() + USUALLY
        about_one = self["referral"].value() or self["concern"].value()
        self.fields["organisation"].required = not about_one  # it says itself whose it is
        if about_one or len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if referral := cleaned.get("referral"):
            cleaned["organisation"] = referral.organisation
        elif concern := cleaned.get("concern"):
            cleaned["organisation"] = concern.kept_by
        said = [cleaned.get("reason"), cleaned.pop("identifier_reason", "")]
        return cleaned | {"reason": " · ".join(filter(None, said))}
