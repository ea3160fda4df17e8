"""Every form of this app: what a page asks for, in the names of the action behind it."""

from .agreements import AgreementForm, MoveForm
from .communities import ClusterForm, CommunityEditForm, CommunityFilter, CommunityForm
from .groups import LeaveForm, MemberForm, RoundForm, SubgroupEditForm, SubgroupForm
from .listening import DeliveryForm, GatheringForm, VoiceEditForm, VoiceForm
from .services import ConfirmForm, ServiceEditForm, ServiceFilter, ServiceForm

__all__ = [
    "AgreementForm",
    "ClusterForm",
    "CommunityEditForm",
    "CommunityFilter",
    "CommunityForm",
    "ConfirmForm",
    "DeliveryForm",
    "GatheringForm",
    "LeaveForm",
    "MemberForm",
    "MoveForm",
    "RoundForm",
    "ServiceEditForm",
    "ServiceFilter",
    "ServiceForm",
    "SubgroupEditForm",
    "SubgroupForm",
    "VoiceEditForm",
    "VoiceForm",
]
