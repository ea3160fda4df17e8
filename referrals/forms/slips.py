"""What may be written on a referral, and who signs it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, EditForm, line, one_of, some_of, text, tick
from participants.models import Cluster, Service

from ..consent import WEIGHT, AgeBand, Assent, Basis, CaregiverConsent
from ..listed import HEALTH_TODAY
from ..models import (
    CaregiverInformed,
    Category,
    DataPoint,
    Feedback,
    IdentityMode,
    LimitsExplained,
    Safety,
    Sex,
    Support,
    TrustedAdult,
    Uninformed,
    Urgency,
)
from ..models.rules import needed_by
from .guarded import WHY_IT_STAYS, SlipGuarded

NOT_ASKED = ("", _("Not asked yet"))
NOT_SAID = ("", _("Not known, or nothing to say"))


@dataclass(frozen=True)
class Section:
    """Some questions under one heading; folded away while nothing in it was asked or said."""

    heading: str | Promise
    fields: list[forms.BoundField]
    folds: bool
    open: bool


class _ByKind(ModelChoiceIterator):
    """Services under the kind of help they give, health first."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        kinds = Service.Kind.values
        services = sorted(self.queryset, key=lambda service: kinds.index(service.kind))
        for kind, group in groupby(services, key=lambda service: service.kind):
            yield Service.Kind(kind).label, [self.choice(service) for service in group]


class ServiceField(forms.ModelChoiceField):
    iterator = _ByKind

    def label_from_instance(self, service: Service) -> str:
        return service_label(service)


class ReferralFields(SlipGuarded):
    """The slip: short, broad, and about what is needed rather than what happened."""

    # The page shows them under these headings, in this order; whether they fold comes last.
    SECTIONS = (
        (_("What is needed"), "time_critical_health urgency needs service", False),
        (
            _("For whom"),
            "cluster age_band sex concern_category",
            False,
        ),
        (
            _("What the service must know"),
            "summary child_wishes identifier_reason accused_reason",
            False,
        ),
        (
            _("Keeping the child safe"),
            "immediate_safety safety_step safe_contact_method withhold_from trusted_adult",
            False,
        ),
        (
            _("Who agreed"),
            "limits_explained_by child_assent caregiver_consent caregiver_informed"
            " caregiver_uninformed_because",
            False,
        ),
        (_("If somebody’s yes is missing"), "override_basis override_reason", True),
        (_("What makes it easier for the child"), "functional_support_needed", True),
        (_("What the child does not want shared"), "withheld", True),
        (_("Afterwards"), "feedback_allowed_to identity_mode", False),
    )
    WHY = ("identifier_reason", "accused_reason")

    time_critical_health = tick(_("Health care is needed today"), help_text=HEALTH_TODAY)
    urgency = one_of(
        _("How urgent is it?"),
        Urgency,
        help_text=_("Health care today is always high. High: phone first."),
    )
    needs = some_of(_("What is asked for?"), Service.Kind)
    service = ServiceField(Service.objects.none(), label=_("Which service?"))
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        label=_("Where, roughly?"),
        help_text=_("For your own lists. The service reads the district only, never a village."),
    )
    age_band = one_of(_("Age"), AgeBand)
    sex = one_of(_("Girl or boy"), Sex)
    concern_category = one_of(_("What is it about?"), Category)
    functional_support_needed = some_of(
        _("What helps this child?"),
        Support,
        required=False,
        help_text=_("What helps, never what the child has."),
    )
    summary = text(
        _("In a few words"),
        most=600,
        help_text=_("What help is needed. No names, no story, nobody accused."),
    )
    identifier_reason = line(WHY_IT_STAYS, required=False, most=300)
    accused_reason = line(
        _("If nobody is accused here: what the words mean"),
        required=False,
        most=300,
        help_text=_("Write it another way if you can. Your focal point reads this."),
    )
    child_wishes = text(_("What does the child want?"), required=False, most=300, rows=2)
    immediate_safety = one_of(_("Is the child safe now?"), Safety)
    safety_step = line(
        _("What was done about it?"),
        required=False,
        help_text=_("For example: stays with a trusted adult tonight."),
    )
    safe_contact_method = line(
        _("How and when can the child be reached safely?"),
        required=False,
        help_text=_("For example: in the morning, at school hours. Empty means: ask you first."),
    )
    withhold_from = line(
        _("Who must not know?"),
        required=False,
        help_text=_("For example: the household. The service reads it, so that it tells nobody."),
    )
    trusted_adult = forms.ChoiceField(
        label=_("An adult the child trusts"),
        choices=[NOT_SAID, *TrustedAdult.choices],
        required=False,
        help_text=_("Only what they are to the child. It is of use when no caregiver can help."),
    )
    limits_explained_by = one_of(
        _("Who told the child, before listening, what cannot be kept secret?"), LimitsExplained
    )
    child_assent = one_of(
        _("Does the child agree to this referral?"),
        [NOT_ASKED, *Assent.choices],
        required=False,
        help_text=_("The child’s no is respected at every age."),
    )
    caregiver_consent = one_of(
        _("Does a caregiver agree?"), [NOT_ASKED, *CaregiverConsent.choices], required=False
    )
    caregiver_informed = one_of(
        _("Does a caregiver know of it?"), [NOT_SAID, *CaregiverInformed.choices], required=False
    )
    caregiver_uninformed_because = forms.ChoiceField(
        label=_("If not, why?"),
        choices=[NOT_SAID, *Uninformed.choices],
        required=False,
        help_text=_("Stays on your side."),
    )
    override_basis = one_of(
        _("It goes all the same, because"),
        [basis for basis in Basis.choices if basis[0] != Basis.CONSENT],
        required=False,
    )
    override_reason = text(
        _("Why"),
        required=False,
        most=600,
        rows=2,
        help_text=_("Your focal point reads this and signs too, before it can be sent."),
    )
    withheld = some_of(
        _("Leave these out for every service"),
        [point for point in DataPoint.choices if point[0] != DataPoint.IDENTITY],
        required=False,
        help_text=_("The service sees that they are left out, and no reason."),
    )
    feedback_allowed_to = some_of(_("Who may be told what came of it?"), Feedback, required=False)
    identity_mode = one_of(
        _("Where is the name kept?"),
        IdentityMode,
        help_text=_("Sealed here only where an agreement with the service covers names."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("caregiver_informed") != CaregiverInformed.NO:
            cleaned["caregiver_uninformed_because"] = ""
        elif not cleaned.get("caregiver_uninformed_because"):
            self.add_error("caregiver_uninformed_because", _("Choose why no caregiver knows."))
        if cleaned.get("override_reason"):
            cleaned["override_basis"] = cleaned.get("override_basis") or Basis.BEST_INTERESTS
        else:
            cleaned["override_basis"] = ""
        return cleaned

    def choose_for(self, user: User) -> None:
        """Narrow the choices to what `user` may refer for, and where to."""
        organisations = {g.organisation_id for g in user.granted(Permission.RAISE_REFERRAL)}
        clusters = Cluster.objects.filter(organisation__in=organisations)
        self.fields["cluster"].queryset = clusters
        services = Service.objects.visible_to(user).open().order_by("district", "name", "pk")
        self.fields["service"].queryset = services
        if len(clusters) == 1:
            self.fields["cluster"].initial = clusters[0]

    def sections(self) -> Iterator[Section]:
        """What is asked, in order; why a word stays only where that was asked or said."""
        for heading, names, folds in self.SECTIONS:
            fields = [self[name] for name in names.split() if self._is_asked(name)]
            said = any(field.errors or field.value() for field in fields)
            yield Section(heading, fields, folds, open=not folds or said)

    def _is_asked(self, name: str) -> bool:
        return name not in self.WHY or name in self.asked_why or bool(self[name].value())

    def whose_yes(self) -> list[tuple[str, list[tuple[str, str | Promise, str | Promise]]]]:
        """For each organisation that `user` refers for: age, who must agree, what weighs."""
        clusters = self.fields["cluster"].queryset.select_related("organisation__consent_rules")
        organisations = {cluster.organisation for cluster in clusters}
        return [
            (
                str(organisation),
                [
                    (AgeBand(band).label, needed.in_words, WEIGHT[band])
                    for band, needed in needed_by(organisation).items()
                ],
            )
            for organisation in sorted(organisations, key=str)
        ]


def service_label(service: Service) -> str:
    """A service as it is offered: what it is, where, and whether what we know of it is old."""
    label = f"{service.name} · {service.get_kind_display()} · {service.district}"
    return f"{label} · {_('not confirmed for 90 days: phone first')}" if service.is_stale else label


class ReferralAddForm(CreateForm, ReferralFields):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choose_for(self.user)
        self.fields["identity_mode"].initial = IdentityMode.ON_PAPER
        self.fields["feedback_allowed_to"].initial = [Feedback.REFERRER]


class ReferralEditForm(EditForm, ReferralFields):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choose_for(self.user)
        self.fields["cluster"].queryset = self.fields["cluster"].queryset.filter(
            organisation=self.record.organisation_id
        )


class CosignForm(EditForm):
    """Signs what stood on the page, not what was written since."""
