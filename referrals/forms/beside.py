"""What is asked beside the steps: was the backup contact reached, and who is asked next?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, PersonForm
from participants.models import Service

from ..models import Referral


class BackupCallForm(PersonForm):
    """One tap: reached, or not."""

    reached = forms.TypedChoiceField(
        label=_("Was somebody reached?"),
        choices=[("yes", _("I phoned: reached")), ("no", _("I phoned: not reached"))],
        coerce=lambda said: said == "yes",
    )


class ContinueForm(CreateForm):
    """Which service is asked next."""

    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Which service?"), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any):
        super().__init__(*args, **kwargs)
        open_ones = Service.objects.visible_to(self.user).open()
        self.fields["service"].queryset = open_ones.exclude(pk=referral.service_id)
        self.fields["service"].label_from_instance = Service.offered_as
