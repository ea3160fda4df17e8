"""What is known in Masimbaya of what already protects its children? Asked after the first round."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import ProtectivePractice

if TYPE_CHECKING:
    from .story import World

# words → who does it, for which children, when it works, gaps, at risk, what puts it at risk
KNOWN = {
    "Aunties walk us home from the stream": (
        "Older women of the quarter, two or three together.",
        "Girls and small boys who fetch water.",
        "In the dry season, when the stream is far.",
        "Nobody walks with them when the women sell at the market.",
        True,
        "The new pump would end it: nobody would walk there together any more.",
    ),
    "Every pot feeds the neighbour’s child": (
        "All homes.",
        "Any child who is there when the pot is opened.",
        "The whole year; weaker in the hungry months.",
        "Fostered children are sometimes sent away.",
        False,
        "",
    ),
    "A quarrel is settled the same day": (
        "Elders, with both families.", "Children of the two houses.", "", "", None, "",
    ),
}  # fmt: skip
# what they do, who, age, how many
CHILDREN = [("representative", "girls", "14_17", 2), ("representative", "boys", "14_17", 2),
            ("advisor", "children", "10_13", 6)]  # fmt: skip
DETAILS = ("who_does_it", "which_children", "works_when", "gaps", "at_risk", "risk")


def what_protects(world: World) -> None:
    """Asked once, corrected once; and the children who plan, counted."""
    fatu, community = world.person("fatu.k"), world.communities["Masimbaya"]
    with clock.at(world.ago(45)):
        first = community.protective_practices.get(local_term=next(iter(KNOWN)))
        _say(first, by=fatu, who_does_it="The aunties.", works_when="In the dry season.")
    with clock.at(world.ago(36)):
        for part, sex, age_band, how_many in CHILDREN:
            participants.add_children_in_planning(
                id=uuid.uuid4(), community=community, part=part, sex=sex, age_band=age_band,
                how_many=how_many, chosen_by_children=True, since_on=clock.today(), by=fatu,
            )  # fmt: skip
    with clock.at(world.ago(28)):
        for words, known in KNOWN.items():
            practice = community.protective_practices.get(local_term=words)
            _say(practice, by=fatu, **dict(zip(DETAILS, known, strict=True)))


def _say(practice: ProtectivePractice, *, by: object, **said: object) -> None:
    participants.edit_practice(
        practice, version=practice.version, details_may_be_told=True, by=by, **said
    )
