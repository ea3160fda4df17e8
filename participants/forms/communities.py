"""What do we ask when the work with a community begins?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, line

from ..models import Cluster
from ..standing import standing_of
from ..states import AgreementStatus
from .fields import ListFilter, any_of, begins

LANGUAGE_CODE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("A code of two or three letters, such as “kri”.")
)


class CommunityFilter(ListFilter):
    begins = begins(_("Name begins with"))
    status = any_of(_("Agreement"), AgreementStatus.choices)


class ClusterForm(CreateForm):
    """The organisation is asked for only where a person keeps the communities of several."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    name = line(_("Name of the cluster"), most=100)
    district = line(_("District"), most=100)

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
    name = line(_("Name of the community"), most=100)
    language = line(
        _("Main language"),
        most=20,
        validators=[LANGUAGE_CODE],
        help_text=_("Its short code: kri for Krio, men for Mende, sw for Swahili."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.visible_to(self.user)
