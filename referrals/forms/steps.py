"""What is asked for with each step of a referral?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.forms import PersonForm, line, one_of, text
from participants.models import Service

from ..listed import fingerprint, on_slip
from ..models import Outcome, Referral, SentVia
from ..models.events import DECLINING, TAKING_BACK
from ..states import Channel
from ..steps import Step
from .guarded import WHY_IT_STAYS, Guarded
from .listed import Listed
from .slips import service_label


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


class LeavingForm(Listed, StepForm):
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
        if not self.is_bound:
            lines = on_slip(self.referral, self.referral.service)
            self.fields["listed"].initial = fingerprint(lines)

    def service_named(self) -> Service | None:
        """Nothing to compare where somebody wrote since: both versions are shown then."""
        stale = self.cleaned_data.get("version") != self.referral.version
        return None if stale else self.referral.service


class RerouteForm(LeavingForm):
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Which service?"))
    field_order = ("service", "sent_via")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        open_ones = Service.objects.visible_to(self.user).open()
        self.fields["service"].queryset = open_ones.exclude(pk=self.referral.service_id)
        self.fields["service"].label_from_instance = service_label


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
