"""What do we ask about a step that leads to a service?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import EditForm
from participants.models import Barrier, ServiceLink

from ..models import Action


class ActionPointForm(EditForm):
    link = forms.ModelChoiceField(
        ServiceLink.objects.none(),
        label=_("With which service does the community do it?"),
        required=False,
        empty_label=_("with none"),
        widget=forms.RadioSelect,
    )
    barrier = forms.ModelChoiceField(
        Barrier.objects.none(),
        label=_("What does it clear out of the way?"),
        required=False,
        empty_label=_("nothing that is written down"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, record: Action, **kwargs: Any):
        super().__init__(*args, record=record, **kwargs)
        community = record.plan.community
        for name, model in (("link", ServiceLink), ("barrier", Barrier)):
            # What it points to already may have ended since; it stays until somebody changes it.
            chosen = model.objects.of(community).filter(pk=getattr(record, f"{name}_id"))
            self.fields[name].queryset = model.objects.of(community).open() | chosen
