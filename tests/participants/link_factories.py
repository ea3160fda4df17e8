"""How do tests reach a link with a service, and a barrier? By performing the actions that lead there."""

from __future__ import annotations

import uuid
from datetime import timedelta

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Barrier, LinkCommitment, LinkMeeting, ServiceLink
from tests import factories as cast


def link(world: cast.World, *, status: str = "active", **said: object) -> ServiceLink:
    """A link of `world.community` with `world.service` that stands at `status`."""
    details = {
        "community": world.community, "service": world.service, "asked_by": "community",
        "purpose": "A day each month when people can ask", "by": world.facilitator,
        "started_on": None if status == "proposed" else clock.today() - timedelta(days=60),
    } | said  # fmt: skip
    made = actions.add_link(id=uuid.uuid4(), **details)
    if status == "ended":
        made = actions.end_link(
            made, version=made.version, ended_on=clock.today(), ended_because="They moved away.",
            by=details["by"],
        )  # fmt: skip
    return made


def commitment(link: ServiceLink, *, by, days: int = 3, **said: object) -> LinkCommitment:
    """Something that one side said it would do in `days` days."""
    details = {"side": "service", "what": "Somebody comes on the first Tuesday"} | said
    return actions.add_commitment(
        id=uuid.uuid4(), link=link, by_when=clock.today() + timedelta(days=days), by=by, **details
    )


def reported(commitment: LinkCommitment, *, by, **said: object) -> LinkCommitment:
    details = {"outcome": "partly", "outcome_words": "They came once."} | said
    return actions.report_commitment(
        commitment, version=commitment.version, outcome_on=clock.today(), by=by, **details
    )


def meeting(link: ServiceLink, *, by, days_ago: int = 10, **said: object) -> LinkMeeting:
    details = {
        "came": ["planning_group", "service_head"], "agreed": "The gate opens at seven.",
        "next_on": clock.today() + timedelta(days=5),
    } | said  # fmt: skip
    return actions.add_meeting(
        id=uuid.uuid4(), link=link, held_on=clock.today() - timedelta(days=days_ago), by=by,
        **details,
    )  # fmt: skip


def rated(link: ServiceLink, *, by, **said: object) -> ServiceLink:
    details = {
        "works": "partly",
        "works_words": "They listen, and nobody answers the phone.",
    } | said
    return actions.rate_link(link, version=link.version, works_on=clock.today(), by=by, **details)


def barrier(world: cast.World, **said: object) -> Barrier:
    """Something that keeps people of `world.community` from a kind of service."""
    details = {
        "community": world.community, "kind": "education", "what": "no_place",
        "words": "Who is older than the class is sent home.", "by": world.facilitator,
        "opened_on": clock.today() - timedelta(days=20),
    } | said  # fmt: skip
    return actions.open_barrier(id=uuid.uuid4(), **details)


def moved(barrier: Barrier, to: str, *, by, **said: object) -> Barrier:
    behind = {"settled_on": clock.today(), "how": "There is an evening class now."}
    details = (behind if to in ("solved", "not_ours") else {}) | said
    return actions.move_barrier(barrier, to, version=barrier.version, by=by, **details)
