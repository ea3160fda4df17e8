"""What do we ask about something that already protects children?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, text, tick

from ..models import Community, ProtectivePractice
from ..models.practices import DETAILS
from .communities import LANGUAGE_CODE
from .naming import NamesNobody

YES_NO = [("", _("Nobody asked yet")), ("yes", _("Yes")), ("no", _("No"))]


def _detail(label: Any, **kwargs: Any) -> forms.CharField:
    return text(label, required=False, most=300, rows=2, **kwargs)


class _PracticeFields(NamesNobody):
    who_does_it = _detail(
        _("Who does it?"), help_text=_("Which people, never who: “older women on the way home”.")
    )
    which_children = _detail(_("For which children?"))
    works_when = _detail(_("When does it work?"))
    gaps = _detail(_("Whom does it not reach, or when does it not work?"))
    at_risk = one_of(
        _("Does something from outside put it at risk?"),
        YES_NO,
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    risk = _detail(_("What puts it at risk?"))
    may_be_told = tick(
        _("The people who said this agreed that the community may read the words"),
        help_text=_("Without a tick only facilitator and mentor read it."),
    )
    details_may_be_told = tick(
        _("They agreed that the community may read the details too"),
        help_text=_(
            "Who does it, for whom, when it works and what puts it at risk. Without a tick the "
            "community reads only the words and what they mean."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("risk") and not cleaned.get("at_risk"):
            self.add_error("at_risk", _("Say yes, or leave out what puts it at risk."))
        if cleaned.get("details_may_be_told") and cleaned.get("may_be_told") is False:
            self.add_error("may_be_told", _("Tick this too, or take the tick off the details."))
        return cleaned


WORDS = ("who_does_it", "which_children", "works_when", "gaps", "risk")
ASKED = (*DETAILS, "may_be_told", "details_may_be_told")


class PracticeForm(_PracticeFields, CreateForm):
    told_in = ("local_term", "gloss", *WORDS)
    local_term = line(_("In their words"), help_text=_("As people say it here."))
    language = line(
        _("Language of these words"),
        most=20,
        validators=[LANGUAGE_CODE],
        help_text=_("Its short code: kri for Krio, men for Mende, sw for Swahili."),
    )
    gloss = line(_("What it means"), required=False)
    field_order = ("local_term", "language", "gloss", *ASKED, "identifier_reason")

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, initial={"language": community.language}, **kwargs)
        self._community = community

    def community(self) -> Community:
        return self._community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        term, language = cleaned.get("local_term"), cleaned.get("language")
        if term and language:
            called = ProtectivePractice.objects.called(term, language, self._community)
            if known := called.exclude(pk=cleaned.get("id")).first():
                self.add_error("local_term", known.is_there)
        return cleaned


class PracticeEditForm(_PracticeFields, EditForm):
    told_in = WORDS
    field_order = (*ASKED, "identifier_reason")

    def __init__(self, *args: Any, record: ProtectivePractice, **kwargs: Any):
        said = {True: "yes", False: "no", None: ""}[record.at_risk]
        super().__init__(*args, record=record, initial={"at_risk": said}, **kwargs)
        if record.from_dialogue:
            del self.fields["may_be_told"]
            self.fields["details_may_be_told"].label = _(
                "The people who said this agreed that the community may read the details"
            )
            self.fields["details_may_be_told"].help_text = _(
                "Who does it, for whom, when it works and what puts it at risk. The words are told "
                "as the groups allowed in their dialogues; this tick does not change it."
            )

    def community(self) -> Community:
        return self.record.community
