"""How are words held back that may name a child, accuse somebody or tell what happened?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.identifiers import hints
from participants.models import Cluster, Service

from ..slip_hints import EVERYTHING, SlipKind, slip_hints

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

    def _ask_about(self, name: str, written: str) -> bool:
        """Says whether there was anything to ask about."""
        found = hints(written, known=self.known_names())
        if found:
            words = {"words": "”, “".join(hint.excerpt for hint in found)}
            sentence = _("“%(words)s” may name someone. Write it another way, or say why it stays.")
            self.add_error(name, sentence % words)
        return bool(found)

    def known_names(self) -> list[str]:
        """Names that identify no child."""
        if not hasattr(self, "_known"):
            self._known = [
                *Service.objects.values_list("name", flat=True),
                *Cluster.objects.values_list("name", flat=True),
            ]
        return self._known


_ACCUSED = frozenset({SlipKind.ACCUSED})
_SAFE_CONTACT = _ACCUSED | {SlipKind.SAYING}
_STEP = _SAFE_CONTACT | {SlipKind.PERSON, SlipKind.WHERE}


class SlipGuarded(Guarded):
    """Also holds back whom somebody accuses, and a story.

    A story may stay for a reason, as a name may. An accusation may not: only somebody who says why
    nobody is accused goes on, and the focal point reads that reason.
    """

    GUARDED = (
        "summary", "child_wishes", "safety_step", "safe_contact_method", "withhold_from",
        "override_reason",
    )  # fmt: skip
    NOT_IN: Mapping[str, Collection[SlipKind]] = {
        "summary": EVERYTHING,
        "child_wishes": EVERYTHING - {SlipKind.SAYING, SlipKind.LONG},
        "safety_step": _STEP,
        "safe_contact_method": _SAFE_CONTACT,
        "withhold_from": _ACCUSED | {SlipKind.PERSON},
        "override_reason": EVERYTHING - {SlipKind.LONG},
    }
    asked_why: frozenset[str] = frozenset()  # the reasons that are asked for

    def clean(self) -> dict[str, Any]:
        # Taken before a name in the same words takes them out of what is clean: one round, not two.
        written = {name: self.cleaned_data.get(name) or "" for name in self.NOT_IN}
        cleaned = super().clean()
        accuses = False
        for name, kinds in self.NOT_IN.items():
            for hint in slip_hints(written[name], kinds):
                accuses = accuses or hint.kind == SlipKind.ACCUSED
                if not cleaned.get(self._reason_for(hint.kind)):
                    self._ask_for_other_words(name, hint.kind, f"“{hint.excerpt}” {hint.why}.")
        if not accuses and not self.errors:
            cleaned["accused_reason"] = ""  # the words it was for are gone
        return cleaned

    def _ask_about(self, name: str, written: str) -> bool:
        found = super()._ask_about(name, written)
        if found:
            self.asked_why |= {"identifier_reason"}
        return found

    def _ask_for_other_words(self, name: str, kind: SlipKind, sentence: str) -> None:
        self.add_error(name, sentence)
        self.asked_why |= {self._reason_for(kind)}

    @staticmethod
    def _reason_for(kind: SlipKind) -> str:
        return "accused_reason" if kind == SlipKind.ACCUSED else "identifier_reason"
