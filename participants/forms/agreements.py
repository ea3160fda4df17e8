"""What do we ask when a community has decided about taking part?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import EditForm, PersonForm, day, one_of, text, tick

from .. import permissions
from ..models import Agreement, GroupAnswer, Subgroup
from ..states import ASKED_US_TO_GO, AgreementStatus
from .fields import past_day

_S = AgreementStatus
# Moves that ask the groups; the others are recorded without.
ASKS_THE_GROUPS = frozenset({_S.AGREED, _S.PAUSED, _S.DECLINED, _S.WITHDRAWN})


class AgreementForm(EditForm):
    we_will = text(_("What we will do"), required=False)
    we_will_not = text(_("What we will not do"), required=False)


class MoveForm(PersonForm):
    """The day, the groups that were asked, and what this very step needs; never a reason for a no."""

    decided_on = past_day(_("Day of the decision"), initial=clock.today)
    words = text(_("In their words"), required=False)
    no_contact_until = day(
        _("We do not come back before"),
        required=False,
        help_text=_("Leave it empty when we come only if the community invites us."),
    )
    invited = tick(_("The community invited us"))

    def __init__(self, *args: Any, agreement: Agreement, to: str, **kwargs: Any):
        self.agreement, self.to = agreement, to
        super().__init__(*args, **kwargs)
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
        self.groups = list(self._groups_to_ask()) if to in ASKS_THE_GROUPS else []
        for group in self.groups:
            self._ask(group)

    def _groups_to_ask(self) -> list[Subgroup]:
        """All groups; a committee is not asked to say what a group of children answered."""
        groups = self.agreement.community.subgroups.all()
        if permissions.can_see_each_group(self.user, self.agreement.community):
            return groups
        return groups.of_adults()

    def _ask(self, group: Subgroup) -> None:
        answers = [("", _("Not asked")), *GroupAnswer.Answer.choices]
        self.fields[f"{group.pk}-answer"] = one_of(group.label, answers, required=False)
        self.fields[f"{group.pk}-people"] = forms.IntegerField(
            label=_("%(group)s, how many people") % {"group": group.label},
            required=False,
            min_value=1,
            max_value=9999,
        )

    @property
    def rows(self) -> list[tuple[Subgroup, forms.BoundField, forms.BoundField]]:
        """Each group with its answer and its number of people, for the page."""
        return [
            (group, self[f"{group.pk}-answer"], self[f"{group.pk}-people"]) for group in self.groups
        ]

    def clean_decided_on(self) -> Any:
        decided_on = self.cleaned_data["decided_on"]
        last = self.agreement.moves.last()
        if last is not None and decided_on < last.decided_on:
            words = {"day": date_format(last.decided_on, "j F Y")}
            raise forms.ValidationError(_("The step before this one was on %(day)s.") % words)
        return decided_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answers = {}
        for group in self.groups:
            answer = cleaned.pop(f"{group.pk}-answer", "")
            people = cleaned.pop(f"{group.pk}-people", None)
            if answer:
                answers[group] = (answer, people)
            elif people:
                self.add_error(f"{group.pk}-people", _("Say also how this group answered."))
        if self._is_first_yes and not answers:
            self.add_error(None, _("Say which groups were asked, and how they answered."))
        self._refuse_return_before_decision(cleaned)
        cleaned["answers"] = answers
        return cleaned

    @property
    def _is_first_yes(self) -> bool:
        return (self.agreement.status, self.to) == (_S.EXPLORING, _S.AGREED)

    def _refuse_return_before_decision(self, cleaned: dict[str, Any]) -> None:
        until, decided_on = cleaned.get("no_contact_until"), cleaned.get("decided_on")
        if until and decided_on and until <= decided_on:
            self.add_error("no_contact_until", _("This is before the day of the decision."))
