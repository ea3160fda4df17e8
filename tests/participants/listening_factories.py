"""How do tests plan whom to hear? By performing the actions, as the facilitator does."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from cpfacilitate.lib import clock
from participants import actions
from participants.models import PlannedVoice, Round

HINDERS = ("after_work", "same_sex")


def again(thing):
    """As it stands now."""
    return type(thing).objects.get(pk=thing.pk)


def voice(world, group: str, channel: str | None = None) -> PlannedVoice:
    """The planned voice of a group of the world's community."""
    found = PlannedVoice.objects.filter(round=world.round, subgroup=world.groups[group])
    return (found.filter(channel=channel) if channel else found).get()


def helped(world, group: str, hinders=HINDERS, **values) -> PlannedVoice:
    """A voice with what hinders it, and what is planned against that."""
    return edit(voice(world, group), by=world.facilitator, hinders=hinders, **values)


def edit(planned: PlannedVoice, *, by, **values) -> PlannedVoice:
    planned = again(planned)
    kept = {name: getattr(planned, name) for name in ("channel", "planned_on", "times")}
    return actions.edit_voice(planned, version=planned.version, by=by, **{**kept, **values})


def add(world, group: str, channel: str = "walk", **values) -> PlannedVoice:
    return actions.add_voice(
        id=uuid.uuid4(), round=world.round, subgroup=world.groups[group], channel=channel,
        **{"by": world.facilitator, **values},
    )  # fmt: skip


def gather(listening: Round, day: date, *, by, **values) -> Round:
    listening = again(listening)
    return actions.plan_gathering(
        listening, version=listening.version, gathering_on=day, by=by, **values
    )


def heard(
    world, group: str, channel: str = "", *, days_ago: int = 0, times: int = 1
) -> PlannedVoice:
    """A voice as it stands after so many recorded dialogues."""
    for _ in range(times):
        planned = actions.hear_voice(
            world.round, world.groups[group],
            channel=channel or ("home_visits" if group == "home_visits" else "small_group"),
            heard_on=clock.today() - timedelta(days=days_ago), by=world.facilitator,
        )  # fmt: skip
    return planned


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
