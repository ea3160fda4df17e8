"""How did the communities and the NGO come to know each other, and what did they do since?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Agreement, Phase

if TYPE_CHECKING:
    from .story import World

# community: who came, how many days ago, whom they met, what was hoped for, what they answered
VISITS = [
    ("Masimbaya", "fatu.k", 262, ["chief", "elder", "religious_leader"],
     "What can you build for us?", "We build nothing. We come to listen, if you allow it."),
    ("Masimbaya", "fatu.k", 248, ["womens_leader", "youth_leader", "teacher", "children"],
     "Will our daughters be asked, too?", "Everybody, each group by itself."),
    ("Ngiyema Landing", "fatu.k", 58, ["chief", "elder"],
     "Will you bring rice?", "We bring no rice and no money. We come to learn, if you want it."),
    ("Ngiyema Landing", "fatu.k", 47, ["womens_leader", "youth_leader"],
     "Why do you ask children first?", "Because nobody has asked them. You decide whether we may."),
    ("Sandafe Diggings", "sahr.m", 16, ["chief", "youth_leader", "parents"],
     "Will the pits be closed?", "We close nothing. You say what you want to talk about."),
]  # fmt: skip
INTRODUCED = "We work for a network that listens to children and adults. We have come to learn."
RICE = {
    "we_will": "Come when you call us, and listen to every group by itself.",
    "we_will_not": "Bring rice or money, build, or decide for you.",
    "expectations": "Will you bring rice?",
    "conditions": "Speak with the elders before the children.",
    "languages": "Mɛnde",
    "decides_by": "gathering",
}
MASIMBAYA = {
    "we_will": "Tell every group what came of what it said.",
    "we_will_not": "Bring money, or tell who said what.",
    "expectations": "A road, and a teacher who stays.",
    "conditions": "Not on Fridays, and no photographs.",
    "languages": "Krio, Thɛmnɛ",
    "decides_by": "groups",
    "listen_every_days": 60,
}

# community: kind, began, ended (days ago), what was decided, who decided, which groups said yes;
# no groups: on the first yes, or on none
PHASES = {
    "Masimbaya": [
        ("learning", 228, 150, "Listen to everybody before anybody plans.", "groups", {}),
        ("feedback", 140, 118, "Tell it back in two evenings, children first.", "gathering",
         {"women": 17, "men": 13, "elders": 6, "girls_14_17": 8}),
        ("inclusive_planning", 112, None, "Small groups first, then all together.", "gathering",
         {"women": 15, "men": 12, "elders": 7, "girls_14_17": 9, "boys_14_17": 7}),
    ],
    "Makasi Hill": [
        ("learning", 535, 430, "Listen in the dry season.", "gathering", {}),
        ("feedback", 425, 400, "", "gathering", {"women": 18, "men": 12}),
        ("inclusive_planning", 398, 330, "School first.", "groups",
         {"women": 19, "men": 15, "elders": 8, "girls_14_17": 11}),
        ("action_planning", 340, 300, "A group of twelve plans.", "planning_group",
         {"women": 17, "men": 14}),
        ("action", 305, 60, "", "gathering", {"women": 20, "men": 16, "boys_14_17": 9}),
        ("reflection", 120, 90, "Count the empty benches.", "groups", {"women": 14, "men": 9}),
        ("transition", 90, 22, "The women’s group keeps the fund.", "gathering",
         {"women": 16, "men": 13, "elders": 7, "girls_14_17": 10}),
    ],
}  # fmt: skip
LATER_IN_MASIMBAYA = [
    ("learning", 63, None, "Hear again, and go to the homes this time.", "groups",
     {"women": 14, "men": 11, "girls_10_13": 8, "girls_14_17": 9}),
    ("action_planning", 24, None, "Begin with what costs nothing.", "planning_group",
     {"women": 13, "men": 10, "elders": 5, "girls_14_17": 7, "boys_14_17": 8}),
]  # fmt: skip


def getting_to_know(world: World) -> None:
    """The first visits, while nothing was agreed."""
    for name, who, days, met, hoped, answered in VISITS:
        with clock.at(world.ago(days)):
            actions.record_visit(
                id=uuid.uuid4(), community=world.communities[name], visited_on=clock.today(),
                met=met, introduced=INTRODUCED, expectations=hoped, answers=answered,
                by=world.person(who),
            )  # fmt: skip
    _say(world, "Ngiyema Landing", 46, RICE, by="fatu.k")
    _say(world, "Masimbaya", 246, MASIMBAYA, by="fatu.k")
    _begin(world, "Masimbaya", "fatu.k", ("entry", 262, 230, "", "leaders", {}))
    _begin(world, "Makasi Hill", "sahr.m", ("entry", 556, 540, "", "leaders", {}))
    _begin(world, "Ngiyema Landing", "fatu.k", ("entry", 58, 40, "", "leaders", {}))
    _begin(world, "Sandafe Diggings", "sahr.m", ("entry", 16, None, "", "", {}))


def _say(world: World, name: str, days: int, said: dict[str, object], *, by: str) -> None:
    agreement = _agreement(world, name)
    with clock.at(world.ago(days)):
        actions.edit_agreement(
            agreement, version=agreement.version, told_where=bool(settings.HOSTING_PLACE),
            by=world.person(by), **said,
        )  # fmt: skip


def _agreement(world: World, name: str) -> Agreement:
    return Agreement.objects.select_related("community__cluster").get(
        community=world.communities[name]
    )


def working_together(world: World) -> None:
    """What was done since they agreed: phase after phase, each with its own yes."""
    for name, who in (("Masimbaya", "fatu.k"), ("Makasi Hill", "sahr.m")):
        for phase in PHASES[name]:
            _begin(world, name, who, phase)
    groups = world.groups("Masimbaya")
    with clock.at(world.ago(65)):
        actions.renew_agreement(
            _agreement(world, "Masimbaya"),
            decided_on=clock.today(),
            answers={groups["women"]: ("yes", 16), groups["men"]: ("yes", 12),
                     groups["elders"]: ("divided", 7), groups["girls_14_17"]: ("yes", 9)},
            words="Go on. Come to the homes, too.",
            renew_on=clock.today() + timedelta(days=61),
            by=world.person("fatu.k"),
        )  # fmt: skip
    for phase in LATER_IN_MASIMBAYA:
        _begin(world, "Masimbaya", "fatu.k", phase)


def going_on_alone(world: World) -> None:
    """What the community does after we finished together."""
    decided = "We carry it on, and call when we want somebody to listen."
    phase = ("self_led", 18, None, decided, "gathering", {})
    _begin(world, "Makasi Hill", "sahr.m", phase)


def _begin(world: World, name: str, who: str, phase: tuple) -> Phase:
    kind, began, ended, decision, decided_by, yes = phase
    groups, by = world.groups(name), world.person(who)
    with clock.at(world.ago(began)):
        begun = actions.begin_phase(
            id=uuid.uuid4(), community=_agreement(world, name).community, kind=kind,
            began_on=clock.today(), decision=decision, decided_by=decided_by,
            answers={groups[group]: ("yes", people) for group, people in yes.items()}, by=by,
        )  # fmt: skip
    if ended is not None:
        with clock.at(world.ago(ended)):
            begun = actions.end_phase(begun, ended_on=clock.today(), by=by)
    return begun
