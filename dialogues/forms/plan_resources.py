"""What is asked of something a plan works with?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of
from participants.models import Community, Service, Subgroup

from ..guard import reason_kept
from ..models import ActionPlan, PlanResource, Whose
from .naming import NamesNobody
from .plans import PlanWords

# Said, never dropped in silence: a service is kept with what the plan needs it for.
NOT_OF_A_SERVICE = {
    "how_much": _("Of a service, say how much with what the plan needs it for; leave this empty."),
    "brought_by": _("No group brings a service. Choose “no one group”."),
}


class _PlanResourceFields(NamesNobody, PlanWords):
    words_of = told_in = ("what", "how_much")
    field_order = ("whose", "what", "how_much", "brought_by", "service", "identifier_reason")
    whose = one_of(_("Whose is it?"), Whose.choices, initial=Whose.OURS)
    what = line(
        _("What is it?"),
        most=160,
        help_text=_(
            "Tools, land, time, skills, a place. Of a service: what the plan needs it for."
        ),
    )
    how_much = line(
        _("How much?"), required=False, most=120, help_text=_("In words, as: two mornings a week.")
    )
    brought_by = forms.ModelChoiceField(
        label=_("Which group brings it?"),
        queryset=Subgroup.objects.none(),
        required=False,
        empty_label=_("no one group"),
    )
    service = forms.ModelChoiceField(
        label=_("Which service, when it is one?"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=_("none"),
    )

    def offer(self, plan: ActionPlan, line_: PlanResource | None = None) -> None:
        """The groups of the community, and the services of the directory that are not in the plan."""
        self.plan = plan
        self.fields["brought_by"].queryset = plan.community.subgroups.visible_to(self.user)
        linked = plan.resources.exclude(pk=getattr(line_, "pk", None)).exclude(service=None)
        listed = (
            Service.objects.visible_to(self.user).open().exclude(pk__in=linked.values("service"))
        )
        own = Q(pk=getattr(line_, "service_id", None))
        services = Service.objects.filter(Q(pk__in=listed.values("pk")) | own)
        self.fields["service"].queryset = services.by_name()
        self.fields["service"].label_from_instance = Service.offered_as

    def community(self) -> Community:
        return self.plan.community

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_service = cleaned.get("whose") == Whose.SERVICE
        if is_service and cleaned.get("service", 0) is None:
            self.add_error("service", _("Say which service it is."))
        for name, words in NOT_OF_A_SERVICE.items() if is_service else ():
            if cleaned.get(name):
                self.add_error(name, words)
        if cleaned.get("whose") and not is_service and cleaned.get("service"):
            self.add_error("service", _("Say above that it is a service, or choose none here."))
        return cleaned


class PlanResourceAddForm(_PlanResourceFields, CreateForm):
    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer(plan)


class PlanResourceEditForm(_PlanResourceFields, EditForm):
    def __init__(self, *args: Any, record: PlanResource, **kwargs: Any):
        initial = {"identifier_reason": reason_kept(record.pk)}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self.offer(record.plan, record)
