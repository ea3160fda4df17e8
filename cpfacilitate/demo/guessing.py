"""What did the men of Masimbaya think children would say, and what did they say when they saw it?"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import guesses

from . import masimbaya

if TYPE_CHECKING:
    from .story import World

GUESSED = ("disobedience", "drugs", "out_of_school")
WHEN_THEY_SAW_IT = (
    "For a while nobody spoke. “I thought they would say that we are too strict with school.” "
    "“The load: we send them ourselves, every morning.” One asked that it be read out once more."
)


def the_men_guess(world: World) -> None:
    """The evening they spoke themselves they guessed; a fortnight later they saw it."""
    fatu, group = world.person("fatu.k"), world.groups("Masimbaya")["men"]
    listening = world.communities["Masimbaya"].rounds.get(number=1)
    words = [masimbaya.HARMS[harm] for harm in GUESSED]
    with clock.at(world.ago(55, hour=21)):
        guess = guesses.add_guess(
            id=uuid.uuid4(), listening=listening, subgroup=group, made_on=clock.today(),
            items=[
                {"local_term": term, "gloss": gloss, "rank": rank}
                for rank, (term, gloss) in enumerate(words, start=1)
            ],
            by=fatu,
        )  # fmt: skip
    with clock.at(world.ago(41, hour=20)):
        guesses.see_guess(
            guess, version=guess.version, seen_on=clock.today(),
            said_when_seen=WHEN_THEY_SAW_IT, by=fatu,
        )  # fmt: skip
