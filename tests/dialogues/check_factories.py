"""How do tests get a plan that may hurt a child, its check, and the dialogue about it?"""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import best_interests, criteria, red_flags, steps
from dialogues.models import (
    ActionPlan,
    BestInterestsCheck,
    CriteriaCheck,
    FlagNote,
    PlanCriterion,
    RedFlag,
)

from . import plan_factories as plans

HURTS = "Who is late is flogged."
NOTE = "The men spoke first, then the girls. They want a help day instead."
SEEN = "The fine would hit the poorest."


def check(plan: ActionPlan, *, by: User, **said: Any) -> BestInterestsCheck:
    """Two of the ten asked, with women and girls."""
    groups = said.pop("groups", None) or [plan.community.subgroups.get(label="Women")]
    values = {
        "asked": "yes", "asked_change": "Girls want it later in the day.", "fair": "no",
        "fair_change": "A warning, then a help day.", "girls_said": "We carry the most.",
        **said,
    }  # fmt: skip
    return best_interests.add_best_interests(
        id=uuid.uuid4(), plan=plan, asked_on=clock.today(), groups=groups, by=by, **values
    )


def weighed(check: BestInterestsCheck, outcome: str, words: str = "", *, by: User):
    return best_interests.say_outcome(
        BestInterestsCheck.objects.get(pk=check.pk),
        version=BestInterestsCheck.objects.get(pk=check.pk).version,
        outcome=outcome, outcome_words=words, by=by,
    )  # fmt: skip


def seen(plan: ActionPlan, *, by: User, kind: str = "poor_out", words: str = SEEN) -> RedFlag:
    return red_flags.see_flag(id=uuid.uuid4(), plan=plan, kind=kind, seen=words, by=by)


def hurting(plan: ActionPlan, *, by: User, words: str = HURTS) -> ActionPlan:
    """Its first step says something that may hurt a child."""
    step = plans.first_step(plan)
    steps.edit_action(
        step, version=step.version, what=step.what, details=words, symbol=step.symbol,
        owner_group=step.owner_group, starts_on=step.starts_on, due_on=step.due_on, by=by,
    )  # fmt: skip
    return plans.again(plan)


def flag_of(plan: ActionPlan) -> Any:
    """The first flag that is open."""
    return plans.again(plan).open_flags[0]


def noted(plan: ActionPlan, *, by: User, flag: uuid.UUID | None = None, **about: Any) -> FlagNote:
    return red_flags.note_flag(
        id=uuid.uuid4(), plan=plan, flag=flag or flag_of(plan).key, held_on=clock.today(), by=by,
        **{"words": NOTE, **about},
    )  # fmt: skip


def signed(note: FlagNote, *, by: User) -> FlagNote:
    note = FlagNote.objects.get(pk=note.pk)
    return red_flags.sign_note(note, version=note.version, by=by)


def talked_over(plan: ActionPlan, world) -> None:
    """Every open flag has a note by the facilitator, signed by the mentor."""
    for flag in plans.again(plan).open_flags:
        signed(noted(plan, by=world.facilitator, flag=flag.key), by=world.mentor)


def criterion(world, words: str = "It costs little.") -> PlanCriterion:
    return criteria.add_criterion(
        id=uuid.uuid4(), organisation=world.ngo, words=words, by=world.coordinator
    )


def answered(plan: ActionPlan, *, by: User, note: str = "Buckets are there.") -> CriteriaCheck:
    """What the community says to the criteria in use."""
    rows = [
        {"criterion": str(one.pk), "asked": one.words, "answer": "met", "note": note}
        for one in PlanCriterion.objects.of(plan.community)
    ]
    return criteria.add_criteria_check(id=uuid.uuid4(), plan=plan, answers=rows, by=by)
