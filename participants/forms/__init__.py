"""Every form of this app: what a page asks for, in the names of the action behind it."""

from .agreements import AgreementForm, MoveForm
from .communities import ClusterForm, CommunityFilter, CommunityForm
from .groups import LeaveForm, MemberForm, RoundForm, SubgroupEditForm, SubgroupForm
from .leaving import ContactForm, HandoverForm, LeavingForm
from .services import ConfirmForm, ServiceEditForm, ServiceFilter, ServiceForm

__all__ = [
    "AgreementForm",
    "ClusterForm",
    "CommunityFilter",
    "CommunityForm",
    "ConfirmForm",
    "ContactForm",
    "HandoverForm",
    "LeaveForm",
    "LeavingForm",
    "MemberForm",
    "MoveForm",
    "RoundForm",
    "ServiceEditForm",
    "ServiceFilter",
    "ServiceForm",
    "SubgroupEditForm",
    "SubgroupForm",
]
