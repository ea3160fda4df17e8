"""How did the steps of Makasi Hill become its own, report by report, before we finished together?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import milestones, plan_resources, plans, progress_reports, reviews, steps
from dialogues.models import Action, ActionPlan, Harm
from participants import actions as participants
from participants.models import Round, Subgroup

from .leaving import log_session
from .links import services_of_makasi_hill

if TYPE_CHECKING:
    from .story import World

HARM = ("lɛf skul", "out of school")
# Who was asked in the first dry season, and what they said protects.
SAID = {
    "women": ([("female", "25_59", 18, 2)], "We keep a seat at the fire for every child"),
    "girls_14_17": ([("female", "14_17", 11, 1)], "We fetch each other in the morning"),
    "boys_14_17": ([("male", "14_17", 10, None)], "Big brothers mend the small ones’ bags"),
    "men": ([("male", "25_59", 14, 0)], "The teacher eats with us in turns"),
}
WHY_NOW = "The elders and the homes were asked at the gathering itself, before it decided."
PLANNING_GROUP = [("Yeabu", "women"), ("Foday", "men"), ("Ya Bomporo", "elders")]

# what, symbol, group, weight
STEPS = [
    ("Count the empty benches every Friday", "calendar", "women", 1),
    ("A fund for uniforms", "tree", "women", 3),
    ("Evening lessons under the mango tree", "talk", "boys_14_17", 2),
    ("A drama about a girl who came back", "drama", "girls_14_17", 1),
    ("Visit homes whose children stay away", "friends", "elders", 2),
    ("Mend the roof of the school", "bucket", "men", 3),
    ("Ask the school to take young mothers back", "phone", "elders", 1),
    ("A rule for market days", "page", "men", 1),
]  # fmt: skip
MILESTONES = [(1, "The first ten uniforms are sewn", 200), (5, "The roof keeps the rain out", 150)]
# whose, what, group
RESOURCES = [
    ("ours", "A box with two keys for the fund", "women"),
    ("ours", "Two sewing machines", "women"),
    ("ours", "Lamps and oil", "men"),
    ("ours", "Poles and thatch", "men"),
    ("ours", "The place under the mango tree", "elders"),
    ("ours", "Songs and drums", "girls_14_17"),
    ("ours", "Evenings of those who can read", "boys_14_17"),
    ("outside", "Cloth for the first uniforms", None),
    ("outside", "Nails", None),
    ("outside", "Exercise books", None),
]
SCHOOL = ("Masimbaya Primary", "To take young mothers back, and to say when a bench stays empty")
MEETING = "the planning group, at its meeting of the month"

# days ago → who led each step by then, and how far it was
TOLD = {
    298: ("FFFFFFFF", (25, 0, 25, 25, 25, 0, 0, 0)),
    238: ("TTFTFFFF", (50, 25, 25, 50, 25, 0, 25, 25)),
    178: ("CCTCTTFF", (75, 50, 50, 75, 50, 25, 50, 25)),
    118: ("CCCCCTTF", (75, 75, 75, 100, 75, 50, 50, 50)),
    66: ("CCCCCCCF", (100, 75, 75, None, 75, 75, 75, 50)),
}
DONE_BY_THEN = {
    0: "We talked about it. It begins after the harvest.",
    25: "We began, and two more joined us.",
    50: "It goes on every week.",
    75: "It goes on without anybody calling us.",
    100: "It is part of our week now.",
}
LED = {"F": "facilitator", "T": "together", "C": "community"}
EVIDENCE = "On Friday three benches were empty; in the first month it was nineteen."
PLAYED = "It was played four times, and two girls came back to school."
DONE = {0: EVIDENCE, 3: PLAYED}
STOOD_IN_THE_WAY = {
    (178, 5): "The rains came early, and the ladder broke.",
    (118, 7): "The traders of the next village do not keep to it.",
}
ANSWERED = {
    (178, 5): ("adjust", "We mend from inside first, and thatch in the dry season."),
    (118, 7): ("go_on", "The elders ask the traders to sit with us."),
}
NOBODY_EXPECTED = {
    (178, 2): "Grandmothers came to learn to read, and stayed.",
    (118, 3): "The next village asked for the drama.",
}


def benches(world: World) -> None:
    """Eight steps, all of them led by the facilitator in the beginning, one at the end."""
    sahr, groups = world.person("sahr.m"), world.groups("Makasi Hill")
    for days, (group, (counted, strength)) in enumerate(SAID.items()):
        with clock.at(world.ago(520 - days, hour=18)):
            log_session(groups[group], counted, [HARM], [(strength, "")], by=sahr)
    with clock.at(world.ago(330)):
        _planning_group(groups, by=sahr)
        plan = _drafted(world, groups, by=sahr)
        plan = plans.send_plan(plan, version=_version(plan), unheard_reason=WHY_NOW, by=sahr)
    with clock.at(world.ago(304)):
        _agreed(plan, groups, by=sahr)
    services_of_makasi_hill(world, plan)
    for moment in TOLD:
        _told(world, plan, moment, by=sahr)
    with clock.at(world.ago(60)):
        plan = plans.move_plan(plan, "reflecting", version=_version(plan), by=sahr)
    with clock.at(world.ago(30)):
        plans.move_plan(plan, "concluded", version=plan.version, by=sahr)


def _planning_group(groups: dict[str, Subgroup], *, by: User) -> None:
    for name, group in PLANNING_GROUP:
        participants.add_planning_group_member(
            id=uuid.uuid4(), subgroup=groups[group], name=name, consented_on=clock.today(), by=by
        )


def _drafted(world: World, groups: dict[str, Subgroup], *, by: User) -> ActionPlan:
    community = world.communities["Makasi Hill"]
    plan = plans.add_plan(
        id=uuid.uuid4(), round=Round.objects.get(community=community),
        harm=Harm.objects.get(community=community), name="Every bench filled",
        goal="On Friday every child is in school, and stays.",
        builds_on_reason="Nobody had written down yet what was there.", by=by,
    )  # fmt: skip
    for what, symbol, group, weight in STEPS:
        steps.add_action(
            id=uuid.uuid4(), plan=plan, what=what, symbol=symbol, owner_group=groups[group],
            weight=weight, by=by,
        )  # fmt: skip
    written = list(plan.actions.order_by("position"))
    for number, what, days in MILESTONES:
        milestones.add_milestone(
            id=uuid.uuid4(), action=written[number], what=what, due_on=world.ago(days).date(), by=by
        )
    for whose, what, group in RESOURCES:
        plan_resources.add_plan_resource(
            id=uuid.uuid4(), plan=plan, whose=whose, what=what,
            brought_by=groups[group] if group else None, by=by,
        )  # fmt: skip
    name, what = SCHOOL
    plan_resources.add_plan_resource(
        id=uuid.uuid4(), plan=plan, whose="service", what=what, service=world.services[name], by=by
    )
    return plan


def _agreed(plan: ActionPlan, groups: dict[str, Subgroup], *, by: User) -> None:
    for _name, group in PLANNING_GROUP:
        reviews.review_plan(
            id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=groups[group],
            answer="agree", words="", told_on=clock.today(),
            told_at="the planning group at the school", by=by,
        )  # fmt: skip
    reviews.agree_plan(
        plan, id=uuid.uuid4(), edition=plan.edition, held_on=clock.today() - timedelta(days=1),
        how="consensus", present="20 women, 16 men, 9 boys, 11 girls", dissent="", by=by,
    )  # fmt: skip
    plans.move_plan(plan, "in_action", version=_version(plan), by=by)


def _told(world: World, plan: ActionPlan, days: int, *, by: User) -> None:
    led, far = TOLD[days]
    for number, action in enumerate(Action.objects.filter(plan=plan).order_by("position")):
        with clock.at(world.ago(days, minute=number)):
            if far[number] is None:  # done before
                continue
            report = progress_reports.add_progress_report(
                id=uuid.uuid4(), action=action, reported_on=clock.today(), told_at=MEETING,
                steps_taken=DONE_BY_THEN[far[number]], led_by=LED[led[number]],
                progress=far[number], evidence=DONE[number] if far[number] == 100 else "",
                obstacle=STOOD_IN_THE_WAY.get((days, number), ""),
                unexpected=NOBODY_EXPECTED.get((days, number), ""), by=by,
            )  # fmt: skip
            if answer := ANSWERED.get((days, number)):
                progress_reports.answer_obstacle(
                    report, version=report.version, obstacle_answer=answer[0],
                    answer_words=answer[1], by=by,
                )  # fmt: skip
            if days == 178 and number == 1:
                stone = action.milestones.get()
                milestones.reach_milestone(
                    stone, version=stone.version, reached_on=clock.today(), by=by
                )


def _version(plan: ActionPlan) -> int:
    return ActionPlan.objects.values_list("version", flat=True).get(pk=plan.pk)
