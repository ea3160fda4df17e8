"""Who takes part: communities and their groups, the people sent to them, the services there are."""

from .access import AccessView, Answer, Obstacle
from .agreements import Agreement, AgreementMove, Decider, GroupAnswer, WhoWasAsked
from .assignments import Assignment
from .communities import Cluster, Community
from .confirmations import Confirmation
from .directory import (
    Accessibility,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
)
from .groups import (
    CHILD_AGES,
    CHILD_VOICES,
    LENS_OF,
    AgeBand,
    Children,
    Lens,
    Reach,
    Subgroup,
    Voice,
)
from .leaving import DELETES, PURGED, DataChoice, Handover, Leaving, LiveContact
from .listening import Accommodation, Channel, PlannedVoice, Round
from .names import fold, search_key
from .phases import NEEDS_NO_YES, Phase
from .planning_group import ChildrenInPlanning, PlanningGroupMember
from .practices import ProtectivePractice
from .revisions import Revision
from .services import Service
from .visits import EntryVisit, MetRole

__all__ = [
    "CHILD_AGES",
    "CHILD_VOICES",
    "DELETES",
    "LENS_OF",
    "NEEDS_NO_YES",
    "PURGED",
    "AccessView",
    "Accessibility",
    "Accommodation",
    "AgeBand",
    "Agreement",
    "AgreementMove",
    "Answer",
    "Assignment",
    "Channel",
    "Children",
    "ChildrenInPlanning",
    "Cluster",
    "Community",
    "Confirmation",
    "Contact",
    "CostOption",
    "DataChoice",
    "Decider",
    "EntryVisit",
    "GroupAnswer",
    "Handover",
    "Language",
    "Leaving",
    "Lens",
    "LiveContact",
    "Location",
    "MetRole",
    "Obstacle",
    "Phase",
    "Phone",
    "PlannedVoice",
    "PlanningGroupMember",
    "ProtectivePractice",
    "Reach",
    "RequiredDocument",
    "Revision",
    "Round",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Subgroup",
    "Voice",
    "WhoWasAsked",
    "fold",
    "search_key",
]
