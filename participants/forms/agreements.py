"""What do we ask when a community has decided about taking part?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, day, line, one_of, past_day, text, tick

from ..models import Agreement, Community, Decider
from ..states import ASKED_US_TO_GO, LEAVING, MAY_SAY_LATER, AgreementStatus
from ..words import LISTEN_EVERY
from .asking import AsksTheGroups, day_to_ask_again
from .leaving import data_choice, informed
from .naming import NamesNobody

_S = AgreementStatus
# Moves that ask the groups; the others are recorded without.
ASKS_THE_GROUPS = frozenset({_S.AGREED, _S.PAUSED, _S.DECLINED, _S.WITHDRAWN})


class AgreementForm(NamesNobody, EditForm):
    """What we said, what people hope for and ask of us, and how this community decides."""

    told_in = ("we_will", "we_will_not", "expectations", "conditions", "languages")
    we_will = text(_("What we will do"), required=False)
    we_will_not = text(_("What we will not do"), required=False)
    expectations = text(
        _("What people hope for from us"),
        required=False,
        help_text=_("As they said it: money, food, a school. Say plainly what we cannot bring."),
    )
    conditions = text(_("What the community asks of us"), required=False)
    languages = line(_("Languages to speak in"), required=False)
    decides_by = one_of(
        _("How does this community decide?"),
        [("", _("Not said yet")), *Decider.choices],
        required=False,
    )
    listen_every_days = one_of(
        _("How often does every group want to be heard?"),
        [("", _("Not agreed yet")), *LISTEN_EVERY.items()],
        required=False,
        coerce=int,
        empty_value=None,
    )
    told_where = tick(_("The community was told where this is kept"))
    field_order = (
        *told_in, "decides_by", "listen_every_days", "told_where", "identifier_reason",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.place = settings.HOSTING_PLACE
        if not self.place or self.record.is_told_where(self.place):
            del self.fields["told_where"]
        elif self.record.hosting_shown_on:
            self.fields["told_where"].label = _("The community was told that it is kept here now")

    def community(self) -> Community:
        return self.record.community


class MoveForm(NamesNobody, AsksTheGroups):
    """The day, the groups that were asked, and what this very step needs; never a reason for a no."""

    decided_on = past_day(_("Day of the decision"), initial=clock.today)
    words = text(_("In their words"), required=False)
    renew_on = day_to_ask_again()
    no_contact_until = day(
        _("We do not come back before"),
        required=False,
        help_text=_("Leave it empty when we come only if the community invites us."),
    )
    invited = tick(_("The community invited us"))
    told_in = ("words", "informed")

    def __init__(self, *args: Any, agreement: Agreement, to: str, **kwargs: Any):
        self.agreement, self.to = agreement, to
        super().__init__(*args, **kwargs)
        if to != _S.AGREED:
            del self.fields["renew_on"]
        if to not in ASKED_US_TO_GO:
            del self.fields["no_contact_until"]
        if to != _S.EXPLORING:
            del self.fields["invited"]
        elif not agreement.welcomes_contact(clock.today()):
            self.fields["invited"].required = True
            self.fields["invited"].error_messages["required"] = _(
                "The community wants no contact now, unless it invites us."
            )
        if to == _S.STEPPED_BACK:
            self.fields["words"].label = _("Our reason, as the community was told")
            self.fields["words"].required = True
        if to in LEAVING:
            self.fields["data_choice"] = data_choice(required=to not in MAY_SAY_LATER)
            self.fields["informed"] = informed()
        if to in ASKS_THE_GROUPS:
            self.ask_the_groups()

    def community(self) -> Community:
        return self.agreement.community

    def clean_decided_on(self) -> date:
        return self.refuse_before_last_step(self.cleaned_data["decided_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._is_first_yes or (self.to == _S.AGREED and cleaned["answers"]):
            self.demand_a_yes()
        self._refuse_return_before_decision(cleaned)
        return cleaned

    @property
    def _is_first_yes(self) -> bool:
        return (self.agreement.status, self.to) == (_S.EXPLORING, _S.AGREED)

    def _refuse_return_before_decision(self, cleaned: dict[str, Any]) -> None:
        until, decided_on = cleaned.get("no_contact_until"), cleaned.get("decided_on")
        if until and decided_on and until <= decided_on:
            self.add_error("no_contact_until", _("This is before the day of the decision."))


class RenewForm(NamesNobody, AsksTheGroups, CreateForm):
    """The groups are asked once more whether they go on."""

    told_in = ("words",)
    decided_on = past_day(_("Day on which they were asked"), initial=clock.today)
    words = text(_("In their words"), required=False)
    renew_on = day_to_ask_again()

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        self.agreement = agreement
        super().__init__(*args, **kwargs)
        self.ask_the_groups()

    def community(self) -> Community:
        return self.agreement.community

    def clean_decided_on(self) -> date:
        return self.refuse_before_last_step(self.cleaned_data["decided_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.demand_a_yes()
        return cleaned
