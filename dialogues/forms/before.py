"""What was made sure of before a dialogue began, and who wanted to take part? Counts, never a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import line, one_of, tick

from ..models import Answer, ConsentWay
from ..models.noticed import Noticed
from ..said_enough import IF_MISSING
from ..scripts import SCRIPTS, Script
from .counts import number


def answer(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Yes, partly or no; and a way back to having said nothing."""
    choices = [("", _("Not said")), *Answer.choices]
    return one_of(label, choices, required=False, **kwargs)


class BeforeFields(forms.Form):
    """The second step."""

    limits_explained = tick(
        _("We said what stays private and what cannot"), help_text=_("Before anyone spoke.")
    )
    consent_way = one_of(
        _("How did we ask?"), [("", _("Not said")), *ConsentWay.choices], required=False
    )
    asked = number(_("Asked"), "")
    agreed = number(_("Agreed"), "")
    declined = number(_("Declined"), _("A no is as good as a yes."))
    left_early = number(_("Left before the end"), _("Nobody is asked why."))
    # The text that stands in the page; it is stored when consent is written down beside it.
    consent_script = forms.CharField(required=False, widget=forms.HiddenInput)
    two_adults = answer(_("Two adults of ours were there"))
    seen = answer(_("People could see us, and nobody could overhear"))
    same_sex = answer(_("One of us was of the same sex as the group"))
    focal_point_reachable = answer(_("The focal point could be reached that day"))
    before_note = line(
        _("What did we do about it?"), required=False, most=300, help_text=_("No names.")
    )

    def clean_consent_script(self) -> str:
        shown = self.cleaned_data["consent_script"]
        return shown if shown in SCRIPTS else ""

    @property
    def script(self) -> Script:
        """The text that is shown beside the questions of consent."""
        return SCRIPTS[self["consent_script"].initial]

    def consent_counts(self) -> list[forms.BoundField]:
        return [self[name] for name in ("asked", "agreed", "declined", "left_early")]

    def preconditions(self) -> Iterator[tuple[forms.BoundField, str | Promise]]:
        """Each with what one does when it is missing."""
        for name in Noticed.BEFORE:
            yield self[name], IF_MISSING[name]
