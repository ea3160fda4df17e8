"""Every form of this app: what a page asks for, in the names of the action behind it."""

from .agreements import AgreementForm, MoveForm
from .communities import ClusterForm, CommunityEditForm, CommunityFilter, CommunityForm
from .groups import LeaveForm, MemberForm, RoundForm, SubgroupEditForm, SubgroupForm
from .services import ConfirmForm, ServiceEditForm, ServiceFilter, ServiceForm

__all__ = [
    "AgreementForm",
    "ClusterForm",
    "CommunityEditForm",
    "CommunityFilter",
    "CommunityForm",
    "ConfirmForm",
    "LeaveForm",
    "MemberForm",
    "MoveForm",
    "RoundForm",
    "ServiceEditForm",
    "ServiceFilter",
    "ServiceForm",
    "SubgroupEditForm",
    "SubgroupForm",
]
