"""How are people asked how far it is their own?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, one_of, past_day, text
from participants.models import Community

from ..models import Owned, OwnershipReview
from ..models.ownership import QUESTIONS
from .naming import NamesNobody

LEFT_OUT = ("", _("Leave it out"))


class _OwnershipFields(NamesNobody):
    told_in = ("note",)
    note = text(
        _("What was said of it?"),
        required=False,
        help_text=_("What people said together, never who said it."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, (question, steps) in QUESTIONS.items():
            choices = [*zip(Owned.values, steps, strict=True), LEFT_OUT]
            self.fields[name] = one_of(question, choices, required=False)

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in QUESTIONS):
            self.add_error(None, _("Answer one of the questions, whichever you like."))
        return cleaned


class OwnershipReviewAddForm(_OwnershipFields, CreateForm):
    answered_on = past_day(_("On which day?"), initial=clock.today)

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._community = community

    def community(self) -> Community:
        return self._community


class OwnershipReviewEditForm(_OwnershipFields, EditForm):
    def __init__(self, *args: Any, record: OwnershipReview, **kwargs: Any):
        answers = {name: getattr(record, name) for name in QUESTIONS}
        super().__init__(*args, record=record, initial=answers, **kwargs)

    def community(self) -> Community:
        return self.record.community
