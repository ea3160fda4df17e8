"""What may be written on a referral or a concern, and what is asked for with each step?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import (
    CreateForm,
    EditForm,
    PersonForm,
    ReasonForm,
    line,
    one_of,
    some_of,
    text,
    tick,
)
from cpfacilitate.lib.identifiers import hints
from participants.models import Cluster, Service

from .consent import AgeBand, Assent, CaregiverConsent
from .models import (
    Category,
    IdentityMode,
    Outcome,
    Referral,
    Safety,
    SentVia,
    Sex,
    Urgency,
)
from .models.events import DECLINING, TAKING_BACK
from .people import focal_points
from .states import Channel
from .steps import Step

NOT_ASKED = ("", _("Not asked yet"))
WHY_IT_STAYS = _("If a word that looks like a name must stay: why it names nobody")


class Guarded(forms.Form):
    """Asks about words that may name someone: write them another way, or say why they stay."""

    GUARDED: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("identifier_reason"):
            for name in self.GUARDED:
                self._ask_about(name, cleaned.get(name) or "")
        return cleaned

    def _ask_about(self, name: str, written: str) -> None:
        found = hints(written, known=self.known_names())
        if found:
            words = {"words": "”, “".join(hint.excerpt for hint in found)}
            sentence = _("“%(words)s” may name someone. Write it another way, or say why it stays.")
            self.add_error(name, sentence % words)

    def known_names(self) -> list[str]:
        """Names that identify no child."""
        return [
            *Service.objects.values_list("name", flat=True),
            *Cluster.objects.values_list("name", flat=True),
        ]


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


class StepForm(PersonForm):
    """A step without anything to say but how it was told, if it was."""

    channel = one_of(
        _("How did the service tell you?"),
        [(told.value, told.label) for told in (Channel.PHONE, Channel.SLIP)],
    )

    def __init__(self, *args: Any, referral: Referral, told: bool, prefix_of: str, **kwargs: Any):
        self.referral = referral
        kwargs.setdefault("auto_id", f"id_{referral.pk.hex}_{prefix_of}_%s")
        super().__init__(*args, **kwargs)
        if not told:
            del self.fields["channel"]


class DeclineForm(StepForm):
    cause = one_of(_("Reason"), [(cause.value, cause.label) for cause in DECLINING])


class PassOnForm(StepForm):
    onward_kind = one_of(_("To which kind of service?"), Service.Kind)


class GuardedStep(StepForm, Guarded):
    """A step with words of its own; why they name nobody is kept with the step, not the slip."""

    identifier_reason = line(WHY_IT_STAYS, required=False, most=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = [cleaned.get("reason"), cleaned.pop("identifier_reason", "")]
        return cleaned | {"reason": " · ".join(filter(None, said))}


class UnreachableForm(GuardedStep):
    GUARDED = ("reason",)
    field_order = ("channel", "reason", "identifier_reason")
    reason = line(_("What was tried"), required=False, help_text=_("No names, no places."))


class CloseForm(GuardedStep):
    GUARDED = ("feedback_to_referrer",)
    field_order = ("channel", "outcome", "feedback_to_referrer", "identifier_reason")
    outcome = one_of(_("What came of it?"), Outcome)
    feedback_to_referrer = text(
        _("What the sender may know"),
        required=False,
        most=600,
        rows=2,
        help_text=_("For example: the child was seen and knows whom to ask. No details."),
    )


class LeavingForm(StepForm):
    sent_via = one_of(
        _("How does it reach the service?"),
        SentVia,
        help_text=_("High: phone first, then say so here. The time runs from now."),
    )


class SendForm(LeavingForm):
    """Sends what stood on the page, not what was written since."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.referral.version


class RerouteForm(LeavingForm):
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Which service?"))
    field_order = ("service", "sent_via")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        open_ones = Service.objects.visible_to(self.user).open()
        self.fields["service"].queryset = open_ones.exclude(pk=self.referral.service_id)
        self.fields["service"].label_from_instance = Service.offered_as


class RevokeForm(StepForm):
    cause = one_of(_("Reason"), [(cause.value, cause.label) for cause in TAKING_BACK])


STEP_FORMS: dict[str, type[StepForm]] = {
    "send": SendForm,
    "reroute": RerouteForm,
    "decline": DeclineForm,
    "pass_on": PassOnForm,
    "unreachable": UnreachableForm,
    "close": CloseForm,
    "revoke": RevokeForm,
}


def step_form(
    step: Step, data: Any = None, *, user: User, referral: Referral, told: bool
) -> StepForm:
    """The form of a step, with ids of its own so that many stand on one page."""
    form = STEP_FORMS.get(step.verb, StepForm)
    return form(data, user=user, referral=referral, told=told, prefix_of=step.verb)


class IdentityForm(PersonForm):
    """Who the child is. Never shown again with what was written before."""

    name = line(_("Name"), help_text=_("As the child wants to be called."))
    contact = line(
        _("How to reach the child safely"),
        required=False,
        help_text=_("Whom to phone or meet, when, and what to say if somebody else answers."),
    )
    whereabouts = line(_("Where the child is"), required=False)


class IdentityReasonForm(ReasonForm):
    reason = line(_("Why do you need the name now?"), most=300)


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
