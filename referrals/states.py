"""Which lives do a referral and a concern have, and what does each move ask for?

A referral goes sent → acknowledged → accepted → in progress → service given → closed. A step may be
passed over where the next one says it too: who accepts has received, and a service given in one
visit was never “in progress” (product rule 16 counts both as the answer and as the act).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission


class ReferralStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    IN_PROGRESS = "in_progress", _("Begun")
    SERVICE_GIVEN = "service_given", _("Service given")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Declined")
    REFERRED_ONWARD = "referred_onward", _("Passed on")
    UNABLE_TO_REACH = "unable_to_reach", _("Could not reach")
    REVOKED = "revoked", _("Taken back")


class Channel(TextChoices):
    """How a service said it: itself, here or by the link on its slip; or told to the sender's side."""

    APP = "app", _("here")
    PHONE = "phone", _("by phone")
    SLIP = "slip", _("on the slip")
    LINK = "link", _("by the link on its slip")


# What somebody of the sender's side writes down for the service.
TOLD = frozenset({Channel.PHONE, Channel.SLIP})


_S = ReferralStatus
_SEND = Permission.RAISE_REFERRAL
# Held by a social worker of the service; for what was told by phone or slip, by the sender's side.
_ANSWER = Permission.RECEIVE_REFERRAL
_ANY_TIME = {_S.UNABLE_TO_REACH: _ANSWER, _S.REVOKED: _SEND}

REFERRAL_TRANSITIONS: dict[ReferralStatus, dict[ReferralStatus, Permission]] = {
    _S.DRAFT: {_S.SENT: _SEND, _S.REVOKED: _SEND},
    _S.SENT: {
        _S.ACKNOWLEDGED: _ANSWER,
        _S.ACCEPTED: _ANSWER,
        _S.DECLINED: _ANSWER,
        **_ANY_TIME,
    },
    _S.ACKNOWLEDGED: {_S.ACCEPTED: _ANSWER, _S.DECLINED: _ANSWER, **_ANY_TIME},
    _S.ACCEPTED: {
        _S.IN_PROGRESS: _ANSWER,
        _S.SERVICE_GIVEN: _ANSWER,
        _S.REFERRED_ONWARD: _ANSWER,
        **_ANY_TIME,
    },
    _S.IN_PROGRESS: {_S.SERVICE_GIVEN: _ANSWER, _S.REFERRED_ONWARD: _ANSWER, **_ANY_TIME},
    _S.SERVICE_GIVEN: {_S.CLOSED: _ANSWER, **_ANY_TIME},
    _S.DECLINED: {_S.SENT: _SEND, **_ANY_TIME},
    _S.REFERRED_ONWARD: {_S.CLOSED: _ANSWER, **_ANY_TIME},
    _S.UNABLE_TO_REACH: {_S.CLOSED: _ANSWER, _S.REVOKED: _SEND},
    _S.CLOSED: {},
    _S.REVOKED: {},
}
# What only a service says, itself or told.
BY_SERVICE = frozenset(_S) - {_S.DRAFT, _S.SENT, _S.REVOKED}
ENDED = frozenset({_S.CLOSED, _S.REVOKED})
# What a service can say by the link on its slip, without an account.
BY_LINK = frozenset(
    {_S.ACKNOWLEDGED, _S.ACCEPTED, _S.DECLINED, _S.IN_PROGRESS, _S.SERVICE_GIVEN, _S.CLOSED}
)
# With a service, and its next step is the service's.
WITH_SERVICE = frozenset(
    {_S.SENT, _S.ACKNOWLEDGED, _S.ACCEPTED, _S.IN_PROGRESS, _S.SERVICE_GIVEN}
    | {_S.REFERRED_ONWARD, _S.UNABLE_TO_REACH}
)
# The first of these meets the acknowledge-by time, the first of those the act-by time.
ANSWERS = frozenset({_S.ACKNOWLEDGED, _S.ACCEPTED, _S.DECLINED})
ACTS = frozenset({_S.IN_PROGRESS, _S.SERVICE_GIVEN})


class ConcernStatus(TextChoices):
    RAISED = "raised", _("New")
    TAKEN_UP = "taken_up", _("Taken up")
    CLOSED = "closed", _("Closed")


_C = ConcernStatus
CONCERN_TRANSITIONS: dict[ConcernStatus, dict[ConcernStatus, Permission]] = {
    _C.RAISED: {_C.TAKEN_UP: Permission.TAKE_UP_CONCERN},
    _C.TAKEN_UP: {_C.CLOSED: Permission.TAKE_UP_CONCERN},
    _C.CLOSED: {},
}
