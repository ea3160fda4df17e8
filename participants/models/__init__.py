"""Who takes part: communities and their groups, the people sent to them, the services there are."""

from .agreements import Agreement, AgreementMove, Decider, GroupAnswer, WhoWasAsked
from .assignments import Assignment
from .barriers import Barrier
from .communities import Cluster, Community
from .confirmations import Confirmation
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
from .links import LinkCommitment, LinkMeeting, ServiceLink
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
    "Accommodation",
    "AgeBand",
    "Agreement",
    "AgreementMove",
    "Assignment",
    "Barrier",
    "Channel",
    "Children",
    "ChildrenInPlanning",
    "Cluster",
    "Community",
    "Confirmation",
    "DataChoice",
    "Decider",
    "EntryVisit",
    "GroupAnswer",
    "Handover",
    "Leaving",
    "Lens",
    "LinkCommitment",
    "LinkMeeting",
    "LiveContact",
    "MetRole",
    "Phase",
    "PlannedVoice",
    "PlanningGroupMember",
    "ProtectivePractice",
    "Reach",
    "Revision",
    "Round",
    "Service",
    "ServiceLink",
    "Subgroup",
    "Voice",
    "WhoWasAsked",
    "fold",
    "search_key",
]
