"""What may be written on a referral, and who signs it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, some_of, text, tick
from participants.models import Cluster, Service

from ..consent import AgeBand, Assent, CaregiverConsent
from ..models import Category, IdentityMode, Safety, Sex, Urgency
from .guarded import WHY_IT_STAYS, Guarded

NOT_ASKED = ("", _("Not asked yet"))


class ReferralFields(Guarded):
    """The slip: short, broad, and about what is needed rather than what happened."""

    GUARDED = ("summary", "child_wishes", "withhold_from", "override_reason")
    # The page shows them under these headings, in this order.
    SECTIONS = (
        (_("What is needed"), ("urgency", "time_critical_health", "needs", "service")),
        (_("For whom"), ("cluster", "age_band", "sex", "concern_category")),
        (
            _("What the service must know"),
            ("summary", "identifier_reason", "immediate_safety", "child_wishes", "withhold_from"),
        ),
        (_("Who agreed"), ("child_assent", "caregiver_consent", "override_reason")),
        (_("The child’s name"), ("identity_mode",)),
    )

    urgency = one_of(_("How urgent is it?"), Urgency)
    time_critical_health = tick(
        _("Health care is needed today"),
        help_text=_("After sexual violence some treatment works for three days only. Phone first."),
    )
    needs = some_of(_("What is asked for?"), Service.Kind)
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Which service?"))
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        label=_("Where, roughly?"),
        help_text=_("Only the cluster of villages. No village is ever written here."),
    )
    age_band = one_of(_("Age"), AgeBand)
    sex = one_of(_("Girl or boy"), Sex)
    concern_category = one_of(_("What is it about?"), Category)
    summary = text(
        _("In a few words"),
        most=600,
        help_text=_("What help is needed and why. No names, no story, nobody accused."),
    )
    identifier_reason = line(WHY_IT_STAYS, required=False, most=300)
    immediate_safety = one_of(_("Is the child safe now?"), Safety)
    child_wishes = text(_("What does the child want?"), required=False, most=300, rows=2)
    withhold_from = line(
        _("Who must not know?"), required=False, help_text=_("For example: the household.")
    )
    child_assent = one_of(
        _("Does the child agree to this referral?"), [NOT_ASKED, *Assent.choices], required=False
    )
    caregiver_consent = one_of(
        _("Does a caregiver agree?"), [NOT_ASKED, *CaregiverConsent.choices], required=False
    )
    override_reason = text(
        _("If it must go although somebody’s yes is missing: why"),
        required=False,
        most=600,
        rows=2,
        help_text=_("Your focal point reads this and signs too, before it can be sent."),
    )
    identity_mode = one_of(_("Where is the name kept?"), IdentityMode)

    def choose_for(self, user: User) -> None:
        """Narrow the choices to what `user` may refer for, and where to."""
        organisations = {g.organisation_id for g in user.granted(Permission.RAISE_REFERRAL)}
        clusters = Cluster.objects.filter(organisation__in=organisations)
        self.fields["cluster"].queryset = clusters
        services = Service.objects.visible_to(user).open().order_by("district", "name", "pk")
        self.fields["service"].queryset = services
        self.fields["service"].label_from_instance = Service.offered_as
        if len(clusters) == 1:
            self.fields["cluster"].initial = clusters[0]

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in self.SECTIONS]


class ReferralAddForm(CreateForm, ReferralFields):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choose_for(self.user)
        self.fields["identity_mode"].initial = IdentityMode.ON_PAPER


class ReferralEditForm(EditForm, ReferralFields):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choose_for(self.user)
        self.fields["cluster"].queryset = self.fields["cluster"].queryset.filter(
            organisation=self.record.organisation_id
        )


class CosignForm(EditForm):
    """Signs what stood on the page, not what was written since."""
