"""One child, one service: what is asked for, how urgent it is, who answered when; who it is, apart."""

from .concerns import Concern
from .events import MissedDeadline, ReferralEvent
from .identities import IdentityView, ReferralIdentity
from .referrals import (
    Category,
    IdentityMode,
    Outcome,
    Referral,
    Safety,
    SentVia,
    Sex,
    Urgency,
)

__all__ = [
    "Category",
    "Concern",
    "IdentityMode",
    "IdentityView",
    "MissedDeadline",
    "Outcome",
    "Referral",
    "ReferralEvent",
    "ReferralIdentity",
    "Safety",
    "SentVia",
    "Sex",
    "Urgency",
]
