"""Into which group of words does a person put a term?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm, line
from participants.models import Community

from ..guard import name_sentence
from ..models import HarmCategory
from ..models.categories import CategoryCode


class GroupingForm(PersonForm):
    """A group that is there already, or a name of one's own: not both."""

    category = forms.ChoiceField(label=_("A group of words"), required=False)
    name = line(
        _("Or a name of your own"),
        required=False,
        most=120,
        help_text=_("As people here would say it."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.community = community
        # A name is looked up by itself: it is the same group whichever way it was given.
        own = [(f"={each.name}", each.name) for each in HarmCategory.objects.own_names(community)]
        begin = sorted(CategoryCode.choices, key=lambda choice: str(choice[1]).casefold())
        choices: list[Any] = [("", "–")]
        if own:
            choices.append((_("Named here"), own))
        choices.append((_("A list to begin with"), begin))
        self.fields["category"].choices = choices

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if name and (sentence := name_sentence(self.community, name, by=self.user)):
            self.add_error("name", sentence)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        category, name = cleaned.get("category", ""), cleaned.get("name", "")
        if category and name:
            self.add_error(None, _("Choose a group of words, or write a name: one of the two."))
        elif not self.errors and not category and not name:
            self.add_error(None, _("Choose a group of words, or give it a name of its own."))
        if category.startswith("="):
            return {"code": "", "name": category.removeprefix("=")}
        return {"code": category, "name": name}
