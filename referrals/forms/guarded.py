"""How are words held back that may name a child?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.identifiers import hints
from participants.models import Cluster, Service

WHY_IT_STAYS = _("If a word that looks like a name must stay: why it names nobody")


class Guarded(forms.Form):
    """Asks about words that may name someone: write them another way, or say why they stay."""

    GUARDED: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("identifier_reason"):
            for name in self.GUARDED:
                self._ask_about(name, cleaned.get(name) or "")
        return cleaned

    def _ask_about(self, name: str, written: str) -> None:
        found = hints(written, known=self.known_names())
        if found:
            words = {"words": "”, “".join(hint.excerpt for hint in found)}
            sentence = _("“%(words)s” may name someone. Write it another way, or say why it stays.")
            self.add_error(name, sentence % words)

    def known_names(self) -> list[str]:
        """Names that identify no child."""
        return [
            *Service.objects.values_list("name", flat=True),
            *Cluster.objects.values_list("name", flat=True),
        ]
