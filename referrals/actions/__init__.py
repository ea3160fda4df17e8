"""What do people do about referrals, a child's name and concerns? Every write of this app."""

from .answering import miss_deadline, move_referral, view_referral
from .concerns import close_concern, raise_concern, take_up_concern, view_concern
from .holds import approve_hold, ask_for_hold, end_hold
from .identities import hand_over_identity, keep_identity, view_identity
from .sending import reroute_referral, revoke_referral, send_referral
from .writing import cosign_override, edit_referral, raise_referral

__all__ = [
    "approve_hold",
    "ask_for_hold",
    "close_concern",
    "cosign_override",
    "edit_referral",
    "end_hold",
    "hand_over_identity",
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
