"""What was said, what the groups allow to be told, and what the community decided."""

from .amendments import Amendment
from .by_laws import ByLaw
from .carried import Presentation, Response, TellBack
from .categories import HarmCategory, HarmGrouping
from .confirmations import Confirmation
from .findings import Finding
from .guesses import Guess, GuessedItem
from .harms import Harm
from .kept import KeptCount
from .noticed import CONSENT, Answer, ConsentWay, PowerKind, Who
from .plans import ActionPlan, Decision, PlanEdition, PlanReview
from .practices import HowMany, NormReflection, Practice, PracticeKind, Readiness
from .process_checks import ProcessCheck
from .reflections import Reflection, ReflectionAnswer
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
from .shapes import SHAPES, ToolKind, ToolRow
from .steps import Action, ChildRole
from .tools import Tool
from .words import SessionWord

__all__ = [
    "CONSENT",
    "SHAPES",
    "Action",
    "ActionPlan",
    "Amendment",
    "Answer",
    "ByLaw",
    "ChildRole",
    "Confirmation",
    "ConsentWay",
    "Decision",
    "DialogueSession",
    "Finding",
    "Guess",
    "GuessedItem",
    "Harm",
    "HarmCategory",
    "HarmGrouping",
    "HeadCount",
    "HowMany",
    "Interpreted",
    "KeptCount",
    "NormReflection",
    "PlanEdition",
    "PlanReview",
    "PowerKind",
    "Practice",
    "PracticeKind",
    "Presentation",
    "ProcessCheck",
    "Quote",
    "RankedItem",
    "Readiness",
    "Reflection",
    "ReflectionAnswer",
    "Response",
    "Revision",
    "SessionWord",
    "Sex",
    "ShareScope",
    "Strength",
    "TellBack",
    "TimeBand",
    "Tool",
    "ToolKind",
    "ToolRow",
    "Venue",
    "Who",
]
