"""Which children wait for which services, and what may be shared there? One thing told in confidence.

All of it is invented, and nothing of it points to a community or a session: it could not.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import DataPoint, Referral

from .confidence import quarters_before, told_in_confidence

if TYPE_CHECKING:
    from .story import World


@contextmanager
def hours_ago(hours: float) -> Iterator[None]:
    """Let something happen so many hours before the world was built."""
    with clock.at(clock.now() - timedelta(hours=hours)):
        yield


def waiting_children(world: World) -> None:
    """Answered in time, late, declined, without consent, in good hands, closed."""
    _agreements(world)
    _waits_for_an_answer(world)
    _late_to_act(world)
    _declined(world)
    _waits_for_a_second_signature(world)
    _in_good_hands(world)
    _closed(world)
    _name_goes_soon(world)
    _kept_for_the_court(world)
    told_in_confidence(world)
    quarters_before(world)


# service → what its agreement covers, from how many days ago until in how many days
AGREEMENTS: dict[str, tuple[list[str], int, int]] = {
    "Bombali One-Stop Centre": (DataPoint.values, 300, 430),
    "District Social Welfare Office": (
        [point for point in DataPoint.values if point not in ("identity", "wishes")], 200, 20,
    ),
    "Kilifi Sub-County Children’s Office": (DataPoint.values, 250, 115),
    "Family Support Unit Makeni": (["age", "sex", "area", "summary", "safety"], 400, -35),
    "Legal Aid Clinic": (["age", "area", "summary"], 90, 275),
}  # fmt: skip


def _agreements(world: World) -> None:
    """What was signed with which service: one ends soon, one has run out."""
    today, joseph = clock.today(), world.person("joseph.o")
    for name, (points, since, left) in AGREEMENTS.items():
        begin = today - timedelta(days=since)
        with clock.at(clock.now() - timedelta(days=since)):
            agreement = actions.add_sharing_agreement(
                id=uuid.uuid4(), organisation=Organisation.objects.get(kind="ngo"),
                service=world.services[name], data_points=points, signed_on=begin,
                starts_on=begin, expires_on=today + timedelta(days=left),
                signed_by="Programme director; head of the service", by=joseph,
            )  # fmt: skip
    with hours_ago(30 * 24):  # the clinic moved: what was signed with it holds no longer
        actions.end_sharing_agreement(agreement, version=agreement.version, by=joseph)


def refer(world: World, service: str, cluster: str, *, by: User, **values: Any) -> Referral:
    """A draft of an ordinary slip, with what is said of it."""
    usual = {
        "urgency": "medium",
        "concern_category": "school",
        "age_band": "12_14",
        "sex": "girl",
        "needs": ["education"],
        "immediate_safety": "safe",
        "safe_contact_method": "Through the facilitator, in the morning.",
        "limits_explained_by": "writer",
        "child_assent": "yes",
        "caregiver_consent": "yes",
        "caregiver_informed": "yes",
        "feedback_allowed_to": ["child", "referrer", "community"],
    }
    return actions.raise_referral(
        id=uuid.uuid4(), service=world.services[service], cluster=world.clusters[cluster],
        by=by, **(usual | values),
    )  # fmt: skip


def _waits_for_an_answer(world: World) -> None:
    fatu = world.person("fatu.k")
    with hours_ago(0.75):
        referral = refer(
            world, "Bombali One-Stop Centre", "Rokolba", by=fatu, urgency="high",
            concern_category="health", needs=["health", "psychosocial"],
            time_critical_health=True, summary="Needs to be seen by a nurse today.",
            functional_support_needed=["calm"], trusted_adult="health",
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=fatu)


def _late_to_act(world: World) -> None:
    fatu, conteh = world.person("fatu.k"), world.person("sw.conteh")
    with hours_ago(78):
        referral = refer(
            world, "District Social Welfare Office", "Rokolba", by=fatu, age_band="6_11",
            concern_category="care", needs=["social_welfare"],
            summary="Lives with an aunt who cannot feed one more. Needs a visit.",
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=fatu)
    with hours_ago(70):
        actions.move_referral(referral, "accepted", by=conteh)


def _declined(world: World) -> None:
    sahr, conteh = world.person("sahr.m"), world.person("sw.conteh")
    with hours_ago(60):
        referral = refer(
            world, "District Social Welfare Office", "Sandafe", by=sahr, age_band="15_17",
            sex="boy", caregiver_consent="unwanted", caregiver_informed="no",
            caregiver_uninformed_because="child_tells", child_wishes="To learn, and to be paid for work.",
            trusted_adult="relative", summary="Wants to go back to school after two years.",
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=sahr)
    with hours_ago(10):
        actions.move_referral(
            referral, "declined", by=conteh, cause="no_place", reason="No places for over-age."
        )


def _waits_for_a_second_signature(world: World) -> None:
    fatu = world.person("fatu.k")
    with hours_ago(3):
        refer(
            world, "Family Support Unit Makeni", "Rokolba", by=fatu, urgency="high",
            concern_category="hurt", needs=["police", "psychosocial"], immediate_safety="not_safe",
            caregiver_consent="unsafe", caregiver_informed="no",
            caregiver_uninformed_because="danger", withhold_from="The household, the committee",
            safety_step="Stays with a trusted adult tonight.", trusted_adult="neighbour",
            safe_contact_method="In the morning, at school. Say it is about a book.",
            override_basis="best_interests", summary="Asks for protection.",
            override_reason="The child asks for help and nobody at home can be asked safely.",
        )  # fmt: skip


def _in_good_hands(world: World) -> None:
    amina, nyevu = world.person("amina.j"), world.person("sw.nyevu")
    with hours_ago(50):
        referral = refer(
            world, "Kilifi Sub-County Children’s Office", "Kilifi", by=amina, urgency="low",
            concern_category="papers", age_band="0_5", child_assent="", needs=["social_welfare"],
            identity_mode="encrypted", summary="Has no birth certificate. The clinic asks for one.",
        )  # fmt: skip
        actions.keep_identity(
            referral, name="Zawadi (invented)", contact="through the facilitator",
            whereabouts="told by phone", by=amina,
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=amina)
    with hours_ago(26):
        actions.move_referral(referral, "accepted", by=nyevu)
    with hours_ago(25):
        actions.view_identity(referral, reason="To find the family.", by=nyevu)
    with hours_ago(20):
        actions.move_referral(referral, "in_progress", by=nyevu)


def _closed(world: World) -> None:
    fatu, isata = world.person("fatu.k"), world.person("isata.b")
    kamara = world.person("sw.kamara")
    with hours_ago(34 * 24):
        referral = refer(
            world, "Bombali One-Stop Centre", "Rokolba", by=fatu, urgency="high",
            concern_category="hurt", needs=["health", "psychosocial"], time_critical_health=True,
            immediate_safety="not_safe", caregiver_consent="unsafe", caregiver_informed="no",
            caregiver_uninformed_because="danger", override_basis="best_interests",
            withhold_from="The household, the committee", summary="Needs health care today.",
            override_reason="The child asks for help; the caregiver cannot be asked safely.",
        )  # fmt: skip
        referral = actions.cosign_override(referral, version=referral.version, by=isata)
        actions.send_referral(referral, version=referral.version, sent_via="phone", by=fatu)
    with hours_ago(34 * 24 - 0.75):
        actions.move_referral(referral, "acknowledged", by=kamara)
        actions.move_referral(referral, "accepted", by=kamara)
    with hours_ago(34 * 24 - 6):
        actions.move_referral(referral, "service_given", by=kamara)
    with hours_ago(12):
        actions.move_referral(
            referral, "closed", by=kamara, outcome="met", feedback_to_referrer="Service received."
        )


def _helped(world: World, summary: str, *, days: float, name: str) -> Referral:
    """Sent, accepted and closed so many days ago, with a name that is still sealed here."""
    fatu, kamara = world.person("fatu.k"), world.person("sw.kamara")
    with hours_ago((days + 6) * 24):
        referral = refer(
            world, "Bombali One-Stop Centre", "Rokolba", by=fatu, urgency="low",
            concern_category="care", needs=["psychosocial"], identity_mode="encrypted",
            summary=summary,
        )  # fmt: skip
        actions.keep_identity(
            referral, name=name, contact="through the facilitator", whereabouts="told by phone",
            by=fatu,
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="app", by=fatu)
    with hours_ago((days + 5) * 24):
        actions.move_referral(referral, "accepted", by=kamara)
    with hours_ago((days + 2) * 24):
        actions.move_referral(referral, "service_given", by=kamara)
    with hours_ago(days * 24):
        return actions.move_referral(
            referral, "closed", by=kamara, outcome="met", feedback_to_referrer="Visited twice."
        )


def _name_goes_soon(world: World) -> None:
    """Closed seven weeks ago: the name is on the page of what will be deleted soon."""
    _helped(world, "Lives with a grandmother who falls ill often.", days=49, name="Sia (invented)")


def _kept_for_the_court(world: World) -> None:
    """Its time is near, but a court asked; the coordinator approved."""
    referral = _helped(world, "Worked in a pit at night.", days=56, name="Tamba (invented)")
    isata = world.person("isata.b")
    with hours_ago(30):
        hold = actions.ask_for_hold(
            id=uuid.uuid4(), organisation=referral.organisation, referral=referral, by=isata,
            reason="The court asked for the papers.", until=clock.today() + timedelta(days=120),
        )  # fmt: skip
    with hours_ago(26):
        actions.approve_hold(hold, by=world.person("joseph.o"))
