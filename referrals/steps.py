"""In which words is a move of a referral offered, confirmed and found already made?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import ReferralStatus

_S = ReferralStatus


@dataclass(frozen=True)
class Step:
    """A move: its URL is `referral_<verb>`, `words` say what it does before one confirms."""

    verb: str
    to: ReferralStatus
    symbol: str
    label: str | Promise
    words: str | Promise
    confirm: str | Promise
    already: str | Promise = ""

    @property
    def url_name(self) -> str:
        return f"referrals:referral_{self.verb}"


SEND = Step(
    "send", _S.SENT, "pass", _("Send"),
    _("The service gets what stands on this page, and the child’s clock starts."),
    _("Yes, send"), _("This referral was already sent on %(day)s."),
)  # fmt: skip
REROUTE = Step(
    "reroute", _S.SENT, "pass", _("Send to another service"),
    _("Ask the child first. The child’s clock keeps running: it started when you first sent this."),
    _("Yes, send it there"), _("This referral was already sent on %(day)s."),
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    Step(
        "acknowledge", _S.ACKNOWLEDGED, "check", _("I have it"),
        _("The sender sees “received”. You still decide whether to accept."),
        _("Yes, I have it"), _("This referral was already received on %(day)s."),
    ),
    Step(
        "accept", _S.ACCEPTED, "check", _("Accept"),
        _("You take this on today."),
        _("Yes, accept"), _("This referral was already accepted on %(day)s."),
    ),
    Step(
        "begin", _S.IN_PROGRESS, "next", _("Begin"),
        _("You are in touch with the child. This stops the clock."),
        _("Yes, we have begun"), _("This referral was already begun on %(day)s."),
    ),
    Step(
        "give", _S.SERVICE_GIVEN, "check", _("Service given"),
        _("The child has received what you can give. Then close the referral."),
        _("Yes, given"), _("For this referral the service was already given on %(day)s."),
    ),
    Step(
        "close", _S.CLOSED, "check", _("Close"),
        _("Say what came of it, and what the sender may know. No details of the help itself."),
        _("Close it"), _("This referral was already closed on %(day)s."),
    ),
    Step(
        "decline", _S.DECLINED, "hand", _("Decline"),
        _("Choose a reason. The sender looks for another service; the clock keeps running."),
        _("Decline"), _("This referral was already declined on %(day)s."),
    ),
    Step(
        "pass_on", _S.REFERRED_ONWARD, "pass", _("Pass on"),
        _("Another kind of service is needed. Say which; you stay the contact until you close this."),
        _("Yes, passed on"), _("This referral was already passed on on %(day)s."),
    ),
    Step(
        "unreachable", _S.UNABLE_TO_REACH, "phone", _("Could not reach"),
        _("You tried, and the child or family could not be found safely. The sender is told."),
        _("Tell the sender"), _("This was already said on %(day)s."),
    ),
    Step(
        "revoke", _S.REVOKED, "close", _("Take back"),
        _("Nobody can undo this. What was written is wiped at once, at the service too."),
        _("Take back and wipe"), _("This referral was already taken back on %(day)s."),
    ),
)  # fmt: skip
_BY_TARGET = {step.to: step for step in STEPS}
ALL = {step.verb: step for step in (SEND, REROUTE, *STEPS)}
# On the queue's card: what is asked for next, and the way out. Everything else on the page.
ON_CARD: dict[str, tuple[str, ...]] = {
    _S.SENT: ("acknowledge", "decline"),
    _S.ACKNOWLEDGED: ("accept", "decline"),
    _S.ACCEPTED: ("give", "unreachable"),
    _S.IN_PROGRESS: ("give", "unreachable"),
    _S.SERVICE_GIVEN: ("close",),
    _S.REFERRED_ONWARD: ("close",),
    _S.UNABLE_TO_REACH: ("close",),
}


def step_to(to: str, *, status: str) -> Step:
    """The step that moves a referral from `status` to `to`."""
    if to == _S.SENT:
        return SEND if status == _S.DRAFT else REROUTE
    return _BY_TARGET[ReferralStatus(to)]
