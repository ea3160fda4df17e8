"""What do we ask when the work with a community begins?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, line

from ..models import Cluster, Phase
from ..standing import standing_of
from ..states import AgreementStatus
from .fields import ListFilter, any_of, begins

LANGUAGE_CODE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("A code of two or three letters, such as “kri”.")
)


PLAIN = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]",
    _("This has a line break, or a sign that cannot be shown. Write it again."),
    inverse_match=True,
)
# As OCHA writes the codes of places: two letters of the country, then digits from large to small.
PLACE_CODE = RegexValidator(
    r"^[A-Z]{2}[0-9]{2,12}\Z", _("Two letters of the country, then 2 to 12 digits: SL020304.")
)


class PlaceCodeField(forms.CharField):
    """A code of a place, in capitals however it was typed."""

    default_validators = [PLACE_CODE]

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").upper()


def place_code() -> PlaceCodeField:
    """Asked for wherever a community is entered; many places have none."""
    return PlaceCodeField(
        label=_("Place code"),
        required=False,
        max_length=20,
        help_text=_("Where there is one, as SL020304: then others find the same place by it."),
    )


def main_language() -> forms.CharField:
    return line(
        _("Main language"),
        most=20,
        validators=[LANGUAGE_CODE],
        help_text=_("Its short code: kri for Krio, men for Mende, sw for Swahili."),
    )


def place_name(label: Any, **kwargs: Any) -> forms.CharField:
    """A name of a place, in any script; no line breaks and other signs that cannot be seen."""
    return line(label, most=100, validators=[PLAIN], **kwargs)


class CommunityFilter(ListFilter):
    begins = begins(_("Name begins with"))
    cluster = any_of(_("Cluster"))
    phase = any_of(_("Phase"), Phase.Kind.choices)
    status = any_of(_("Agreement"), AgreementStatus.choices)

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        seen = Cluster.objects.seen_by(user).values_list("pk", "name")
        self.fields["cluster"].choices += [(str(key), name) for key, name in seen]


class ClusterForm(CreateForm):
    """The organisation is asked for only where a person keeps the communities of several."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    name = place_name(_("Name of the cluster"))
    district = place_name(_("District"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = standing_of(self.user).organisations(Permission.KEEP_DIRECTORY)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=mine)
        if len(mine) == 1:
            field.initial, field.widget = next(iter(mine)), forms.HiddenInput()


class CommunityForm(CreateForm):
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        label=_("Cluster"),
        empty_label=_("Choose one"),
        help_text=_("Villages counted together. A referral knows the cluster and never more."),
    )
    name = place_name(_("Name of the community"))
    language = main_language()
    place_code = place_code()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.visible_to(self.user)


class CommunityEditForm(EditForm):
    """The cluster stays: referrals are counted by it."""

    name = place_name(_("Name of the community"))
    language = main_language()
    place_code = place_code()
