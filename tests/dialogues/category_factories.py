"""Terms laid together afterwards, by the product's own actions."""

from __future__ import annotations

from typing import Any

from dialogues.actions import categories
from dialogues.models import Harm, HarmGrouping
from participants.models import fold


def harm(world: Any, term: str) -> Harm:
    return Harm.objects.get(community=world.community, term_key=fold(term))


def grouping(world: Any, term: str, name: str = "what weighs on us") -> HarmGrouping:
    """Put into a group with a name of its own."""
    return categories.group_harm(harm(world, term), name=name, by=world.facilitator)


def end(grouping: HarmGrouping, *, by: Any) -> HarmGrouping:
    return categories.ungroup_harm(grouping, by=by)
