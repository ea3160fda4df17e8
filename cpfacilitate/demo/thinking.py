"""What did a facilitator think of her own part afterwards, and what was put right?"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import amendments, reflections
from dialogues.models import DialogueSession

if TYPE_CHECKING:
    from .story import World

WITH_THE_MEN = {
    "suggested": "yes",
    "suggested_words": "When nobody spoke I said that school is far. Then they all spoke of school.",
    "topic_set_by": "facilitator",
    "talk_share": "half",
    "surprised": "That nobody spoke of work until we were packing up.",
    "ask_differently": "“What is a usual day for a boy here?”, and then wait.",
    "talk_over": True,
}
WITH_THE_GIRLS = {
    "suggested": "no",
    "topic_set_by": "group",
    "talk_share": "quarter",
    "surprised": "They laughed when the older ones came near, and went on when they had passed.",
    "talk_over": True,
}
ANSWER = (
    "Thank you for saying it so plainly. Waiting is the hardest part. What if you count to thirty, "
    "and let the note-taker ask the next question? Let us try it together with the elders."
)


def thinking_it_over(world: World) -> None:
    """Two minutes after two dialogues: one answered by her mentor, one that waits for him."""
    fatu, momoh, groups = world.person("fatu.k"), world.person("momoh.s"), world.groups("Masimbaya")
    with clock.at(world.ago(54, hour=21)):
        men = DialogueSession.objects.get(subgroup=groups["men"])
        asked = reflections.add_reflection(id=uuid.uuid4(), session=men, by=fatu, **WITH_THE_MEN)
    with clock.at(world.ago(2, hour=18)):
        reflections.answer_reflection(id=uuid.uuid4(), reflection=asked, words=ANSWER, by=momoh)
    with clock.at(world.ago(1, hour=20)):
        girls = DialogueSession.objects.get(subgroup=groups["girls_14_17"])
        reflections.add_reflection(id=uuid.uuid4(), session=girls, by=fatu, **WITH_THE_GIRLS)


def put_right(world: World) -> None:
    """The youngest girls heard their list read out again, and said what was missing."""
    with clock.at(world.ago(41)):
        session = DialogueSession.objects.get(subgroup=world.groups("Masimbaya")["girls_10_13"])
        amendments.add_amendment(
            id=uuid.uuid4(), session=session, said_on=clock.today(), corrector="group",
            part="protects", words="The aunties walk on market days too, only later.",
            by=world.person("fatu.k"),
        )  # fmt: skip
