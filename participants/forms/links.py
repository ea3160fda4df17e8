"""What do we ask about working with a service: the link, its commitments, its meetings?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    day,
    line,
    one_of,
    past_day,
    refuse_before,
    some_of,
    text,
)

from ..models import Community, LinkCommitment, LinkMeeting, Service, ServiceLink
from .naming import NamesNobody


class ServiceField(forms.ModelChoiceField):
    """One of the directory, each with what kind of help it is."""

    def label_from_instance(self, service: Service) -> str:
        return f"{service.name} – {service.get_kind_display()}, {service.district}"


class _LinkFields(NamesNobody):
    told_in = ("purpose",)
    purpose = line(
        _("What is it for?"),
        most=300,
        help_text=_(
            "What both want, in words: “An outreach clinic every month”. Nothing of a child."
        ),
    )
    asked_by = one_of(_("Who asked for it?"), ServiceLink.Asker.choices)


class LinkForm(_LinkFields, CreateForm):
    service = ServiceField(Service.objects.none(), label=_("Service"), empty_label=_("Choose one"))
    started_on = past_day(
        _("Since when does it go on?"),
        required=False,
        help_text=_("Leave it empty while it is only asked for."),
    )
    field_order = ("service", "purpose", "identifier_reason", "asked_by", "started_on")

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self._community = community
        super().__init__(*args, **kwargs)
        known = ServiceLink.objects.of(community).open().exclude(pk=self.data.get("id") or None)
        seen = Service.objects.visible_to(self.user).open()
        self.fields["service"].queryset = seen.exclude(pk__in=known.values("service")).by_name()

    def community(self) -> Community:
        return self._community


class _OfLink(NamesNobody, EditForm):
    """A change of one side of a link; why its own words name nobody is asked anew."""

    def __init__(self, *args: Any, **kwargs: Any):
        initial = {"identifier_reason": ""} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)

    def community(self) -> Community:
        return self.record.community


class LinkEditForm(_LinkFields, _OfLink):
    field_order = ("purpose", "identifier_reason", "asked_by")


class LinkStartForm(EditForm):
    started_on = past_day(_("Since when does it go on?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"started_on": clock.today()}, **kwargs)


class LinkEndForm(_OfLink):
    told_in = ("ended_because",)
    ended_on = past_day(_("Ended on"))
    ended_because = text(_("Why does it not go on?"), most=300, rows=2)
    field_order = ("ended_on", "ended_because", "identifier_reason")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"ended_on": clock.today()}, **kwargs)

    def clean_ended_on(self) -> date:
        if self.record.started_on is not None:
            refuse_before(self, "ended_on", self.record.started_on, _("This is before it began."))
        return self.cleaned_data.get("ended_on")


class LinkRateForm(_OfLink):
    told_in = ("works_words",)
    works = one_of(_("Does it work?"), ServiceLink.Works.choices)
    works_words = text(
        _("What works, and what does not?"),
        required=False,
        most=600,
        help_text=_("As people of the community say it. The service does not read it."),
    )
    works_on = past_day(_("Said on"))
    field_order = ("works", "works_words", "identifier_reason", "works_on")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"works_on": clock.today()}, **kwargs)


# --- What each side said it would do --------------------------------------------------------------


class _CommitmentFields(NamesNobody):
    told_in = ("what",)
    what = line(
        _("What is it?"),
        most=300,
        help_text=_("One thing that one can see done: “A nurse comes on the first Tuesday”."),
    )
    by_when = day(
        _("By when?"), help_text=_("For what is done again and again: when do you look at it?")
    )


class CommitmentForm(_CommitmentFields, CreateForm):
    side = one_of(_("Who does it?"), LinkCommitment.Side.choices)
    field_order = ("side", "what", "identifier_reason", "by_when")

    def __init__(self, *args: Any, link: ServiceLink, **kwargs: Any):
        self.link = link
        super().__init__(*args, **kwargs)

    def community(self) -> Community:
        return self.link.community


class CommitmentEditForm(_CommitmentFields, _OfLink):
    field_order = ("what", "identifier_reason", "by_when")


class CommitmentReportForm(_OfLink):
    told_in = ("outcome_words",)
    outcome = one_of(_("What became of it?"), LinkCommitment.Outcome.choices)
    outcome_words = text(_("In words"), required=False, most=300, rows=2)
    outcome_on = past_day(_("Said on"))
    field_order = ("outcome", "outcome_words", "identifier_reason", "outcome_on")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"outcome_on": clock.today()}, **kwargs)


# --- Meetings -------------------------------------------------------------------------------------


class _MeetingFields(NamesNobody):
    told_in = ("agreed",)
    held_on = past_day(_("Day of the meeting"), initial=clock.today)
    came = some_of(_("Who came?"), LinkMeeting.Role.choices, help_text=_("By role, never by name."))
    agreed = text(
        _("What was agreed?"),
        most=1000,
        help_text=_(
            "Nothing of a single child. For a child who needs help, speak to the focal point."
        ),
    )
    next_on = day(_("When do you meet again?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        held_on, next_on = cleaned.get("held_on"), cleaned.get("next_on")
        if held_on and next_on and next_on <= held_on:
            self.add_error("next_on", _("The next meeting is after this one."))
        return cleaned


class MeetingForm(_MeetingFields, CreateForm):
    field_order = ("held_on", "came", "agreed", "identifier_reason", "next_on")

    def __init__(self, *args: Any, link: ServiceLink, **kwargs: Any):
        self.link = link
        super().__init__(*args, **kwargs)

    def community(self) -> Community:
        return self.link.community


class MeetingEditForm(_MeetingFields, _OfLink):
    field_order = MeetingForm.field_order
