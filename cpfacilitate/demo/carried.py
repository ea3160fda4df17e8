"""What became of what the children of Masimbaya said?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import carrying
from dialogues.models import Action, Finding, ToolKind

from .masimbaya import HARMS

if TYPE_CHECKING:
    from .story import World

STORY = "A girl who carries three loads before the bell, and comes too late."
# Days ago → (harm, answer, why). Nobody has answered about beating, nor about the road.
ANSWERS = {
    33: ("heavy_work", "adopted", "We did not know how early they are up. Water can be fetched by us."),
    32: ("out_of_school", "partly", "The school lets those begin again who are not older than twelve."),
}  # fmt: skip


def carried(world: World) -> None:
    """A drama for the planning group, two answers, and one group of children told so far."""
    fatu, community = world.person("fatu.k"), world.communities["Masimbaya"]
    found = {str(each): each for each in Finding.objects.filter(community=community)}
    said = {harm: found[words] for harm, (words, _meaning) in HARMS.items() if words in found}
    names = ("heavy_work", "out_of_school", "beating", "harassment_on_road")
    with clock.at(world.ago(38, hour=20)):
        listening = said["heavy_work"].round
        day = Finding.objects.filter(round=listening, kind=ToolKind.DAILY_CALENDAR)
        carrying.present_findings(
            id=uuid.uuid4(), round=listening, findings=[*(said[name] for name in names), *day],
            presented_on=clock.today(), audience="planning_group", form="drama", shown=STORY,
            by=fatu,
        )  # fmt: skip
    first_step = Action.objects.filter(plan__community=community).order_by("position").first()
    for days, (harm, answer, why) in ANSWERS.items():
        with clock.at(world.ago(days, hour=20)):
            carrying.respond_to_finding(
                id=uuid.uuid4(), finding=said[harm], answered_on=clock.today(),
                audience="planning_group", answer=answer, reason=why, by=fatu,
                action=first_step if harm == "heavy_work" else None,
            )  # fmt: skip
    groups = world.groups("Masimbaya")
    children = [group for group in groups.values() if group.is_child]
    with clock.at(world.ago(24, hour=20)):
        carrying.tell_back(
            id=uuid.uuid4(), round=listening, findings=[said["heavy_work"]], groups=children,
            told_on=clock.today() - timedelta(days=1), told_by="together", reaction="ask_more",
            words="From which day on? And who sees to it that they come?", by=fatu,
        )  # fmt: skip
