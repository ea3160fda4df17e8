"""How are children asked, as a group, whether it was a good way of listening?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, one_of, past_day, text
from participants.forms.fields import refuse_before_round
from participants.models import Community, Round

from ..models import ProcessCheck
from ..models.process_checks import REQUIREMENTS, Felt
from .naming import NamesNobody

ANSWERS = [*Felt.choices, ("", _("Leave it out"))]


class _CheckFields(NamesNobody):
    told_in = ("note",)
    note = text(
        _("What did they say of it?"),
        required=False,
        help_text=_("What the group said, never one child."),
    )
    answered_on = past_day(_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, question in REQUIREMENTS.items():
            self.fields[name] = one_of(question, ANSWERS, required=False)

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in REQUIREMENTS]

    def listening(self) -> Round:
        raise NotImplementedError

    def community(self) -> Community:
        return self.listening().community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before_round(self, "answered_on", self.listening())
        if not self.errors and not any(cleaned.get(name) for name in REQUIREMENTS):
            self.add_error(None, _("Answer one of the questions, whichever you like."))
        return cleaned


class ProcessCheckAddForm(_CheckFields, CreateForm):
    def __init__(self, *args: Any, round: Round, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._round = round

    def listening(self) -> Round:
        return self._round


class ProcessCheckEditForm(_CheckFields, EditForm):
    def __init__(self, *args: Any, record: ProcessCheck, **kwargs: Any):
        answers = {name: getattr(record, name) for name in REQUIREMENTS}
        super().__init__(*args, record=record, initial=answers, **kwargs)

    def listening(self) -> Round:
        return self.record.round
