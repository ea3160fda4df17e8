"""What is asked of something people here do, and of how a group talks of it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, past_day, text
from participants.models import Community, Subgroup

from ..models import (
    DialogueSession,
    HowMany,
    NormReflection,
    Practice,
    PracticeKind,
    Readiness,
)
from ..models.practices import NORM_TEXTS, PRACTICE_TEXTS, sessions_to_choose
from .naming import NamesNobody
from .sessions import LANGUAGES

MANY = [("", _("not asked")), *HowMany.choices]


def _few_words(label: Any, **kwargs: Any) -> forms.CharField:
    return text(label, required=False, most=300, rows=2, **kwargs)


class _PracticeFields(NamesNobody):
    told_in = PRACTICE_TEXTS[1:]
    gloss = line(_("What it means"), required=False)
    kind = one_of(
        _("How do people here see it?"),
        PracticeKind.choices,
        help_text=_("The same practice can protect and harm. What we think of it is not asked."),
    )
    who_does_it_to_whom = _few_words(
        _("Who does it, and to whom?"), help_text=_("Which people, never who.")
    )
    since_when = _few_words(_("Since when?"))
    believed_benefit = text(_("What is it believed to bring?"), required=False)
    who_expects_it = _few_words(_("Who expects it?"))
    season = _few_words(_("Is there a season for it?"))
    law = text(_("What does the law say of it?"), required=False, most=600, rows=2)


ASKED = ("gloss", "kind", *PRACTICE_TEXTS[2:])


class TalkedPracticeForm(_PracticeFields, CreateForm):
    told_in = PRACTICE_TEXTS
    local_term = line(_("In their words"), help_text=_("As people say it here."))
    language = forms.ChoiceField(label=_("Language of these words"))
    field_order = ("local_term", "language", *ASKED, "identifier_reason")

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, initial={"language": community.language}, **kwargs)
        self._community, own = community, community.language
        listed = LANGUAGES if own in dict(LANGUAGES) else [(own, own), *LANGUAGES]
        self.fields["language"].choices = listed

    def community(self) -> Community:
        return self._community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        term, language = cleaned.get("local_term"), cleaned.get("language")
        if term and language:
            known = Practice.objects.called(term, language, self._community)
            if other := known.exclude(pk=cleaned.get("id")).first():
                self.add_error("local_term", other.is_there)
        return cleaned


class TalkedPracticeEditForm(_PracticeFields, EditForm):
    field_order = (*ASKED, "identifier_reason")

    def community(self) -> Community:
        return self.record.community


class _InDialogue(forms.ModelChoiceField):
    def label_from_instance(self, session: DialogueSession) -> str:
        return f"{session.subgroup.label}, {date_format(session.held_on, 'j F Y')}"


class _NormFields(NamesNobody):
    told_in = NORM_TEXTS
    subgroup = forms.ModelChoiceField(
        Subgroup.objects.none(),
        label=_("Which group?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    said_on = past_day(_("On which day?"), initial=clock.today)
    session = _InDialogue(
        DialogueSession.objects.none(),
        label=_("In which dialogue?"),
        required=False,
        empty_label=_("In none that is recorded"),
    )
    most_do = one_of(
        _("Do most people here do it?"),
        MANY,
        required=False,
        help_text=_("As the group says. Their word is kept, no number."),
    )
    most_think_should = one_of(
        _("Do most people here think it should be done?"), MANY, required=False
    )
    if_one_does_not = text(_("What happens if someone does not?"), required=False, rows=2)
    who_could_change_it = text(_("Who could change it?"), required=False, rows=2)
    doubts = text(
        _("Did anyone voice a doubt?"),
        required=False,
        rows=2,
        help_text=_("In their words, without who said it. Leave it empty where nobody did."),
    )
    alternatives = text(_("What else could be done, did they say?"), required=False, rows=2)
    readiness = one_of(_("How do they talk of it now?"), Readiness.choices)

    def choose_from(self, practice: Practice, chosen: DialogueSession | None = None) -> None:
        groups = Subgroup.objects.of(practice.community_id).taking_part()
        self.fields["subgroup"].queryset = groups
        self.fields["session"].queryset = sessions_to_choose(
            practice.community, self.user, and_this=chosen
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        session = cleaned.get("session")
        group, said_on = cleaned.get("subgroup"), cleaned.get("said_on")
        where = (group and group.pk, said_on)
        if session and all(where) and where != (session.subgroup_id, session.held_on):
            self.add_error(
                "session",
                _(
                    "That dialogue was with another group, or on another day. Choose its group and "
                    "day above, or leave the dialogue out."
                ),
            )
        return cleaned


NORM_FIELDS = (
    "subgroup", "said_on", "session", "most_do", "most_think_should", "readiness",
    "if_one_does_not", "doubts", "alternatives", "who_could_change_it", "identifier_reason",
)  # fmt: skip


class NormReflectionAddForm(_NormFields, CreateForm):
    field_order = NORM_FIELDS

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._practice = practice
        self.choose_from(practice)

    def community(self) -> Community:
        return self._practice.community


class NormReflectionEditForm(_NormFields, EditForm):
    field_order = NORM_FIELDS

    def __init__(self, *args: Any, record: NormReflection, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.choose_from(record.practice, chosen=record.session)

    def community(self) -> Community:
        return self.record.community
