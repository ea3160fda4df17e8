"""What is asked when a referral goes over to a service's own files?"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm, ReasonForm, line

# A number of theirs: never five letters on end, as a name would have them.
NUMBER = re.compile(r"(?!.*[^\W\d_]{5})(?=.*\d)[A-Za-z0-9][A-Za-z0-9/.-]*")


class ExportForm(ReasonForm):
    reason = line(_("Why do you take it along?"), most=300)


class ConfirmForm(PersonForm):
    """The number under which the service keeps its own file."""

    handed_over_as = line(
        _("The number in their own files"),
        most=40,
        help_text=_("For example the CPIMS+ ID you received back. A number only, never a name."),
    )

    def clean_handed_over_as(self) -> str:
        number = self.cleaned_data["handed_over_as"].strip()
        if not NUMBER.fullmatch(number):
            raise ValidationError(
                _("Write the number alone: digits and a few letters, as CP-2026-0412. No name.")
            )
        return number
