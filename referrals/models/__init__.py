"""One child, one service: what is asked for, how urgent it is, who answered when; who it is, apart."""

from .choices import (
    CaregiverInformed,
    Category,
    DataPoint,
    Feedback,
    IdentityMode,
    LimitsExplained,
    Outcome,
    Safety,
    SentVia,
    Sex,
    Support,
    TrustedAdult,
    Uninformed,
    Urgency,
)
from .concerns import Concern
from .events import BackupCall, OverdueStep, ReferralEvent
from .identities import IdentityView, ReferralIdentity
from .referrals import Referral
from .rules import ConsentRules
from .sharing import SharingAgreement
from .slips import SlipLink, SlipPrint

__all__ = [
    "BackupCall",
    "CaregiverInformed",
    "Category",
    "Concern",
    "ConsentRules",
    "DataPoint",
    "Feedback",
    "IdentityMode",
    "IdentityView",
    "LimitsExplained",
    "Outcome",
    "OverdueStep",
    "Referral",
    "ReferralEvent",
    "ReferralIdentity",
    "Safety",
    "SentVia",
    "Sex",
    "SharingAgreement",
    "SlipLink",
    "SlipPrint",
    "Support",
    "TrustedAdult",
    "Uninformed",
    "Urgency",
]
