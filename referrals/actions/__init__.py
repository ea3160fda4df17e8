"""What do people do about referrals, a child's name and concerns? Every write of this app."""

from .answering import miss_deadline, move_referral, view_referral
from .concerns import close_concern, raise_concern, take_up_concern, view_concern
from .identities import keep_identity, view_identity
from .sending import reroute_referral, revoke_referral, send_referral
from .sharing import (
    add_sharing_agreement,
    edit_consent,
    edit_sharing_agreement,
    end_sharing_agreement,
)
from .writing import cosign_override, edit_referral, raise_referral

__all__ = [
    "add_sharing_agreement",
    "close_concern",
    "cosign_override",
    "edit_consent",
    "edit_referral",
    "edit_sharing_agreement",
    "end_sharing_agreement",
    "keep_identity",
    "miss_deadline",
    "move_referral",
    "raise_concern",
    "raise_referral",
    "reroute_referral",
    "revoke_referral",
    "send_referral",
    "take_up_concern",
    "view_concern",
    "view_identity",
    "view_referral",
]
