"""What does Masimbaya decide to do about heavy work? A plan that was changed because a group asked."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import plans, reviews, steps
from dialogues.models import Action, ActionPlan, Choice, Harm
from participants import actions as participants
from participants.models import Round, Subgroup

from .best_interests import a_fine_would_hit_the_poorest
from .worked_out import work_out

if TYPE_CHECKING:
    from .story import World

# what, how, symbol, group, days until ready
STEPS = [
    ("Adults carry water before half past seven", "The women’s group and the young men take turns.",
     "bucket", "women", 14),
    ("A drama for three villages", "Children write it and play it.", "drama", "girls_14_17", 40),
    ("School buddies", "Friends help each other to be on time. They tell on no one.", "friends",
     "boys_14_17", 30),
    ("A farm calendar with the school", "The head teacher comes to the elders.", "calendar",
     "elders", 27),
    ("A rule for everyone", "First a warning, then a fine.", "page", "men", 60),
]  # fmt: skip
CHANGED_RULE = "First a warning, then a help day."

# step, what children do, mode, sex, age band, how many, what they need for it
CHILDREN = [
    (1, "Write and play the drama", "child_led", "girls", "14_17", 9,
     "Somebody who walks home with them"),
    (1, "Write and play the drama", "child_led", "boys", "14_17", 7, "A lorry to the two villages"),
    (2, "Walk to school with a friend who carries loads", "shared", "children", "10_13", 12, ""),
]  # fmt: skip
MEETING = "the elders under the mango tree"


def books_before_buckets(world: World) -> None:
    """Three weeks: drafted, sent, one group asks for a change, changed, sent again."""
    fatu, sorie = world.person("fatu.k"), world.person("sorie.masimbaya")
    groups = world.groups("Masimbaya")
    with clock.at(world.ago(40)):
        _planning_group(world, by=fatu)
    with clock.at(world.ago(21)):
        plan = _drafted(world, by=fatu)
        plan = plans.send_plan(plan, version=plan.version, by=fatu)
    a_fine_would_hit_the_poorest(world, plan)
    with clock.at(world.ago(14)):
        asked = reviews.review_plan(
            id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=groups["men"],
            answer="change", words="A fine hurts the poorest. Let it be a help day.",
            about=plan.actions.get(what=STEPS[-1][0]), by=sorie,
        )  # fmt: skip
    with clock.at(world.ago(11)):
        plan = plans.take_back_plan(plan, version=_version(plan), by=fatu)
        rule = plan.actions.get(what=STEPS[-1][0])
        steps.edit_action(
            rule, version=rule.version, what=rule.what, details=CHANGED_RULE,
            symbol=rule.symbol, owner_group=rule.owner_group, due_on=rule.due_on,
            weight=rule.weight, by=fatu,
        )  # fmt: skip
        reviews.answer_change(
            asked, version=asked.version, by=fatu,
            answered_words="The fine is gone. Whoever forgets gives a day of help.",
        )  # fmt: skip
        plan = plans.send_plan(plan, version=_version(plan), by=fatu)
    with clock.at(world.ago(6)):
        _answer(plan, groups["men"], "agree", "", by=sorie)
        _told(plan, groups["elders"], "disagree", "In planting season we need every hand.", by=fatu)


def _planning_group(world: World, *, by: User) -> None:
    groups = world.groups("Masimbaya")
    spokespeople = [
        ("Kadie", "women", world.person("kadie.masimbaya"), True),
        ("Sorie", "men", world.person("sorie.masimbaya"), True),
        ("Pa Alimamy", "elders", None, False),
    ]
    for name, group, user, chairs in spokespeople:
        participants.add_planning_group_member(
            id=uuid.uuid4(), subgroup=groups[group], name=name, user=user,
            chairs=chairs,
            consented_on=clock.today(), by=by,
        )  # fmt: skip


def _drafted(world: World, *, by: User) -> ActionPlan:
    community = world.communities["Masimbaya"]
    groups = world.groups("Masimbaya")
    plan = plans.add_plan(
        id=uuid.uuid4(),
        round=Round.objects.get(community=community),
        harm=Harm.objects.get(community=community, gloss="heavy work"),
        name="Books before buckets",
        goal="Children carry nothing heavy before the school bell.",
        builds_on=list(community.protective_practices.all()[:2]),
        choice=Choice.objects.get(option__finding__community=community),
        by=by,
    )
    actions: list[Action] = [
        steps.add_action(
            id=uuid.uuid4(), plan=plan, what=what, details=details, symbol=symbol,
            owner_group=groups[group], due_on=clock.today() + timedelta(days=21 + days), by=by,
        )
        for what, details, symbol, group, days in STEPS
    ]  # fmt: skip
    for step, role, mode, sex, band, how_many, support in CHILDREN:
        steps.add_child_role(
            id=uuid.uuid4(), action=actions[step], role=role, mode=mode, started_by="children",
            sex=sex, age_band=band, how_many=how_many, chosen_by_children=True,
            safety_checked=True, time_checked=True, support_needed=support, by=by,
        )  # fmt: skip
    work_out(plan, groups, by=by, school=world.services["Masimbaya Primary"])
    return ActionPlan.objects.get(pk=plan.pk)


def _version(plan: ActionPlan) -> int:
    return ActionPlan.objects.values_list("version", flat=True).get(pk=plan.pk)


def _answer(plan: ActionPlan, subgroup: object, answer: str, words: str, *, by: User) -> None:
    reviews.review_plan(
        id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=subgroup, answer=answer,
        words=words, by=by,
    )  # fmt: skip


def _told(plan: ActionPlan, subgroup: Subgroup, answer: str, words: str, *, by: User) -> None:
    """As the facilitator was told at a meeting."""
    reviews.review_as_told(
        [{"id": uuid.uuid4(), "subgroup": subgroup, "answer": answer, "words": words}], plan=plan,
        edition=plan.edition, told_on=clock.today(), told_at=MEETING, by=by,
    )  # fmt: skip
