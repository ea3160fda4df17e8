"""Which fields do several forms of this app ask for?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import refuse_before

from ..models import Round


def age(label: Any, **kwargs: Any) -> forms.IntegerField:
    """An age in years, when there is a limit."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=120, **kwargs)


def refuse_ages_turned_round(form: forms.Form, youngest: str, oldest: str) -> None:
    """Add an error when the oldest age is below the youngest."""
    low, high = form.cleaned_data.get(youngest), form.cleaned_data.get(oldest)
    if low is not None and high is not None and high < low:
        form.add_error(oldest, _("The oldest is younger than the youngest."))


def refuse_before_round(form: forms.Form, name: str, listening: Round) -> None:
    """What a round heard, and what came of it, is of its own days."""
    refuse_before(form, name, listening.began_on, _("This is before the round began."))


class ListFilter(forms.Form):
    """What narrows a list, and where its next page begins. What does not fit is left out."""

    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    @property
    def narrows(self) -> bool:
        """Does anything narrow the list, so that an empty one means "nothing like this"?"""
        return any(value for name, value in self.wanted.items() if name != "after")


def begins(label: Any) -> forms.CharField:
    """The beginning of a word of a name."""
    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=100, widget=widget)


def any_of(label: Any, choices: Any = ()) -> forms.ChoiceField:
    """One of many, or all of them."""
    return forms.ChoiceField(label=label, required=False, choices=[("", _("All")), *choices])
