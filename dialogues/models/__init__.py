"""What was said, what the groups allow to be told, and what the community decided."""

from .amendments import Amendment
from .harms import Harm
from .kept import KeptCount
from .plans import ActionPlan, Decision, PlanEdition, PlanReview
from .reflections import Reflection, ReflectionAnswer
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

__all__ = [
    "Action",
    "ActionPlan",
    "Amendment",
    "ChildRole",
    "Decision",
    "DialogueSession",
    "Harm",
    "HeadCount",
    "KeptCount",
    "PlanEdition",
    "PlanReview",
    "RankedItem",
    "Reflection",
    "ReflectionAnswer",
    "Revision",
    "Sex",
    "ShareScope",
    "Strength",
    "TimeBand",
    "Venue",
]
