"""One child, one service: what is asked for, how urgent it is, who answered when; who it is, apart."""

from .choices import Category, IdentityMode, Outcome, Safety, SentVia, Sex, Urgency
from .concerns import Concern
from .events import MissedDeadline, ReferralEvent
from .holds import LegalHold
from .identities import IdentityView, ReferralIdentity
from .referrals import Referral

__all__ = [
    "Category",
    "Concern",
    "IdentityMode",
    "IdentityView",
    "LegalHold",
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
