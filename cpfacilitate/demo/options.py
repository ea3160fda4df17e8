"""What could Masimbaya do about heavy work and about leaving school, and what did its gathering choose?

The words illustrate; a native speaker has to check each of them.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.lib import clock
from dialogues.actions import options
from dialogues.models import Choice, Finding, HarmOption

from .masimbaya import HARMS

if TYPE_CHECKING:
    from .story import World

NAMED, CHILDREN = "community_attributed", "community_unattributed"
# Harm → (Krio words, meaning, whose idea, group: for or against, words, how far it may go).
WAYS: dict[str, list[tuple[str, str, list[str], list[tuple[str, str, str, str]]]]] = {
    "heavy_work": [
        (
            "No ebi wok bifo skul ɛn insay skul tɛm",
            "no heavy work before and during school",
            ["children"],
            [
                ("girls_10_13", "strength", "We hear the bell with everybody else.", CHILDREN),
                ("boys_14_17", "strength", "Then we are not asleep in class.", CHILDREN),
                ("girls_14_17", "drawback", "Who helps our mothers then?", "facilitators"),
                ("women", "strength", "The young men have arms, too.", NAMED),
                ("men", "drawback", "Somebody has to fetch it all the same.", NAMED),
                ("elders", "drawback", "In planting every hand is needed.", NAMED),
            ],
        ),
        (
            "Smɔl bɔkit fɔ pikin",
            "smaller buckets for children",
            ["women", "men"],
            [
                ("women", "strength", "It costs little.", NAMED),
                ("boys_10_13", "drawback", "Then we walk twice.", CHILDREN),
                ("girls_10_13", "drawback", "Then we walk twice.", CHILDREN),
                ("men", "strength", "We can begin on the same day.", NAMED),
            ],
        ),
        (
            "Wan wil-baro fɔ ɛni say",
            "a wheelbarrow for each quarter",
            ["children", "elders"],
            [
                ("boys_14_17", "strength", "It carries four buckets.", CHILDREN),
                ("elders", "drawback", "Who mends it, and who keeps it?", NAMED),
            ],
        ),
    ],
    "out_of_school": [
        (
            "Di skul tek dɛn bak",
            "the school takes them back",
            ["children", "home"],
            [
                ("boys_14_17", "strength", "Nobody laughs if we come together.", CHILDREN),
                ("girls_14_17", "drawback", "The small ones sit beside us.", CHILDREN),
                ("men", "drawback", "The fee of last year is still owed.", NAMED),
                ("home_visits", "strength", "Ours has never been asked before.", CHILDREN),
            ],
        ),
        (
            "Pe di fi afta avɛst",
            "pay the fee after the harvest",
            ["men", "women"],
            [
                ("women", "strength", "There is money then.", NAMED),
                ("elders", "strength", "So it was done before.", NAMED),
                ("boys_10_13", "drawback", "Half the year is gone by then.", CHILDREN),
            ],
        ),
    ],
}  # fmt: skip
THERE = {"men": 31, "women": 38, "girls": 22, "boys": 19, "with_difficulty": 4}
AGAINST = {"men": "In the farmers’ season the farm comes first."}


def what_could_be_done(world: World) -> None:
    """Group by group in three evenings, then a gathering that came to one mind."""
    fatu, community = world.person("fatu.k"), world.communities["Masimbaya"]
    groups = world.groups("Masimbaya")
    found = {str(each): each for each in Finding.objects.filter(community=community)}
    for days, (harm, ways) in zip((30, 29), WAYS.items(), strict=True):
        for minute, (words, gloss, raised_by, said) in enumerate(ways):
            with clock.at(world.ago(days, hour=20, minute=minute)):
                option = options.add_option(
                    id=uuid.uuid4(), finding=found[HARMS[harm][0]], words=words, gloss=gloss,
                    raised_by=raised_by, by=fatu,
                )  # fmt: skip
                for group, weighs, theirs, scope in said:
                    options.add_option_view(
                        id=uuid.uuid4(), option=option, subgroup=groups[group], weighs=weighs,
                        words=theirs, share_scope=scope, by=fatu,
                    )  # fmt: skip
    with clock.at(world.ago(26, hour=18)):
        _gathering(HarmOption.objects.get(words=WAYS["heavy_work"][0][0]), by=fatu)


def _gathering(option: HarmOption, *, by: Any) -> Choice:
    return options.add_choice(
        id=uuid.uuid4(), option=option, held_on=clock.today(), how="consensus",
        took_part=["home"], counts=THERE, dissents=AGAINST,
        review_on=clock.today() + timedelta(days=200), by=by,
    )  # fmt: skip
