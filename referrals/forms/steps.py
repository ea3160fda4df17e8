"""What is asked for with each step of a referral?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import PersonForm, line, one_of, text
from cpfacilitate.lib.identifiers import hints
from participants.models import Service

from .. import clocks
from ..listed import fingerprint, on_slip
from ..models import Outcome, Referral, SentVia
from ..models.events import DECLINING, TAKING_BACK
from ..states import Channel
from ..steps import Step
from .guarded import WHY_IT_STAYS, Guarded
from .listed import Listed

# What is asked besides, by how a step comes: from oneself, as told, by the link on a slip.
TOLD = ("channel", "told_by", "said_at")
BY_LINK = ("told_by", "opening", "step")


class StepForm(PersonForm):
    """A step without anything to say but who told it how and when, if it was told."""

    channel = one_of(
        _("How did the service tell you?"),
        [(told.value, told.label) for told in (Channel.PHONE, Channel.SLIP)],
    )
    told_by = line(
        _("Who told you?"),
        most=60,
        help_text=_("Their role, not their name. For example: the nurse in charge."),
    )
    said_at = forms.DateTimeField(
        label=_("When did they tell you?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Leave it empty for just now."),
    )
    opening = forms.CharField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, step: Step, referral: Referral, told: bool, opening: str, **kwargs: Any
    ):
        self.referral = referral
        kwargs.setdefault("auto_id", f"id_{referral.pk.hex}_{step.verb}_%s")
        super().__init__(*args, **kwargs)
        asked = BY_LINK if opening else TOLD if told else ()
        for name in {*TOLD, *BY_LINK} - {*asked}:
            del self.fields[name]
        if opening:  # nobody is signed in to whom anything could be given back
            del self.fields["owner"]
            self.initial |= {"opening": opening, "step": step.verb}
            self.fields["told_by"].label = _("Who are you?")
            self.fields["told_by"].help_text = _(
                "Your role, not your name. For example: the nurse in charge."
            )

    def clean_told_by(self) -> str:
        told_by = self.cleaned_data["told_by"]
        if hints(told_by, known=[self.referral.service.name]):
            raise ValidationError(_("This looks like a name. Write what they do there instead."))
        return told_by

    def clean_said_at(self) -> datetime | None:
        said_at = self.cleaned_data["said_at"]
        why_not = said_at and clocks.why_not_said_at(self.referral, said_at, clock.now())
        if why_not:
            raise ValidationError(why_not)
        return said_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return {name: value for name, value in cleaned.items() if name not in ("opening", "step")}


class PassOnForm(StepForm):
    onward_kind = one_of(_("To which kind of service?"), Service.Kind)


class GuardedStep(StepForm, Guarded):
    """A step with words of its own; why they name nobody is kept with the step, not the slip."""

    identifier_reason = line(WHY_IT_STAYS, required=False, most=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = [cleaned.get("reason"), cleaned.pop("identifier_reason", "")]
        return cleaned | {"reason": " · ".join(filter(None, said))}


class DeclineForm(GuardedStep):
    GUARDED = ("reason",)
    field_order = (*TOLD, "cause", "reason", "identifier_reason")
    cause = one_of(_("Reason"), [(cause.value, cause.label) for cause in DECLINING])
    reason = line(
        _("What would help the sender to know"),
        required=False,
        help_text=_("For example: places again from March. No names, nothing of the child."),
    )


class UnreachableForm(GuardedStep):
    GUARDED = ("reason",)
    field_order = (*TOLD, "tries", "reason", "identifier_reason")
    tries = forms.IntegerField(label=_("How many times did you try?"), min_value=1, max_value=99)
    reason = line(_("What was tried"), help_text=_("No names, no places."))


class CloseForm(GuardedStep):
    GUARDED = ("feedback_to_referrer",)
    field_order = (*TOLD, "outcome", "feedback_to_referrer", "identifier_reason")
    outcome = one_of(_("What came of it?"), Outcome)
    feedback_to_referrer = text(
        _("What the sender may know"),
        required=False,
        most=600,
        rows=2,
        help_text=_("For example: the child was seen and knows whom to ask. No details."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.referral.tells_the_sender:
            del self.fields["feedback_to_referrer"], self.fields["identifier_reason"]


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
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Which service?"), empty_label=_("Choose one")
    )
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
    step: Step,
    data: Any = None,
    *,
    referral: Referral,
    user: User | None,
    told: bool = False,
    opening: str = "",
) -> StepForm:
    """The form of a step, with ids of its own so that many stand on one page.

    `told` is for what a service said by phone or slip; `opening`, the mark of an open slip, for
    what it says itself by the link on it, when `user` is nobody.
    """
    form = STEP_FORMS.get(step.verb, StepForm)
    whose = user or AnonymousUser()
    return form(data, user=whose, step=step, referral=referral, told=told, opening=opening)
