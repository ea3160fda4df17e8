"""What do we note of a visit on which we get to know each other?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, line, past_day, some_of, text

from ..models import Community, MetRole
from .naming import NamesNobody


class _VisitFields(NamesNobody):
    told_in = ("introduced", "expectations", "answers", "calendar")
    visited_on = past_day(_("Day of the visit"), initial=clock.today)
    met = some_of(_("Whom did you meet?"), MetRole.choices, help_text=_("By role, never by name."))
    introduced = text(_("How did you say who you are?"))
    expectations = text(
        _("What do people hope for?"),
        required=False,
        help_text=_("In their words, as “Will you bring rice?”"),
    )
    answers = text(_("What did you answer?"), required=False)
    calendar = line(_("When not to come: market, prayer, planting"), required=False, most=300)


class VisitForm(_VisitFields, CreateForm):
    field_order = ("visited_on", "met", *_VisitFields.told_in, "identifier_reason")

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.of_community = community

    def community(self) -> Community:
        return self.of_community


class VisitEditForm(_VisitFields, EditForm):
    field_order = VisitForm.field_order

    def community(self) -> Community:
        return self.record.community
