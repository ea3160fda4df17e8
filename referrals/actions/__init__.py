"""What do people do about referrals, a child's name and concerns? Every write of this app."""

from .answering import answer_slip, move_referral, view_referral
from .concerns import close_concern, raise_concern, take_up_concern, view_concern
from .identities import keep_identity, view_identity
from .overdue import climb_overdue, phone_backup
from .sending import reroute_referral, revoke_referral, send_referral
from .sharing import (
    add_sharing_agreement,
    edit_consent,
    edit_sharing_agreement,
    end_sharing_agreement,
)
from .slips import open_slip, print_slip
from .writing import continue_referral, cosign_override, edit_referral, raise_referral

__all__ = [
    "add_sharing_agreement",
    "answer_slip",
    "climb_overdue",
    "close_concern",
    "continue_referral",
    "cosign_override",
    "edit_consent",
    "edit_referral",
    "edit_sharing_agreement",
    "end_sharing_agreement",
    "keep_identity",
    "move_referral",
    "open_slip",
    "phone_backup",
    "print_slip",
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
