"""Which children's services have no account here, and what became of what was asked of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from referrals import actions
from referrals.due import climb_what_is_overdue

from .referrals import hours_ago, refer

if TYPE_CHECKING:
    from .story import World

# The hours ago at which the boy of Sandafe was first referred: nine days to the service given.
FIRST = 11 * 24


def slips_on_paper(world: World) -> None:
    """A boy who waited too long although each was quick; a slip that a nurse answered by its link."""
    _late_declined_rerouted(world)
    _answered_by_its_link(world)


def _late_declined_rerouted(world: World) -> None:
    """Declined at fifty hours, sent on to a class nobody had confirmed, late at seventy-two."""
    sahr, isata = world.person("sahr.m"), world.person("isata.b")
    conteh = world.person("sw.conteh")
    with hours_ago(FIRST):
        referral = refer(
            world, "District Social Welfare Office", "Sandafe", by=sahr, age_band="15_17",
            sex="boy", concern_category="work",
            summary="Works in the pits and wants to learn again.",
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=sahr)
    with hours_ago(FIRST - 50):
        actions.move_referral(
            referral, "declined", by=conteh, cause="no_place", reason="No places for over-age."
        )
    catch_up = world.services["Catch-up Learning Centre"]
    with hours_ago(FIRST - 52):
        referral = actions.reroute_referral(
            referral, service=catch_up, sent_via="in_person", by=sahr,
            reason="Phoned first: nobody had asked there for months.",
        )  # fmt: skip
        actions.print_slip(referral, by=sahr)
    with hours_ago(FIRST - 72):
        climb_what_is_overdue(clock.now())
    with hours_ago(FIRST - 73):
        actions.phone_backup(referral, reached=False, by=sahr)
    with hours_ago(FIRST - 74):
        actions.phone_backup(referral, reached=True, by=isata)
    teacher = {"channel": "phone", "told_by": "the head teacher"}
    with hours_ago(FIRST - 75):
        actions.move_referral(referral, "accepted", by=sahr, **teacher)
    with hours_ago(FIRST - 9 * 24):
        actions.move_referral(referral, "service_given", by=sahr, **teacher)


def _answered_by_its_link(world: World) -> None:
    """The health post has nobody who signs in: its nurse answers by the link on the slip."""
    fatu = world.person("fatu.k")
    with hours_ago(30):
        referral = refer(
            world, "Rokolba Health Post", "Rokolba", by=fatu, needs=["health"], age_band="6_11",
            concern_category="health", summary="Coughs since the rains and has seen nobody.",
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="in_person", by=fatu)
        link, key = actions.print_slip(referral, by=fatu)
    with hours_ago(26):
        actions.open_slip(key)
        actions.answer_slip(link, "accepted", told_by="nurse in charge")
