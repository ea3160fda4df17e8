"""Which words of Masimbaya did the facilitator lay together afterwards, and which did she take out again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import categories
from dialogues.models import Harm
from participants.models import fold

from . import masimbaya

if TYPE_CHECKING:
    from .story import World

# Harm → days ago, the list's code or a name of her own, and how many days ago it was taken out.
LAID_TOGETHER = [
    ("teenage_pregnancy", 40, "", "grown too soon", None),
    ("early_marriage", 40, "", "grown too soon", None),
    ("early_marriage", 40, "early_marriage", "", None),
    ("beating", 39, "corporal_punishment", "", None),
    ("maltreated_not_with_parents", 39, "corporal_punishment", "", 37),
    ("maltreated_not_with_parents", 37, "maltreated_not_with_parents", "", None),
]


def lay_words_together(world: World) -> None:
    """On an evening after the round; one of them did not mean the same after all."""
    fatu, community = world.person("fatu.k"), world.communities["Masimbaya"]
    for harm, days, code, name, out in LAID_TOGETHER:
        term = Harm.objects.get(community=community, term_key=fold(masimbaya.HARMS[harm][0]))
        with clock.at(world.ago(days, hour=19)):
            grouping = categories.group_harm(term, code=code, name=name, by=fatu)
        if out is not None:
            with clock.at(world.ago(out, hour=19)):
                categories.ungroup_harm(grouping, by=fatu)
