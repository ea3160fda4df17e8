"""How did the children of Masimbaya find the first round, beside what its facilitator thought?"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import process_checks
from dialogues.models.process_checks import REQUIREMENTS
from participants.models import Round

if TYPE_CHECKING:
    from .story import World

# group (none: the facilitator herself) → days ago, what was not answered with yes, what was said
ANSWERED: dict[str, tuple[int, dict[str, str], str]] = {
    "": (47, {"inclusive": "partly", "accountable": "partly"}, ""),
    "girls_10_13": (
        46,
        {"child_friendly": "partly", "inclusive": "no", "accountable": "no"},
        "Those who sell in the morning could not come.",
    ),
    "girls_14_17": (
        46,
        {"safe": "partly", "accountable": "no", "supported": ""},
        "Come when it is light. And tell us what they answered.",
    ),
    "boys_14_17": (44, {"voluntary": "partly", "inclusive": "partly", "accountable": "no"}, ""),
}


def how_it_was(world: World) -> None:
    """Each group by itself, with three faces on a phone."""
    fatu, groups = world.person("fatu.k"), world.groups("Masimbaya")
    listening = Round.objects.get(community=world.communities["Masimbaya"], number=1)
    for group, (days, otherwise, note) in ANSWERED.items():
        with clock.at(world.ago(days)):
            process_checks.add_process_check(
                id=uuid.uuid4(), round=listening, subgroup=groups.get(group),
                answered_on=clock.today(), note=note, by=fatu,
                **{**dict.fromkeys(REQUIREMENTS, "yes"), **otherwise},
            )  # fmt: skip
