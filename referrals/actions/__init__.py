"""What do people do about referrals, a child's name and concerns? Every write of this app."""

from .answering import answer_slip, move_referral, view_referral
from .concerns import (
    close_concern,
    escalate_concern,
    hand_concern,
    raise_concern,
    refer_concern,
    take_up_concern,
    view_concern,
)
from .hand_overs import confirm_referral, export_referral
from .holds import approve_hold, ask_for_hold, end_hold
from .identities import hand_over_identity, keep_identity, view_identity
from .overdue import climb_overdue, phone_backup
from .quarters import close_quarter, close_quarters
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
    "approve_hold",
    "ask_for_hold",
    "climb_overdue",
    "close_concern",
    "close_quarter",
    "close_quarters",
    "confirm_referral",
    "continue_referral",
    "cosign_override",
    "edit_consent",
    "edit_referral",
    "edit_sharing_agreement",
    "end_hold",
    "end_sharing_agreement",
    "escalate_concern",
    "export_referral",
    "hand_concern",
    "hand_over_identity",
    "keep_identity",
    "move_referral",
    "open_slip",
    "phone_backup",
    "print_slip",
    "raise_concern",
    "raise_referral",
    "refer_concern",
    "reroute_referral",
    "revoke_referral",
    "send_referral",
    "take_up_concern",
    "view_concern",
    "view_identity",
    "view_referral",
]
