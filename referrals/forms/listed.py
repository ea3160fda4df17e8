"""How does a person say that they read what a service will read?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Service

from ..listed import Line, fingerprint, on_slip

if TYPE_CHECKING:
    from ..models import Referral


class Listed(forms.Form):
    """Carries the mark of the list that was read; another list is shown before it is sent."""

    referral: Referral
    lines: list[Line] = []  # what must be read first
    listed = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        service = cleaned.get("service", self.service_named())
        if service is not None:
            lines = on_slip(self.referral, service)
            if cleaned.get("listed") != fingerprint(lines):
                self._show(lines, service)
        return cleaned

    def service_named(self) -> Service | None:
        """The service it goes to, where this form does not ask for it."""
        return None if "service" in self.fields else self.referral.service

    def _show(self, lines: list[Line], service: Service) -> None:
        self.lines = lines
        self.data = self.data.copy()
        self.data[self.add_prefix("listed")] = fingerprint(lines)
        words = {"service": service}
        self.add_error(None, _("Read what %(service)s will see, then send.") % words)
