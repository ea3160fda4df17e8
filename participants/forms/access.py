"""What do we ask a community about the way to a service?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, past_day, text

from ..models import Answer, Community, Obstacle
from .naming import NamesNobody

_ANSWERS = [("", _("Not asked")), *Answer.choices]


class _AccessFields(NamesNobody):
    distance = one_of(Obstacle.DISTANCE.label, _ANSWERS, required=False)
    travel_minutes = forms.IntegerField(
        label=_("How many minutes does the way take?"),
        required=False,
        min_value=0,
        max_value=6000,
        help_text=_("As most people go: on foot, by motorbike."),
    )
    travel_cost = line(_("What does the way cost?"), required=False, most=100)
    fee = one_of(Obstacle.FEE.label, _ANSWERS, required=False)
    language = one_of(Obstacle.LANGUAGE.label, _ANSWERS, required=False)
    disrespect = one_of(Obstacle.DISRESPECT.label, _ANSWERS, required=False)
    fear = one_of(Obstacle.FEAR.label, _ANSWERS, required=False)
    corruption = one_of(Obstacle.CORRUPTION.label, _ANSWERS, required=False)
    words = text(
        _("In their words"),
        required=False,
        most=300,
        rows=2,
        help_text=_("What people in general say; nobody’s own story."),
    )
    told_in = ("words", "travel_cost")
    field_order = ("asked_on", *Obstacle.values[:1], "travel_minutes", "travel_cost")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = any(cleaned.get(name) for name in Obstacle.values)
        if not asked and not set(Obstacle.values) & set(self.errors):
            self.add_error("distance", _("Write down at least one answer."))
        return cleaned


class AccessForm(_AccessFields, CreateForm):
    asked_on = past_day(_("On which day did they say so?"), initial=clock.today)

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self._community = community
        super().__init__(*args, **kwargs)

    def community(self) -> Community:
        return self._community


class AccessEditForm(_AccessFields, EditForm):
    """Why its words name nobody is asked anew."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"identifier_reason": ""}, **kwargs)

    def community(self) -> Community:
        return self.record.community
