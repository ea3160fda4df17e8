"""How do three communities of the story part with us, and what becomes of their records?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import purge
from cpfacilitate.audit.models import StartedBy
from cpfacilitate.lib import clock
from dialogues.actions import sessions
from participants import actions as participants
from participants.models import Agreement, Subgroup

from .mwembe_tatu import under_way

if TYPE_CHECKING:
    from .story import World

# What Mwembe Tatu said before it withdrew: group → (counted, [harms], [strengths]).
SAID = {
    "women": (
        [("female", "25_59", 11, 1), ("female", "18_24", 4, 0)],
        [("kazi nzito", "heavy work"), ("ndoa za mapema", "marrying early")],
        [("majirani huangalia watoto wote", "neighbours look after every child")],
    ),
    "boys_14_17": (
        [("male", "14_17", 9, None)],
        [("kuacha shule", "leaving school"), ("kazi nzito", "heavy work")],
        [("kaka wakubwa hutusindikiza", "older brothers walk with us")],
    ),
}
# What Makasi Hill does itself now: what, group, people, of whom under 18.
HANDED_OVER = [
    ("Calls the meetings", "women", 1, 0),
    ("Keeps the book of what was decided", "men", 1, 0),
    ("Visits families at home", "elders", 1, 0),
    ("Leads the girls’ circle", "girls_14_17", 1, 1),
    ("Leads the drama", "boys_14_17", 1, 1),
]
CONTACTS = [
    ("Rokolba Health Post", "the nurse in charge"),
    ("Masimbaya Primary", "the head teacher"),
    ("Family Support Unit Makeni", "the officer on duty"),
]


def partings(world: World) -> None:
    """One declined and its records are gone; one withdrew and may still stop it; one goes on alone."""
    _mwembe_tatu(world)
    _makasi_hill(world)
    ngiyema = world.communities["Ngiyema Landing"].agreement
    _hand_over_copy(world, ngiyema, 37, by=world.person("fatu.k"))
    with clock.at(world.ago(26)):
        purge(started_by=StartedBy.CLOCK, now=clock.now())


def _mwembe_tatu(world: World) -> None:
    amina, groups = world.person("amina.j"), world.groups("Mwembe Tatu")
    for days, (group, said) in zip((262, 258), SAID.items(), strict=True):
        with clock.at(world.ago(days, hour=19)):
            log_session(groups[group], *said, by=amina)
    under_way(world, groups, by=amina)
    with clock.at(world.ago(12)):
        agreement = participants.move_agreement(
            world.communities["Mwembe Tatu"].agreement, "withdrawn", decided_on=clock.today(),
            words="There was talk about money.", data_choice="keep_aggregate_only",
            informed="The elders told the facilitator after the gathering.", by=amina,
        )  # fmt: skip
    _hand_over_copy(world, agreement, 10, by=amina)


def _hand_over_copy(world: World, agreement: Agreement, days: int, *, by: User) -> None:
    leaving = agreement.leavings.get()
    with clock.at(world.ago(days)):
        participants.edit_leaving(
            leaving, version=leaving.version, data_choice=leaving.data_choice,
            informed=leaving.informed, returned_on=clock.today(), by=by,
        )  # fmt: skip


def _makasi_hill(world: World) -> None:
    sahr, groups = world.person("sahr.m"), world.groups("Makasi Hill")
    community = world.communities["Makasi Hill"]
    for minute, (what, group, people, under_18) in enumerate(HANDED_OVER):
        with clock.at(world.ago(75, minute=minute)):
            participants.add_handover(
                id=uuid.uuid4(), group=groups[group], what=what, people=people,
                under_18=under_18, handed_on=clock.today() - timedelta(days=14), by=sahr,
            )  # fmt: skip
    for minute, (service, ask_for) in enumerate(CONTACTS):
        with clock.at(world.ago(74, minute=minute)):
            participants.add_contact(
                id=uuid.uuid4(), community=community, service=world.services[service],
                ask_for=ask_for, since_on=clock.today(), by=sahr,
            )  # fmt: skip
    with clock.at(world.ago(20)):
        participants.move_agreement(
            community.agreement, "concluded", decided_on=clock.today(),
            words="We carry it on ourselves.", data_choice="keep",
            informed="The planning group told the gathering.", by=sahr,
        )  # fmt: skip


def log_session(
    subgroup: Subgroup, counted: list, harms: list, strengths: list, *, by: User
) -> None:
    """One session of which the community may hear everything."""
    told = {"share_scope": "community_attributed"}
    columns = ("sex", "age_band", "people", "with_difficulty")
    session = sessions.begin_session(id=uuid.uuid4(), subgroup=subgroup, by=by)
    session = sessions.save_session(
        session,
        version=session.version,
        values={"time_band": "evening", "venue": "open_air", "limits_explained": True},
        rows={
            "head_counts": [dict(zip(columns, row, strict=True)) for row in counted],
            "strengths": [
                {"local_term": term, "gloss": gloss, **told} for term, gloss in strengths
            ],
            "items": [
                {"local_term": term, "gloss": gloss, "rank": rank, **told}
                for rank, (term, gloss) in enumerate(harms, start=1)
            ],
        },
        by=by,
    )
    sessions.record_session(session, version=session.version, by=by)
