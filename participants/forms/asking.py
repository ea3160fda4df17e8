"""How do we ask each group by itself whether the community takes part?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import PersonForm, day, one_of

from .. import permissions
from ..models import Agreement, GroupAnswer, Subgroup


class AsksTheGroups(PersonForm):
    """A row per group: how it answered, and how many people; `answers` is what came of it."""

    agreement: Agreement
    groups: list[Subgroup] = []

    def ask_the_groups(self) -> None:
        """All groups; a committee is not asked to say what a group of children answered."""
        community = self.agreement.community
        groups = community.subgroups.all()
        if not permissions.can_see_each_group(self.user, community):
            groups = groups.of_adults()
        self.groups = list(groups)
        for group in self.groups:
            self._ask(group)

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
        cleaned["answers"] = answers
        return cleaned

    def demand_a_yes(self) -> None:
        """Somebody was asked, and not everybody said no."""
        answers = self.cleaned_data.get("answers", {})
        if not answers:
            self.add_error(None, _("Say which groups were asked, and how they answered."))
        elif not any(answer in GroupAnswer.GOES_ON for answer, _people in answers.values()):
            self.add_error(
                None, _("No group said yes, so this is no yes. Record what they decided.")
            )

    def refuse_before_last_step(self, decided_on: date) -> date:
        """A step of an agreement is not earlier than the one before it."""
        last = self.agreement.moves.last()
        if last is not None and decided_on < last.decided_on:
            words = {"day": date_format(last.decided_on, "j F Y")}
            raise forms.ValidationError(_("The step before this one was on %(day)s.") % words)
        return decided_on


def day_to_ask_again() -> forms.DateField:
    """A day to come, on which the community is asked whether it wants to go on."""
    return day(
        _("The day we ask again"),
        required=False,
        validators=[_refuse_past],
        help_text=_("Leave it empty when no day was agreed."),
    )


def _refuse_past(value: date) -> None:
    if value <= clock.today():
        raise forms.ValidationError(_("We ask again on a day after today."))
