"""How does a form ask about words that may tell who someone is?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.forms import line
from cpfacilitate.lib.identifiers import Hint, plain

from ..models import Community
from ..naming import naming_sentence, reason_sentence, seen_in, told_by_reason


class NamesNobody(forms.Form):
    """Asks why its words name nobody, once they may; what is answered is kept with them."""

    user: User
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
        texts = {name: cleaned.get(name) or "" for name in self.told_in}
        seen = self.seen_in(list(texts.values()))
        if not seen:
            return {**cleaned, "identifier_reason": ""}
        reason = self.fields["identifier_reason"]
        reason.widget = forms.TextInput(attrs=reason.widget_attrs(forms.TextInput()))
        if not cleaned.get("identifier_reason", "").strip():
            for name, text in texts.items():
                if found := [hint for hint in seen if hint.excerpt in plain(text)]:
                    self.add_error(name, naming_sentence(found))
        elif told := told_by_reason(self.seen_in([cleaned["identifier_reason"]]), seen):
            self.add_error("identifier_reason", reason_sentence(told))
        return cleaned

    def seen_in(self, texts: list[str]) -> list[Hint]:
        """What of the texts may identify someone, in this community."""
        return seen_in(self.community(), texts, by=self.user)
