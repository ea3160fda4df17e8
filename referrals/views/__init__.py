"""The pages of referrals and of what is told in confidence."""

from .concerns import concern_add, concern_close, concern_list, concern_show, concern_take_up
from .identities import referral_identify, referral_identity
from .referrals import (
    referral_add,
    referral_continue,
    referral_cosign,
    referral_edit,
    referral_list,
    referral_phone_backup,
    referral_show,
)
from .sharing import (
    consent_edit,
    consent_list,
    sharing_agreement_add,
    sharing_agreement_edit,
    sharing_agreement_end,
    sharing_agreement_list,
    sharing_agreement_show,
)
from .slips import referral_slip, slip_answer, slip_open
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
    "concern_list",
    "concern_show",
    "concern_take_up",
    "consent_edit",
    "consent_list",
    "referral_accept",
    "referral_acknowledge",
    "referral_add",
    "referral_begin",
    "referral_close",
    "referral_continue",
    "referral_cosign",
    "referral_decline",
    "referral_edit",
    "referral_give",
    "referral_identify",
    "referral_identity",
    "referral_list",
    "referral_pass_on",
    "referral_phone_backup",
    "referral_reroute",
    "referral_revoke",
    "referral_send",
    "referral_show",
    "referral_slip",
    "referral_unreachable",
    "sharing_agreement_add",
    "sharing_agreement_edit",
    "sharing_agreement_end",
    "sharing_agreement_list",
    "sharing_agreement_show",
    "slip_answer",
    "slip_open",
]
