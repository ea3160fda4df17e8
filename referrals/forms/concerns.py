"""How is something told in confidence, and how is it closed?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, PersonForm, text, tick

from ..circles import Reading, reading, whom_to_hand_to
from ..models import Concern, Referral
from ..people import focal_points, with_focal_point


class ConcernAddForm(CreateForm):
    """A few words to the focal point. Neutral, short, nothing filled in from any other page."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Whose focal point?"), empty_label=None
    )
    words = text(_("What should they know?"), most=1000, rows=4)
    danger_now = tick(
        _("Somebody is in danger today, or may hurt themselves"),
        help_text=_("Phone first. Then the focal point is told at once, at night too."),
    )
    about_staff = tick(
        _("It is about someone of our staff or committee"),
        help_text=_("Then it goes around their line."),
    )
    about_focal_point = tick(
        _("It is about the focal point"), help_text=_("Then it goes to somebody else.")
    )
    kept_from = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Which one, if there are several?"),
        required=False,
        empty_label=_("None of them may read it"),
    )
    readings: list[Reading]  # who would read it, for each organisation one can choose

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        organisations = self._organisations()
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0]
        self.readings = [reading(organisation) for organisation in organisations]
        people = self._people(organisations)
        self.fields["kept_from"].queryset = people
        if len(people) < 2:
            del self.fields["kept_from"]

    @staticmethod
    def _people(organisations: Any) -> Any:
        """Everybody who could be asked to read it here, or is named for it."""
        found = {person.pk for one in organisations for person in focal_points(one)}
        found |= {one.staff_concerns_person_id for one in organisations} - {None}
        return User.objects.filter(pk__in=found).order_by("display_name", "pk")

    def _organisations(self) -> Any:
        """One's own, or for a service's people those that have a focal point."""
        granted = self.user.granted(Permission.RAISE_CONCERN)
        own = Organisation.objects.filter(pk__in={grant.organisation_id for grant in granted})
        within = own & with_focal_point()
        return within if within.exists() else with_focal_point()


class ConcernCloseForm(PersonForm):
    """Why, or which referral it led to."""

    closing_reason = text(_("Why is it closed?"), required=False, most=600, rows=2)
    referral = forms.ModelChoiceField(
        Referral.objects.none(),
        label=_("Or: the referral it led to"),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["referral"].queryset = (
            Referral.objects.sent_by(self.user).open().order_by("-created_at", "pk")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("closing_reason") and not cleaned.get("referral"):
            self.add_error("closing_reason", _("Say why, or choose the referral it led to."))
        return cleaned


class ConcernHandForm(PersonForm):
    """To which other focal point."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("To whom?"),
        empty_label=_("Choose one"),
        help_text=_("From then on only they read it; you do not."),
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = whom_to_hand_to(concern, self.user)
