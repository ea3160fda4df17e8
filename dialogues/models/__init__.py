"""What was said, what the groups allow to be told, and what the community decided."""

from .amendments import Amendment
from .best_interests import BestInterestsCheck, FlagNote, RedFlag, RedFlagKind
from .by_laws import ByLaw
from .carried import Presentation, Response, TellBack
from .categories import HarmCategory, HarmGrouping
from .confirmations import Confirmation
from .criteria import CriteriaCheck, PlanCriterion
from .figures import PeopleHeard, SessionsHeld
from .findings import Finding
from .gatherings import How, Kind
from .guesses import Guess, GuessedItem
from .harms import Harm
from .look_backs import LookBack
from .milestones import Milestone
from .noticed import CONSENT, Answer, ConsentWay, PowerKind, Who
from .options import Choice, Dissent, HarmOption, OptionView
from .ownership import Owned, OwnershipReview
from .plan_editions import PlanEdition
from .plan_resources import PlanResource, Whose
from .plans import ActionPlan, Decision, PlanReview
from .practices import HowMany, NormReflection, Practice, PracticeKind, Readiness
from .process_checks import ProcessCheck
from .progress_reports import Far, LedBy, ObstacleAnswer, ProgressReport
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
from .signs import SignOfChange, SignReading
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
    "BestInterestsCheck",
    "ByLaw",
    "ChildRole",
    "Choice",
    "Confirmation",
    "ConsentWay",
    "CriteriaCheck",
    "Decision",
    "DialogueSession",
    "Dissent",
    "Far",
    "Finding",
    "FlagNote",
    "Guess",
    "GuessedItem",
    "Harm",
    "HarmCategory",
    "HarmGrouping",
    "HarmOption",
    "HeadCount",
    "How",
    "HowMany",
    "Interpreted",
    "Kind",
    "LedBy",
    "LookBack",
    "Milestone",
    "NormReflection",
    "ObstacleAnswer",
    "OptionView",
    "Owned",
    "OwnershipReview",
    "PeopleHeard",
    "PlanCriterion",
    "PlanEdition",
    "PlanResource",
    "PlanReview",
    "PowerKind",
    "Practice",
    "PracticeKind",
    "Presentation",
    "ProcessCheck",
    "ProgressReport",
    "Quote",
    "RankedItem",
    "Readiness",
    "RedFlag",
    "RedFlagKind",
    "Reflection",
    "ReflectionAnswer",
    "Response",
    "Revision",
    "SessionWord",
    "SessionsHeld",
    "Sex",
    "ShareScope",
    "SignOfChange",
    "SignReading",
    "Strength",
    "TellBack",
    "TimeBand",
    "Tool",
    "ToolKind",
    "ToolRow",
    "Venue",
    "Who",
    "Whose",
]
