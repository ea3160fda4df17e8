"""Whom did the rounds plan to hear, what hindered them, and who is still missing?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from participants import actions
from participants.models import Agreement, PlannedVoice, Round

from .people import COMMUNITIES

if TYPE_CHECKING:
    from .story import World

# Masimbaya. Planned how many days ago, for which group, for how many days ago, what hinders them.
PLANNED: list[tuple[int, str, int, dict[str, Any]]] = [
    (64, "girls_10_13", 62, {"hinders": ["after_school", "guardian"]}),
    (64, "girls_14_17", 60, {"hinders": ["after_work", "daylight"]}),
    (64, "boys_14_17", 57, {}),  # in the morning: the boys who work were away
    (56, "boys_14_17", 52, {"hinders": ["after_work", "same_sex"]}),
    (60, "women", 57, {"hinders": ["childcare"]}),
    (60, "elders", 54, {"hinders": ["step_free"]}),
    (60, "home_visits", 50, {"times": 2, "hinders": ["interpreter", "sign"]}),
]
# Who said how many days ago what of it came.
CAME: list[tuple[int, str, dict[str, bool]]] = [
    (62, "girls_10_13", {"after_school": True, "guardian": True}),
    (60, "girls_14_17", {"after_work": True, "daylight": False}),
    (57, "women", {"childcare": True}),
    (54, "elders", {"step_free": True}),
    (52, "boys_14_17", {"after_work": True, "same_sex": True}),
    (48, "home_visits", {"interpreter": True, "sign": True}),
]
# How often each community wants every group to be heard: community, days, said how many days ago.
EVERY = [("Masimbaya", 60, 228), ("Rokolba", 90, 198), ("Gbonkoto", 45, 148)]
WHY_FIRST = "On that day the whole chiefdom is here, and it comes together once a year."


def whom_to_hear(world: World) -> None:
    """Three rounds: one that reaches the unheard, one that has just begun to, one long silent."""
    for community, every, days in EVERY:
        agreement = Agreement.objects.get(community=world.communities[community])
        with clock.at(world.ago(days)):
            actions.edit_agreement(
                agreement, version=agreement.version, listen_every_days=every,
                by=_facilitator(world, community),
            )  # fmt: skip
    _masimbaya(world)
    _rokolba(world)
    _gbonkoto(world)


def _masimbaya(world: World) -> None:
    for days, group, planned, values in PLANNED:
        with clock.at(world.ago(days)):
            day = clock.today() + timedelta(days=days - planned)
            _plan(world, "Masimbaya", group, planned_on=day, **values)
    for days, group, came in CAME:
        with clock.at(world.ago(days, hour=20)):
            voice = _voice(world, "Masimbaya", group)
            actions.deliver_accommodations(voice, came, by=world.person("fatu.k"))


def _rokolba(world: World) -> None:
    """The boys chose not to take part, home visits come after the gathering, others wait."""
    fatu = world.person("fatu.k")
    with clock.at(world.ago(9)):
        _plan(world, "Rokolba", "girls_14_17", planned_on=_in(world, 3), hinders=["after_work"])
        _plan(world, "Rokolba", "women", planned_on=_in(world, 4), hinders=["childcare"])
        _plan(world, "Rokolba", "home_visits", planned_on=_in(world, 16), times=2)
    with clock.at(world.ago(6)):
        actions.move_voice(_voice(world, "Rokolba", "boys_14_17"), "chose_not", by=fatu)
        actions.pause_subgroup(world.groups("Rokolba")["men"], by=fatu)
    with clock.at(world.ago(4)):
        listening = Round.objects.get(community=world.communities["Rokolba"])
        actions.plan_gathering(
            listening, version=listening.version, gathering_on=_in(world, 10),
            reason=WHY_FIRST, by=fatu,
        )  # fmt: skip


def _gbonkoto(world: World) -> None:
    """Two groups have a day; nobody was heard since the community agreed."""
    with clock.at(world.ago(20)):
        _plan(world, "Gbonkoto", "girls_10_13", planned_on=_in(world, 2), hinders=["after_school"])
        _plan(world, "Gbonkoto", "elders", planned_on=_in(world, 6))


def _facilitator(world: World, community: str) -> User:
    return world.person(COMMUNITIES[community][2])


def _in(world: World, days: int) -> date:
    return world.today + timedelta(days=days)


def _voice(world: World, community: str, group: str) -> PlannedVoice:
    return PlannedVoice.objects.get(
        round__community=world.communities[community], subgroup=world.groups(community)[group]
    )


def _plan(world: World, community: str, group: str, **values: Any) -> None:
    """Say by which way a group is to be heard, and with what help, as its facilitator does."""
    voice = _voice(world, community, group)
    by = _facilitator(world, community)
    kept = {name: getattr(voice, name) for name in ("channel", "planned_on", "times")}
    actions.edit_voice(voice, version=voice.version, by=by, **{**kept, **values})
