"""One child, one service: what is asked for, how urgent it is, who answered when; who it is, apart."""

from .choices import Category, IdentityMode, Outcome, Safety, SentVia, Sex, Urgency
from .concerns import Concern
from .events import MissedDeadline, ReferralEvent
from .identities import IdentityView, ReferralIdentity
from .quarters import QuarterGap, ReferralQuarter
from .referrals import Referral

__all__ = [
    "Category",
    "Concern",
    "IdentityMode",
    "IdentityView",
    "MissedDeadline",
    "Outcome",
    "QuarterGap",
    "Referral",
    "ReferralEvent",
    "ReferralIdentity",
    "ReferralQuarter",
    "Safety",
    "SentVia",
    "Sex",
    "Urgency",
]
