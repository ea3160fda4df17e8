"""What do we ask about something that keeps people from a service?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm, EditForm, one_of, past_day, refuse_before, text

from ..models import Barrier, Community, Service, ServiceLink
from ..models.barriers import BEHIND_US
from .links import ServiceField
from .naming import NamesNobody


def _links(community: Community) -> Any:
    return ServiceLink.objects.of(community).open().order_by("service__name_key", "pk")


class _BarrierFields(NamesNobody):
    told_in = ("words",)
    words = text(
        _("How do people say it?"),
        most=600,
        help_text=_("What keeps people here from it. Nothing of a single child or a person there."),
    )
    link = forms.ModelChoiceField(
        ServiceLink.objects.none(),
        label=_("With which service is it worked on?"),
        required=False,
        empty_label=_("with none yet"),
    )


class BarrierForm(_BarrierFields, CreateForm):
    service = ServiceField(
        Service.objects.none(),
        label=_("Which service?"),
        required=False,
        empty_label=_("Not one alone: see below"),
    )
    kind = forms.ChoiceField(
        label=_("Or which kind of help?"),
        required=False,
        choices=[("", _("Chosen above")), *Service.Kind.choices],
    )
    what = one_of(_("What stands in the way?"), Barrier.What.choices)
    opened_on = past_day(_("Since when do you know of it?"), initial=clock.today)
    field_order = ("service", "kind", "what", "words", "identifier_reason", "opened_on", "link")

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        self._community = community
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = Service.objects.visible_to(self.user).open().by_name()
        self.fields["link"].queryset = _links(community)

    def community(self) -> Community:
        return self._community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        service, kind = cleaned.get("service"), cleaned.get("kind")
        if "service" in cleaned and "kind" in cleaned and (service is None) == (not kind):
            self.add_error("kind", _("Choose one service, or a kind of help: one of the two."))
        return cleaned


class BarrierEditForm(_BarrierFields, EditForm):
    field_order = ("words", "identifier_reason", "link")

    def __init__(self, *args: Any, record: Barrier, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        self.fields["words"].required = record.source != Barrier.Source.AGGREGATED
        links = _links(record.community)
        kept = ServiceLink.objects.filter(pk=record.link_id)
        self.fields["link"].queryset = (links | kept.select_related("service")).distinct()

    def community(self) -> Community:
        return self.record.community


class BarrierMoveForm(NamesNobody, EditForm):
    """What became of it: a day and how, where it is behind the community; nothing else is asked."""

    told_in = ("how",)
    settled_on = past_day(_("Since when?"))
    how = text(_("How did it come about?"), most=600, rows=2)
    field_order = ("settled_on", "how", "identifier_reason")

    def __init__(self, *args: Any, record: Barrier, to: str, **kwargs: Any):
        initial = {"settled_on": clock.today(), "how": "", "identifier_reason": ""}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        if to not in BEHIND_US:
            self.told_in = ()
            del self.fields["settled_on"], self.fields["how"]

    def community(self) -> Community:
        return self.record.community

    def clean_settled_on(self) -> date:
        too_early = _("This is before it was written down.")
        refuse_before(self, "settled_on", self.record.opened_on, too_early)
        return self.cleaned_data.get("settled_on")
