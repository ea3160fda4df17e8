"""Who takes part: communities and their groups, the people sent to them, the services there are."""

from .agreements import Agreement, AgreementMove, GroupAnswer, WhoWasAsked
from .assignments import Assignment
from .communities import Cluster, Community
from .groups import (
    CHILD_VOICES,
    LENS_OF,
    Lens,
    PlanningGroupMember,
    ProtectivePractice,
    Round,
    Subgroup,
    Voice,
)
from .names import fold, search_key
from .revisions import Revision
from .services import Service

__all__ = [
    "CHILD_VOICES",
    "LENS_OF",
    "Agreement",
    "AgreementMove",
    "Assignment",
    "Cluster",
    "Community",
    "GroupAnswer",
    "Lens",
    "PlanningGroupMember",
    "ProtectivePractice",
    "Revision",
    "Round",
    "Service",
    "Subgroup",
    "Voice",
    "WhoWasAsked",
    "fold",
    "search_key",
]
