"""What is asked of a facilitator after a session, of their mentor, and of people who were there?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    ReasonForm,
    one_of,
    past_day,
    refuse_before,
    text,
    tick,
)
from participants.models import Community

from ..models import DialogueSession, Reflection
from ..models.amendments import Corrector, Part
from ..models.reflections import Suggested, TalkShare, TopicSetter
from ..models.revisions import WishedBy
from .naming import NamesNobody


class _ReflectionFields(NamesNobody):
    told_in = ("suggested_words", "surprised", "ask_differently", "note")
    suggested = one_of(
        _("Did I suggest an issue or a solution?"), Suggested.choices, required=False
    )
    suggested_words = text(_("If so: which, and why?"), required=False, rows=2)
    topic_set_by = one_of(_("Who set the topic?"), TopicSetter.choices, required=False)
    talk_share = one_of(
        _("About how much of the time did I speak?"),
        TalkShare.choices,
        required=False,
        help_text=_("A guess is enough. Nobody adds it up."),
    )
    surprised = text(_("What surprised me?"), required=False)
    ask_differently = text(_("What would I ask differently?"), required=False)
    note = text(_("Anything else"), required=False)
    talk_over = tick(
        _("I would like to talk it over with my mentor"),
        help_text=_("It then stands on your mentor’s page for today."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = (name for name in _ReflectionFields.base_fields if name != "identifier_reason")
        if not self.errors and not any(cleaned.get(name) for name in asked):
            self.add_error(None, _("Answer one of the questions, whichever you like."))
        return cleaned


class ReflectionAddForm(_ReflectionFields, CreateForm):
    def __init__(self, *args: Any, session: DialogueSession, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session
        self.order_fields([*_ReflectionFields.base_fields])

    def community(self) -> Community:
        return self.session.community


class ReflectionEditForm(_ReflectionFields, EditForm):
    def community(self) -> Community:
        return self.record.community


class ReflectionAnswerForm(NamesNobody, CreateForm):
    told_in = ("words",)
    words = text(_("Your words"), help_text=_("Read by the two of you only. No names."))

    def __init__(self, *args: Any, reflection: Reflection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.reflection = reflection

    def community(self) -> Community:
        return self.reflection.community


class AmendmentForm(NamesNobody, CreateForm):
    told_in = ("words",)
    field_order = ("part", "words", "identifier_reason", "corrector", "said_on")
    part = one_of(_("What is it about?"), Part.choices)
    words = text(
        _("What is right?"),
        rows=4,
        help_text=_("As it was said. What stands in the record stays there, with this beside it."),
    )
    corrector = one_of(
        _("Who put it right?"), Corrector.choices, help_text=_("Somebody who was there.")
    )
    said_on = past_day(_("On which day was it said?"), initial=clock.today)

    def __init__(self, *args: Any, session: DialogueSession, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_before(
            self, "said_on", self.session.held_on, _("This is before the dialogue itself.")
        )
        return cleaned

    def community(self) -> Community:
        return self.session.community


class UnlockForm(NamesNobody, ReasonForm):
    """Why a session is opened again, and at whose wish."""

    told_in = ("reason",)
    field_order = ("wished_by", "reason", "identifier_reason")
    wished_by = one_of(_("Who wished it?"), WishedBy.choices)
    reason = text(
        _("Why?"),
        rows=2,
        most=600,
        help_text=_("It is kept, and read by everybody who may read the session."),
    )

    def __init__(self, *args: Any, session: DialogueSession, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session

    def community(self) -> Community:
        return self.session.community
