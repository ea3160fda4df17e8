"""The pages of referrals and of what is told in confidence."""

from .concerns import (
    concern_add,
    concern_close,
    concern_hand,
    concern_list,
    concern_refer,
    concern_show,
    concern_take_up,
)
from .holds import hold_add, hold_approve, hold_end, hold_list, hold_show
from .identities import referral_hand_over, referral_identify, referral_identity
from .referrals import (
    referral_add,
    referral_cosign,
    referral_edit,
    referral_list,
    referral_show,
)
from .steps import (
    referral_accept,
    referral_acknowledge,
    referral_begin,
    referral_close,
    referral_decline,
    referral_give,
    referral_pass_on,
    referral_reroute,
    referral_revoke,
    referral_send,
    referral_unreachable,
)

__all__ = [
    "concern_add",
    "concern_close",
    "concern_hand",
    "concern_list",
    "concern_refer",
    "concern_show",
    "concern_take_up",
    "hold_add",
    "hold_approve",
    "hold_end",
    "hold_list",
    "hold_show",
    "referral_accept",
    "referral_acknowledge",
    "referral_add",
    "referral_begin",
    "referral_close",
    "referral_cosign",
    "referral_decline",
    "referral_edit",
    "referral_give",
    "referral_hand_over",
    "referral_identify",
    "referral_identity",
    "referral_list",
    "referral_pass_on",
    "referral_reroute",
    "referral_revoke",
    "referral_send",
    "referral_show",
    "referral_unreachable",
]
