"""How did the demonstration world come about? Every line is something a person did in the product."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from dialogues.actions import sessions
from dialogues.models import DialogueSession
from participants import actions as participants
from participants.models import Cluster, Community, Service, Subgroup

from . import masimbaya
from .beginnings import getting_to_know, going_on_alone, working_together
from .best_interests import (
    a_curfew_waits_for_its_mentor,
    all_ten_are_asked,
    what_is_asked_of_plans,
)
from .carried import carried
from .checks import how_it_was
from .directory import ask_communities, enter_services
from .elites import bahari_lane
from .grouping import lay_words_together
from .guessing import the_men_guess
from .leaving import partings
from .listening import whom_to_hear
from .makasi import benches
from .norms import talking_of_marriage
from .noticed import MORE, consent, noticed, quotes
from .options import what_could_be_done
from .people import (
    ADMINISTRATOR,
    CLUSTERS,
    COMMUNITIES,
    GROUPS,
    PLACE_CODES,
    SOCIAL_WORKERS,
    STAFF,
)
from .plans import books_before_buckets
from .protects import what_protects
from .referrals import waiting_children
from .seen import how_far_it_is_ours, what_they_see
from .slips import slips_on_paper
from .thinking import put_right, thinking_it_over
from .tools import lay_out


class World:
    """The people and places of the story, by the names it uses."""

    def __init__(self) -> None:
        self.today: date = clock.today()
        self.people: dict[str, User] = {}
        self.services: dict[str, Service] = {}
        self.clusters: dict[str, Cluster] = {}
        self.communities: dict[str, Community] = {}

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """The moment so many days before the world was built."""
        day = self.today - timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def person(self, username: str) -> User:
        """Somebody as their next request would meet them."""
        return User.objects.get(username=username)

    def groups(self, community: str) -> dict[str, Subgroup]:
        return dict(zip(GROUPS, Subgroup.objects.of(self.communities[community]), strict=True))


@transaction.atomic
def tell() -> None:
    """Build the whole world, in the order in which it happened."""
    world = World()
    with clock.at(world.ago(560)):
        ngo = _people(world)
        _services(world)
        _communities(world, ngo)
    getting_to_know(world)
    _agreements(world)
    working_together(world)
    benches(world)
    how_far_it_is_ours(world)
    partings(world)
    going_on_alone(world)
    whom_to_hear(world)
    _masimbaya(world)
    the_men_guess(world)
    ask_communities(world)
    lay_words_together(world)
    what_could_be_done(world)
    books_before_buckets(world)
    what_they_see(world)
    carried(world)
    what_protects(world)
    put_right(world)
    thinking_it_over(world)
    how_it_was(world)
    talking_of_marriage(world)
    what_is_asked_of_plans(world)
    all_ten_are_asked(world)
    a_curfew_waits_for_its_mentor(world)
    waiting_children(world)
    slips_on_paper(world)


def _people(world: World) -> Organisation:
    username, name = ADMINISTRATOR
    administrator = accounts.found_installation(
        organisation_name="Kindala Child Wellbeing Network",
        username=username,
        display_name=name,
        password=settings.DEMONSTRATION_PASSWORD,
    )
    ngo = Organisation.objects.get()
    by = administrator
    for minute, (username, name, role) in enumerate(STAFF, start=1):
        with clock.at(world.ago(560, minute=minute)):
            _come(username, name, ngo, role, by=by)
        by = world.person("joseph.o")
    return ngo


def _come(username: str, name: str, organisation: Organisation, role: str, *, by: User) -> User:
    """Be invited, and choose how to sign in."""
    _user, token = accounts.invite(display_name=name, organisation=organisation, role=role, by=by)
    return accounts.accept_invitation(
        token, username=username, password=settings.DEMONSTRATION_PASSWORD
    )


def _services(world: World) -> None:
    """The directory, and who receives the referrals of some of its services."""
    coordinator = world.person("joseph.o")
    enter_services(world)
    for minute, (username, name, service) in enumerate(SOCIAL_WORKERS, start=len(STAFF) + 1):
        body = world.services[service].organisation
        with clock.at(world.ago(560, minute=minute)):
            worker = _come(username, name, body, Role.SOCIAL_WORKER, by=coordinator)
        _reach(worker, Role.SOCIAL_WORKER, by=coordinator, service=world.services[service])


def _reach(user: User, role: str, *, by: User, **reach: object) -> None:
    membership = user.memberships.live().get(role=role)
    participants.assign(membership=membership, by=by, **reach)


def _communities(world: World, ngo: Organisation) -> None:
    coordinator = world.person("joseph.o")
    for name, district in CLUSTERS.items():
        world.clusters[name] = participants.add_cluster(
            id=uuid.uuid4(), organisation=ngo, name=name, district=district, by=coordinator
        )
    for name, (cluster, language, facilitator, mentor, committee) in COMMUNITIES.items():
        community = participants.add_community(
            id=uuid.uuid4(), cluster=world.clusters[cluster], name=name, language=language,
            place_code=PLACE_CODES[name], by=coordinator,
        )  # fmt: skip
        world.communities[name] = community
        team = [(facilitator, Role.FACILITATOR), (mentor, Role.MENTOR)]
        for username, role in [*team, *((member, Role.COMMITTEE_MEMBER) for member in committee)]:
            _reach(world.person(username), role, by=coordinator, community=community)
        for voice, label, youngest, oldest in GROUPS.values():
            participants.add_subgroup(
                id=uuid.uuid4(), community=community, voice=voice, label=label,
                age_from=youngest, age_to=oldest, by=world.person(facilitator),
            )  # fmt: skip


def _agreements(world: World) -> None:
    """Nine communities, each with its own answer."""
    _answer(
        world,
        "Masimbaya",
        230,
        "agreed",
        {"women": 14, "men": 11, "elders": 7, "girls_14_17": 9, "boys_14_17": 8},
    )
    _answer(world, "Rokolba", 200, "agreed", {"women": 16, "men": 12, "elders": 6})
    _answer(world, "Gbonkoto", 150, "agreed", {"elders": 5})
    _answer(world, "Mtondoo", 300, "agreed", {"women": 18, "men": 15, "girls_14_17": 10})
    _answer(world, "Mwembe Tatu", 280, "agreed", {"women": 9, "men": 12})
    _answer(world, "Bahari Lane", 260, "agreed", {"women": 8, "men": 20, "boys_14_17": 12})
    _answer(
        world,
        "Makasi Hill",
        540,
        "agreed",
        {"women": 20, "men": 16, "elders": 8, "girls_14_17": 12, "boys_14_17": 11},
    )
    _answer(
        world, "Ngiyema Landing", 40, "declined", {"men": 12, "women": 15, "boys_14_17": 9},
        answers={"men": "no", "women": "later", "boys_14_17": "divided"},
        no_contact_until=world.today + timedelta(days=325), data_choice="return_and_delete",
        informed="The chief told the facilitator.",
    )  # fmt: skip
    bahari_lane(world)
    _answer(world, "Bahari Lane", 30, "paused", {}, words="Until the meetings have another place.")


def _answer(
    world: World,
    name: str,
    days: int,
    to: str,
    asked: dict[str, int],
    *,
    words: str = "",
    answers: dict[str, str] | None = None,
    no_contact_until: date | None = None,
    **settled: str,
) -> None:
    groups = world.groups(name)
    facilitator = world.person(COMMUNITIES[name][2])
    with clock.at(world.ago(days)):
        participants.move_agreement(
            world.communities[name].agreement,
            to,
            decided_on=clock.today(),
            words=words,
            answers={
                groups[group]: ((answers or {}).get(group, "yes"), people)
                for group, people in asked.items()
            },
            no_contact_until=no_contact_until,
            by=facilitator,
            **settled,
        )
        if to == "agreed":
            participants.begin_round(
                id=uuid.uuid4(), community=world.communities[name], began_on=clock.today(),
                by=facilitator,
            )  # fmt: skip


# Who spoke how many days ago, when in the day, where; at home in two rounds of visits.
SPOKE = [
    ("girls_10_13", 62, "after_chores", "open_air"),
    ("girls_14_17", 60, "after_chores", "school"),
    ("boys_10_13", 58, "after_chores", "open_air"),
    ("boys_14_17", 52, "evening", "open_air"),
    ("women", 57, "midday", "open_air"),
    ("men", 55, "evening", "worship"),
    ("elders", 54, "morning", "hall"),
    ("home_visits", 50, "morning", "homes"),
    ("home_visits", 48, "morning", "homes"),
]


def _masimbaya(world: World) -> None:
    """The first round of Masimbaya: everybody spoke, and each group said what may be told."""
    fatu = world.person("fatu.k")
    groups = world.groups("Masimbaya")
    for group, days, band, venue in SPOKE:
        with clock.at(world.ago(days, hour=19)):
            lay_out(world, group, _log(groups[group], group, band, venue, by=fatu))
    with clock.at(world.ago(30)):
        sessions.lock_due_sessions(clock.now())


def _log(subgroup: Subgroup, group: str, band: str, venue: str, *, by: User) -> DialogueSession:
    """One session, from the first tap to the last look."""
    session = sessions.begin_session(id=uuid.uuid4(), subgroup=subgroup, by=by)
    promise = "Come back and say what the adults answered." if "girls" in group else ""
    rows = _said_by(group)
    if subgroup.sessions.heard().exists():
        del rows["quotes"]  # nobody says the same twice
    session = sessions.save_session(
        session,
        version=session.version,
        values={
            "time_band": band,
            "venue": venue,
            "limits_explained": True,
            "households": 3 if group == "home_visits" else None,
            "promise": promise,
            "promise_by": clock.today() + timedelta(days=70) if promise else None,
            **noticed(group),
            **consent(group),
        },
        rows=rows,
        by=by,
    )
    return sessions.record_session(
        session,
        version=session.version,
        by=by,
        identifier_reason=masimbaya.NAMES_NOBODY.get(group, ""),
    )


def _said_by(group: str) -> dict[str, list[dict[str, Any]]]:
    """Who came, what protects and what harms, as rows."""
    return {
        "head_counts": [
            dict(zip(("sex", "age_band", "people", "with_difficulty"), counted, strict=True))
            for counted in masimbaya.PEOPLE[group]
        ],
        "strengths": [
            {"local_term": words, "gloss": gloss, "share_scope": "community_attributed"}
            for words, gloss in masimbaya.STRENGTHS[group]
        ],
        "items": [
            {
                "local_term": masimbaya.HARMS[harm][0],
                "gloss": masimbaya.HARMS[harm][1],
                "share_scope": masimbaya.TOLD.get(harm, "community_attributed"),
                "rank": rank,
                **MORE.get((group, harm), {}),
            }
            for rank, harm in enumerate(masimbaya.LISTS[group], start=1)
        ],
        "quotes": quotes(group),
    }
