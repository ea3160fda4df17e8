"""What narrows the list of sessions? Everything stands in the address, so a way back keeps it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import day
from participants.forms.fields import ListFilter, any_of, begins
from participants.models import Community, Subgroup

from ..models.shapes import ToolKind
from ..states import SessionStatus

MOST_OFFERED = 200  # of a select; more are found from the community's own page
MOST_MERGED = 50  # communities whose sessions are read one by one and put together


class SessionFilter(ListFilter):
    """Groups and rounds are offered of one community only: the chosen one, or the only one there is."""

    after = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    q = begins(_("A word that was said"))
    community = any_of(_("Community"))
    round = any_of(_("Round"))
    group = any_of(_("Group"))
    status = any_of(_("Status"), SessionStatus.choices)
    tool = any_of(_("Kind of tool"), ToolKind.choices)
    since = day(_("From"), required=False)
    until = day(_("Up to"), required=False)

    # What falls with a filter that is taken away.
    GOES_WITH = {"community": ("round", "group")}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = Community.objects.where(user, Permission.VIEW_SESSION)
        offered = list(mine.with_rounds().by_name()[: MOST_OFFERED + 1])
        self.has_more = len(offered) > MOST_OFFERED
        del offered[MOST_OFFERED:]
        self.of = self._chosen(mine, offered)
        several = self.of is None and not self.has_more and len(offered) <= MOST_MERGED
        self.among = offered if several else []
        choices = [(str(community.pk), community.name) for community in offered]
        self.fields["community"].choices += choices
        if len(offered) == 1 and not self.has_more:
            del self.fields["community"]
        self._offer_of_community()

    def _chosen(self, mine: Any, offered: list[Community]) -> Community | None:
        """The community whose groups and rounds are offered; joins those offered when it is not."""
        if len(offered) == 1 and not self.has_more:
            return offered[0]
        try:
            wanted = uuid.UUID(self.data.get("community", ""))
        except ValueError:
            return None
        for community in offered:
            if community.pk == wanted:
                return community
        found = mine.with_rounds().filter(pk=wanted).first() if self.has_more else None
        return offered.append(found) or found if found else None

    def _offer_of_community(self) -> None:
        if self.of is None:
            del self.fields["round"], self.fields["group"]
            return
        latest = self.of.latest_round or 0
        numbers = range(latest, max(0, latest - MOST_OFFERED), -1)
        self.fields["round"].choices += [
            (str(number), _("round %(number)d") % {"number": number}) for number in numbers
        ]
        groups = Subgroup.objects.of(self.of)[:MOST_OFFERED]
        self.fields["group"].choices += [(str(group.pk), group.label) for group in groups]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This is before the first day."))
        return cleaned

    @property
    def wanted(self) -> dict[str, Any]:
        """Filter → value; a group or round of a community that is no longer chosen says nothing."""
        wanted = super().wanted
        for name in self.GOES_WITH["community"]:
            self.errors.pop(name, None)
        return wanted | {"of": self.of}

    @property
    def narrows(self) -> bool:
        return bool(self.active)

    @property
    def more_is_open(self) -> bool:
        """Is anything chosen, or wrong, that stands behind “More”?"""
        return any(name not in ("q", "community") for name, *_rest in self.active) or any(
            name != "q" for name in self.errors
        )

    @property
    def active(self) -> list[tuple[str, Any, str, str]]:
        """Filters that are set, as (name, label, what is chosen, address without it)."""
        wanted = self.wanted
        return [
            (name, field.label, self._in_words(field, wanted[name]), self._without(name))
            for name, field in self.fields.items()
            if name != "after" and wanted.get(name)
        ]

    def _in_words(self, field: forms.Field, value: Any) -> str:
        if isinstance(field, forms.DateField):
            return date_format(value, "j F Y")
        return str(dict(field.choices)[value] if isinstance(field, forms.ChoiceField) else value)

    def _without(self, name: str) -> str:
        """The address of the list without one filter, from its newest on."""
        left = self.data.copy()
        for gone in (name, "after", *self.GOES_WITH.get(name, ())):
            left.pop(gone, None)
        return f"?{left.urlencode()}"
