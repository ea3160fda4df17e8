"""What was said, what the groups allow to be told, and what the community decided."""

from .harms import Harm
from .kept import KeptCount
from .plans import ActionPlan, Decision, PlanEdition, PlanReview
from .revisions import Revision
from .sessions import (
    DialogueSession,
    HeadCount,
    RankedItem,
    Sex,
    ShareScope,
    Strength,
    TimeBand,
    Venue,
)
from .steps import Action, ChildRole
from .words import SessionWord

__all__ = [
    "Action",
    "ActionPlan",
    "ChildRole",
    "Decision",
    "DialogueSession",
    "Harm",
    "HeadCount",
    "KeptCount",
    "PlanEdition",
    "PlanReview",
    "RankedItem",
    "Revision",
    "SessionWord",
    "Sex",
    "ShareScope",
    "Strength",
    "TimeBand",
    "Venue",
]
