"""What became of Bahari Lane, where a few decided for many? A plan in haste, and then a pause."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import plans, reviews, sessions, steps
from dialogues.models import ActionPlan, Harm
from participants import actions as participants
from participants.models import Round, Subgroup

if TYPE_CHECKING:
    from .story import World

# name, the group they speak for, whether they call the meetings
PLANNERS = [
    ("Mzee Salim", "men", True),
    ("Baraka", "men", False),
    ("Juma", "men", False),
    ("Hassan", "men", False),
    ("Omari", "men", False),
    ("Mzee Kombo", "elders", False),
    ("Mzee Rashid", "elders", False),
    ("Mama Zuhura", "women", False),
]
IDLE = ("vijana kukaa bure", "idle youth")
# group: days ago, kind of place, sex and age and people, its list (words, meaning)
SPOKE = {
    "men": (180, "hall", ("male", "25_59", 19), [IDLE, ("madawa", "drugs")]),
    "elders": (178, "hall", ("male", "60_plus", 6), [IDLE]),
    "boys_14_17": (
        150,
        "open_air",
        ("male", "14_17", 10),
        [
            ("kusumbuliwa na polisi", "harassed by police"),
            ("kuacha shule", "dropping out of school"),
        ],
    ),
}
STRENGTH = ("majirani wanalisha watoto", "neighbours feed the children")
# what, how, group
STEPS = [
    ("Young men clean the lane on Saturdays", "The chair says who comes.", "men"),
    ("A fence around the meeting hall", "", "elders"),
]


def bahari_lane(world: World) -> None:
    """Before the pause: who planned, who was heard, and which plan went out."""
    amina, groups = world.person("amina.j"), world.groups("Bahari Lane")
    with clock.at(world.ago(200)):
        for name, group, chairs in PLANNERS:
            participants.add_planning_group_member(
                id=uuid.uuid4(), subgroup=groups[group], name=name, chairs=chairs,
                consented_on=clock.today(), by=amina,
            )  # fmt: skip
    for group, (days, venue, counted, harms) in SPOKE.items():
        with clock.at(world.ago(days, hour=18)):
            _hear(groups[group], venue, counted, harms, by=amina)
    with clock.at(world.ago(95)):
        plan = _written(world, groups, by=amina)
    with clock.at(world.ago(90)):
        plan = plans.send_plan(
            plan, version=plan.version, by=amina,
            unheard_reason="The chair wanted to begin before the rains.",
        )  # fmt: skip
    with clock.at(world.ago(80)):
        for group in ("men", "elders"):
            reviews.review_plan(
                id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=groups[group],
                answer="agree", words="", told_on=clock.today(),
                told_at="the men and the elders, in the hall", by=amina,
            )  # fmt: skip


def _hear(
    subgroup: Subgroup,
    venue: str,
    counted: tuple[str, str, int],
    harms: list[tuple[str, str]],
    *,
    by: User,
) -> None:
    session = sessions.begin_session(id=uuid.uuid4(), subgroup=subgroup, by=by)
    sex, age_band, people = counted
    session = sessions.save_session(
        session,
        version=session.version,
        values={"time_band": "evening", "venue": venue, "limits_explained": True},
        rows={
            "head_counts": [
                {"sex": sex, "age_band": age_band, "people": people, "with_difficulty": None}
            ],
            "strengths": [
                {
                    "local_term": STRENGTH[0],
                    "gloss": STRENGTH[1],
                    "share_scope": "community_unattributed",
                }
            ],
            "items": [
                {
                    "local_term": words,
                    "gloss": gloss,
                    "share_scope": "community_unattributed",
                    "rank": rank,
                }
                for rank, (words, gloss) in enumerate(harms, start=1)
            ],
        },
        by=by,
    )
    sessions.record_session(session, version=session.version, by=by)


def _written(world: World, groups: dict[str, Subgroup], *, by: User) -> ActionPlan:
    community = world.communities["Bahari Lane"]
    plan = plans.add_plan(
        id=uuid.uuid4(),
        round=Round.objects.get(community=community),
        harm=Harm.objects.get(community=community, gloss=IDLE[1]),
        name="Busy hands",
        goal="No young man sits idle in the lane.",
        builds_on_reason="The planning group wanted something new.",
        by=by,
    )
    for what, details, group in STEPS:
        steps.add_action(
            id=uuid.uuid4(), plan=plan, what=what, details=details, symbol="page",
            owner_group=groups[group], due_on=clock.today() + timedelta(days=60), by=by,
        )  # fmt: skip
    return ActionPlan.objects.get(pk=plan.pk)
