"""Every form of this app: what a page asks for, in the names of the action behind it."""

from .access import AccessEditForm, AccessForm
from .agreements import AgreementForm, MoveForm, RenewForm
from .communities import ClusterForm, CommunityEditForm, CommunityFilter, CommunityForm
from .groups import RoundForm, SubgroupEditForm, SubgroupForm
from .leaving import ContactForm, HandoverForm, LeavingForm
from .listening import DeliveryForm, GatheringForm, VoiceEditForm, VoiceForm
from .phases import PhaseEndForm, PhaseForm
from .planning_group import (
    ChildrenEditForm,
    ChildrenEndForm,
    ChildrenForm,
    LeaveForm,
    MemberEditForm,
    MemberForm,
    MemberWithdrawForm,
)
from .practices import PracticeEditForm, PracticeForm
from .service_notes import ServiceNotes
from .services import ConfirmForm, ServiceFilter
from .visits import VisitEditForm, VisitForm

__all__ = [
    "AccessEditForm",
    "AccessForm",
    "AgreementForm",
    "ChildrenEditForm",
    "ChildrenEndForm",
    "ChildrenForm",
    "ClusterForm",
    "CommunityEditForm",
    "CommunityFilter",
    "CommunityForm",
    "ConfirmForm",
    "ContactForm",
    "DeliveryForm",
    "GatheringForm",
    "HandoverForm",
    "LeaveForm",
    "LeavingForm",
    "MemberEditForm",
    "MemberForm",
    "MemberWithdrawForm",
    "MoveForm",
    "PhaseEndForm",
    "PhaseForm",
    "PracticeEditForm",
    "PracticeForm",
    "RenewForm",
    "RoundForm",
    "ServiceFilter",
    "ServiceNotes",
    "SubgroupEditForm",
    "SubgroupForm",
    "VisitEditForm",
    "VisitForm",
    "VoiceEditForm",
    "VoiceForm",
]
