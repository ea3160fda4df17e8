"""With which services do communities of the story work, and what stood in the way? No child in it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions.pointing import point_action
from dialogues.models import Action, ActionPlan
from participants import actions
from participants.models import Barrier, LinkCommitment, ServiceLink

if TYPE_CHECKING:
    from .story import World

# service: what for, who asked, began (days ago); side, what, by when, outcome, in words;
# met (days ago), who came, what was agreed; does it work, in words
MAKASI: dict[str, dict[str, Any]] = {
    "Rokolba Health Post": {
        "link": ("A clinic day each month under the mango tree", "community", 280),
        "commitments": [
            ("service", "A nurse comes on the first Tuesday of the month", 60, "kept",
             "She came every month but in the heavy rains."),
            ("community", "We sweep the place and carry the benches", 60, "kept", ""),
        ],
        "meetings": [
            (280, ["planning_group", "elder", "service_head"],
             "The nurse comes on the first Tuesday. We carry benches and water.", 70),
            (120, ["planning_group", "womens_leader", "service_staff"],
             "In the rains she comes when the road is open, and phones the day before.", 30),
        ],
        "works": ("yes", "Mothers come from three villages now."),
    },
    "Masimbaya Primary": {
        "link": ("Young mothers come back to school", "community", 260),
        "commitments": [
            ("service", "The head teacher takes young mothers back after the birth", 90, "partly",
             "Two came back. One class teacher still says no."),
            ("community", "Grandmothers look after the small ones until noon", 90, "kept", ""),
        ],
        "meetings": [
            (260, ["planning_group", "parents", "service_head"],
             "Who had a child may come back, in the same class.", 100),
            (95, ["planning_group", "facilitator", "service_head", "office"],
             "The education office writes it to every teacher.", 30),
        ],
        "works": ("partly", "The head keeps the word. Not every teacher does."),
    },
    "Family Support Unit Makeni": {
        "link": ("Somebody of the unit comes when the gathering calls", "organisation", 200),
        "commitments": [
            ("service", "An officer comes to the gathering, and explains what the unit does", 150,
             "kept", "Two came, one of them a woman."),
        ],
        "meetings": [
            (150, ["chief", "planning_group", "womens_leader", "service_staff"],
             "We phone the unit itself, and not the post on the road.", 40),
        ],
        "works": ("yes", "They come when we call, and ask nothing for it."),
    },
}  # fmt: skip
AFRAID = "People were afraid to go there: who goes to the police is talked about."
NO_PLACE = "Who is older than the class finds no place, and goes to the pits instead."


def services_of_makasi_hill(world: World, plan: ActionPlan) -> None:
    """Three links that go on when we have gone, and something that is solved."""
    sahr = world.person("sahr.m")
    links = {name: _worked(world, name, told, by=sahr) for name, told in MAKASI.items()}
    with clock.at(world.ago(210)):
        barrier = _barrier(
            world, "Makasi Hill", by=sahr, service=world.services["Family Support Unit Makeni"],
            what="fear", words=AFRAID,
        )  # fmt: skip
    with clock.at(world.ago(140)):
        actions.move_barrier(
            barrier, "solved", version=barrier.version, settled_on=clock.today(), by=sahr,
            how="The officers came to the gathering and sat with the women. People know them now.",
        )  # fmt: skip
    with clock.at(world.ago(255)):
        step = plan.actions.get(symbol=Action.Symbol.PHONE)
        point_action(step, version=step.version, link=links["Masimbaya Primary"], by=sahr)


def _worked(world: World, name: str, told: dict[str, Any], *, by: User) -> ServiceLink:
    purpose, asked_by, days = told["link"]
    with clock.at(world.ago(days)):
        link = _link(world, "Makasi Hill", name, purpose, asked_by, by=by)
        promised = [_promised(world, link, row, by=by) for row in told["commitments"]]
    for held, came, agreed, following in told["meetings"]:
        with clock.at(world.ago(held)):
            _met(link, came, agreed, following, by=by)
    with clock.at(world.ago(45)):
        for commitment, row in zip(promised, told["commitments"], strict=True):
            actions.report_commitment(
                commitment, version=commitment.version, outcome=row[3], outcome_words=row[4],
                outcome_on=clock.today(), by=by,
            )  # fmt: skip
        works, words = told["works"]
        return actions.rate_link(
            link, version=link.version, works=works, works_words=words, works_on=clock.today(),
            by=by,
        )  # fmt: skip


def _promised(world: World, link: ServiceLink, row: tuple, *, by: User) -> LinkCommitment:
    side, what, until, *_became = row
    return actions.add_commitment(
        id=uuid.uuid4(), link=link, side=side, what=what, by_when=world.ago(until).date(), by=by
    )


def no_place_for_who_is_older(world: World) -> None:
    """Masimbaya speaks with the school and the office above it; Sandafe Diggings tells of the same."""
    fatu, kadie = world.person("fatu.k"), world.person("kadie.masimbaya")
    with clock.at(world.ago(30)):
        barrier = _barrier(
            world, "Masimbaya", by=fatu, kind="education", what="no_place", words=NO_PLACE
        )
        link = _link(
            world, "Masimbaya", "Masimbaya Primary", "A place for those who are older than the class",
            "community", by=fatu,
        )  # fmt: skip
        for side, what, days in (
            ("service", "The head teacher says how many could come to an evening class", 33),
            ("community", "The elders find a room with a lamp", 41),
        ):
            actions.add_commitment(
                id=uuid.uuid4(), link=link, side=side, what=what,
                by_when=clock.today() + timedelta(days=days), by=fatu,
            )  # fmt: skip
    with clock.at(world.ago(12)):
        said = "The education office sends a second teacher when twenty have written down that they come."
        _met(link, ["planning_group", "elder", "service_head", "office"], said, 17, by=kadie)
        barrier = actions.edit_barrier(
            barrier, version=barrier.version, words=barrier.words, link=link, by=fatu
        )
        actions.move_barrier(barrier, "worked_on", version=barrier.version, by=kadie)
    with clock.at(world.ago(10)):
        step = Action.objects.get(
            plan__community=world.communities["Masimbaya"], what="A farm calendar with the school"
        )
        point_action(step, version=step.version, link=link, barrier=barrier, by=fatu)
        _link(
            world, "Masimbaya", "Rokolba Health Post", "A clinic day in the village each month",
            "community", started=False, by=fatu,
        )  # fmt: skip
    with clock.at(world.ago(9)):
        _barrier(
            world, "Sandafe Diggings", by=world.person("sahr.m"), kind="education",
            what="no_place", words=NO_PLACE,
        )  # fmt: skip


def _link(
    world: World,
    community: str,
    service: str,
    purpose: str,
    asked_by: str,
    *,
    by: User,
    started: bool = True,
) -> ServiceLink:
    return actions.add_link(
        id=uuid.uuid4(), community=world.communities[community], service=world.services[service],
        purpose=purpose, asked_by=asked_by, started_on=clock.today() if started else None, by=by,
    )  # fmt: skip


def _met(link: ServiceLink, came: list[str], agreed: str, following: int, *, by: User) -> None:
    actions.add_meeting(
        id=uuid.uuid4(), link=link, held_on=clock.today(), came=came, agreed=agreed,
        next_on=clock.today() + timedelta(days=following), by=by,
    )  # fmt: skip


def _barrier(world: World, community: str, *, by: User, **said: Any) -> Barrier:
    return actions.open_barrier(
        id=uuid.uuid4(), community=world.communities[community], by=by, **said
    )
