"""How is something told in confidence, and how is it closed?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, PersonForm, text, tick

from ..models import Referral
from ..people import focal_points


class ConcernAddForm(CreateForm):
    """A few words to the focal point. Neutral, short, nothing filled in from any other page."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Whose focal point?"), empty_label=None
    )
    words = text(_("What should they know?"), most=1000, rows=4)
    about_staff = tick(_("It is about someone of our staff or committee"))
    about_focal_point = tick(
        _("It is about the focal point"), help_text=_("Then it goes to somebody else.")
    )
    kept_from = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Which one, if there are several?"),
        required=False,
        empty_label=_("None of them may read it"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        organisations = self._organisations()
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0]
        people = User.objects.none()
        for organisation in organisations:
            people = people | focal_points(organisation)
        self.fields["kept_from"].queryset = people.distinct()
        if len(people) < 2:
            del self.fields["kept_from"]

    def _organisations(self) -> Any:
        """One's own, or for a service's people those that have a focal point."""
        granted = self.user.granted(Permission.RAISE_CONCERN)
        own = Organisation.objects.filter(pk__in={grant.organisation_id for grant in granted})
        with_keeper = [one.pk for one in Organisation.objects.all() if focal_points(one).exists()]
        within = own.filter(pk__in=with_keeper)
        return within if within.exists() else Organisation.objects.filter(pk__in=with_keeper)


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
            Referral.objects.visible_to(self.user).open().order_by("-created_at", "pk")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("closing_reason") and not cleaned.get("referral"):
            self.add_error("closing_reason", _("Say why, or choose the referral it led to."))
        return cleaned
