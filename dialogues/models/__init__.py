"""What was said, what the groups allow to be told, and what the community decided."""

from .confirmations import Confirmation
from .harms import Harm
from .kept import KeptCount
from .noticed import Answer, ConsentWay, PowerKind, Who
from .plans import ActionPlan, Decision, PlanEdition, PlanReview
from .revisions import Revision
from .rows import (
    HeadCount,
    Quote,
    RankedItem,
    Sex,
    ShareScope,
    Strength,
)
from .sessions import DialogueSession, Interpreted, TimeBand, Venue
from .steps import Action, ChildRole

__all__ = [
    "Action",
    "ActionPlan",
    "Answer",
    "ChildRole",
    "Confirmation",
    "ConsentWay",
    "Decision",
    "DialogueSession",
    "Harm",
    "HeadCount",
    "Interpreted",
    "KeptCount",
    "PlanEdition",
    "PlanReview",
    "PowerKind",
    "Quote",
    "RankedItem",
    "Revision",
    "Sex",
    "ShareScope",
    "Strength",
    "TimeBand",
    "Venue",
    "Who",
]
