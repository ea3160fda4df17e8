"""One child, one service: what is asked for, how urgent it is, who answered when; who it is, apart."""

from .choices import Category, IdentityMode, Outcome, Safety, SentVia, Sex, Urgency
from .concerns import Concern
from .events import BackupCall, OverdueStep, ReferralEvent
from .identities import IdentityView, ReferralIdentity
from .referrals import Referral
from .slips import SlipLink, SlipPrint

__all__ = [
    "BackupCall",
    "Category",
    "Concern",
    "IdentityMode",
    "IdentityView",
    "Outcome",
    "OverdueStep",
    "Referral",
    "ReferralEvent",
    "ReferralIdentity",
    "Safety",
    "SentVia",
    "Sex",
    "SlipLink",
    "SlipPrint",
    "Urgency",
]
