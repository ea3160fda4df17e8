"""How does a form ask about words that may tell who someone is?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import line

from ..models import Community
from ..naming import excerpts, naming_sentence


class NamesNobody(forms.Form):
    """Asks why its words name nobody, once they may; what is answered is kept with them."""

    told_in: tuple[str, ...] = ()
    identifier_reason = line(
        _("Why do these words name nobody?"),
        required=False,
        most=300,
        initial="",
        widget=forms.HiddenInput,
        help_text=_("It is kept. Better: rewrite the words."),
    )

    def community(self) -> Community:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = {name: self._found(cleaned.get(name, "")) for name in self.told_in}
        if not any(found.values()):
            return {**cleaned, "identifier_reason": ""}
        reason = self.fields["identifier_reason"]
        reason.widget = forms.TextInput(attrs=reason.widget_attrs(forms.TextInput()))
        if not cleaned.get("identifier_reason", "").strip():
            for name, words in found.items():
                if words:
                    self.add_error(name, naming_sentence(words))
        return cleaned

    def _found(self, text: str) -> list[str]:
        return excerpts(self.community(), text)
