"""May we listen yet: is there somebody to tell what a child confides?"""

from __future__ import annotations

from cpfacilitate.lib.errors import NotPossible

from ..focal_point import nobody_to_tell
from ..models import Community


def demand_somebody_to_tell(community: Community) -> None:
    """Raise NotPossible, with the sentence why, while nobody could be told."""
    if sentence := nobody_to_tell(community):
        raise NotPossible(sentence, community)
