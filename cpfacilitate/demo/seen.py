"""By what does Masimbaya see that it works, and how far does Makasi Hill say it is its own?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import look_backs, ownership, signs
from dialogues.models import ActionPlan, SignOfChange
from dialogues.models.ownership import QUESTIONS

if TYPE_CHECKING:
    from .story import World

TREE = "The planning group, under the mango tree"
# days ago, who writes it down, what was seen
BEFORE_THE_BELL: list[tuple[int, str, dict[str, Any]]] = [
    (20, "fatu.k", {"number": 42, "out_of": 96, "words": "Before anybody carries.",
                    "told_at": TREE}),
    (13, "kadie.masimbaya", {"number": 61, "out_of": 96, "felt": "better"}),
    (6, "kadie.masimbaya", {"number": 70, "out_of": 96, "felt": "better"}),
    (5, "fatu.k", {"eyes": "children", "felt": "same", "told_at": "The children, after the drama",
                   "words": "On market days we carry as before, and come after the bell."}),
]  # fmt: skip
NOT_TIRED = [
    (13, "fatu.k", {"eyes": "children", "felt": "same", "told_at": "The children, after the drama"}),
    (5, "fatu.k", {"eyes": "children", "felt": "better", "told_at": "The children, after the drama",
                   "words": "We sing in the last lesson again."}),
]  # fmt: skip
LOOKED_BACK = {
    "present": "14 women, 9 men, 6 girls, 5 boys",
    "did": "For two weeks the women and the young men carried the water, to try it.",
    "changed": "More children come before the bell.",
    "surprised": "Two grandmothers came to carry, and nobody had asked them.",
    "hindered": "On market days nobody is at the well early.",
    "children_say": "On market days it is as before. Do not forget the smallest.",
    "now": "adjust",
    "next_words": "On market days the young men carry alone, and the market waits for them.",
}
# days ago → the step for each question, and what was said of it
MAKASI_HILL = [
    (210, "partly ours partly partly not_yet partly not_yet partly",
     "The organisation still calls us together. Few come from beyond the stream."),
    (70, "ours ours ours ours ours ours partly ours",
     "Of ten things the school fund needs, seven are our own now."),
]  # fmt: skip


def how_far_it_is_ours(world: World) -> None:
    """Twice, in eighteen months, all together."""
    community, sahr = world.communities["Makasi Hill"], world.person("sahr.m")
    for days, steps, note in MAKASI_HILL:
        answers = dict(zip(QUESTIONS, steps.split(), strict=True))
        with clock.at(world.ago(days)):
            ownership.add_ownership_review(
                id=uuid.uuid4(), community=community, subgroup=None, answered_on=clock.today(),
                note=note, by=sahr, **answers,
            )  # fmt: skip


def what_they_see(world: World) -> None:
    """The prefects count every week; children see it by something else; all look back once."""
    fatu, groups = world.person("fatu.k"), world.groups("Masimbaya")
    plan = ActionPlan.objects.get(name="Books before buckets")
    with clock.at(world.ago(21)):
        bell = _sign(
            plan, "Children arrive before the bell", "of the school’s 96 children", "adults",
            judged_by=groups["women"], counted_by="the school prefects", often="weekly", by=fatu,
        )  # fmt: skip
    with clock.at(world.ago(21, minute=1)):
        tired = _sign(
            plan, "We are awake in the last lesson", "", "children",
            judged_by=groups["girls_14_17"], counted_by="", often="meeting", by=fatu,
        )  # fmt: skip
    for sign, seen in ((bell, BEFORE_THE_BELL), (tired, NOT_TIRED)):
        for days, who, said in seen:
            with clock.at(world.ago(days)):
                signs.add_sign_reading(
                    id=uuid.uuid4(), sign=sign, seen_on=clock.today(), by=world.person(who),
                    **{"eyes": "adults", **said},
                )  # fmt: skip
    with clock.at(world.ago(4)):
        look_backs.add_look_back(
            id=uuid.uuid4(), plan=plan, held_on=clock.today(), whose_words=groups["men"],
            meets_on=clock.today() + timedelta(days=28), by=fatu, **LOOKED_BACK,
        )  # fmt: skip


def _sign(
    plan: ActionPlan, words: str, unit: str, started_by: str, *, by: User, **said: Any
) -> SignOfChange:
    return signs.add_sign(
        id=uuid.uuid4(), plan=plan, words=words, unit=unit, started_by=started_by, by=by, **said
    )
