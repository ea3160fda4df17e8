"""Who works here, in which role, and what waits for them?"""

from .notices import MailKind, MailPreference, MailTiming, Notification, OutgoingMail
from .people import (
    CarriedForm,
    Grant,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    User,
)

__all__ = [
    "CarriedForm",
    "Grant",
    "Invitation",
    "MailKind",
    "MailPreference",
    "MailTiming",
    "Membership",
    "Notification",
    "Organisation",
    "OrganisationKind",
    "OutgoingMail",
    "User",
]
