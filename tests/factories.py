"""How do tests get a world? By performing the product's own actions, as the people of the story."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.db.models import Model

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Organisation, OrganisationKind, User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Cluster, Community, Round, Service, Subgroup

PASSWORD = "mango tree at noon"
_numbers = itertools.count(1)

# The seven groups and the home visits of Masimbaya.
GROUPS = {
    "girls_10_13": ("girls", "Girls 10–13", 10, 13),
    "girls_14_17": ("girls", "Girls 14–17", 14, 17),
    "boys_10_13": ("boys", "Boys 10–13", 10, 13),
    "boys_14_17": ("boys", "Boys 14–17", 14, 17),
    "women": ("women", "Women", 25, 59),
    "men": ("men", "Men", 25, 59),
    "elders": ("elders", "Elders", 60, None),
    "home_visits": ("home", "Home visits", None, None),
}


def person(organisation: Organisation, role: str, *, by: User, name: str = "") -> User:
    """Somebody who was invited and has come."""
    number = next(_numbers)
    name = name or f"{Role(role).label} {number}"
    user, token = accounts.invite(display_name=name, organisation=organisation, role=role, by=by)
    accounts.accept_invitation(token, username=f"{role}.{number}", password=PASSWORD)
    return User.objects.get(pk=user.pk)


def fresh(user: User) -> User:
    """The person as the next request would meet them, with nothing remembered."""
    return User.objects.get(pk=user.pk)


def reach(user: User, role: str, *, by: User, community=None, service=None) -> None:
    """Assign a person's role to a community or a service."""
    membership = user.memberships.live().get(role=role)
    participants.assign(membership=membership, community=community, service=service, by=by)
    user.__dict__.pop("_standing", None)
    user.__dict__.pop("grants", None)


def community(
    cluster: Cluster, name: str, *, coordinator: User, facilitator: User, agreed: bool = True
) -> Community:
    """A community with the usual groups and, when `agreed`, an agreement and a first round."""
    made = participants.add_community(
        id=uuid.uuid4(), cluster=cluster, name=name, language="kri", by=coordinator
    )
    reach(facilitator, Role.FACILITATOR, by=coordinator, community=made)
    for voice, label, youngest, oldest in GROUPS.values():
        participants.add_subgroup(
            id=uuid.uuid4(), community=made, voice=voice, label=label,
            age_from=youngest, age_to=oldest, by=facilitator,
        )  # fmt: skip
    if agreed:
        participants.move_agreement(
            made.agreement,
            "agreed",
            decided_on=clock.today() - timedelta(days=90),
            answers={group: ("yes", 10) for group in made.subgroups.all()},
            by=facilitator,
        )
        participants.begin_round(
            id=uuid.uuid4(),
            community=made,
            began_on=clock.today() - timedelta(days=60),
            by=facilitator,
        )
    return Community.objects.for_list().get(pk=made.pk)


@dataclass
class World:
    """The cast: each role once, an outsider of each kind, and a stranger without any role."""

    administrator: User
    coordinator: User
    facilitator: User
    mentor: User
    focal_point: User
    committee_member: User
    social_worker: User
    observer: User
    outsider_facilitator: User  # same NGO, another community
    outsider_committee_member: User
    outsider_social_worker: User  # another service
    other_coordinator: User  # another NGO
    other_facilitator: User
    other_focal_point: User
    stranger: User
    ngo: Organisation
    other_ngo: Organisation
    cluster: Cluster
    community: Community
    outside_community: Community  # same NGO
    other_community: Community  # another NGO
    service: Service
    outside_service: Service
    groups: dict[str, Subgroup] = field(default_factory=dict)

    @property
    def round(self) -> Round:
        return self.community.rounds.latest().get()

    @property
    def cast(self) -> dict[str, User]:
        """Name → person, for everybody."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def world() -> World:
    """Two NGOs, three communities, two services, everybody in place."""
    administrator = accounts.found_installation(
        organisation_name="Kindala Child Wellbeing Network",
        username="administrator",
        display_name="Administrator",
        password=PASSWORD,
    )
    ngo = Organisation.objects.get()
    other_ngo = accounts.add_organisation(
        id=uuid.uuid4(), name="Other network", kind=OrganisationKind.NGO, by=administrator
    )
    coordinator = person(ngo, Role.COORDINATOR, by=administrator)
    other_coordinator = person(other_ngo, Role.COORDINATOR, by=administrator)
    one = {
        role: person(ngo, role, by=coordinator)
        for role in ("facilitator", "mentor", "focal_point", "committee_member", "observer")
    }
    outsider_facilitator = person(ngo, Role.FACILITATOR, by=coordinator)
    outsider_committee_member = person(ngo, Role.COMMITTEE_MEMBER, by=coordinator)
    other_facilitator = person(other_ngo, Role.FACILITATOR, by=other_coordinator)
    other_focal_point = person(other_ngo, Role.FOCAL_POINT, by=other_coordinator)
    services = [_service(name, by=coordinator) for name in ("Social Welfare", "Health Post")]
    workers = [
        person(service.organisation, Role.SOCIAL_WORKER, by=coordinator) for service in services
    ]
    for worker, service in zip(workers, services, strict=True):
        reach(worker, Role.SOCIAL_WORKER, by=coordinator, service=service)
    cluster = participants.add_cluster(
        id=uuid.uuid4(), organisation=ngo, name="Rokolba", district="Bombali", by=coordinator
    )
    other_cluster = participants.add_cluster(
        id=uuid.uuid4(), organisation=other_ngo, name="Kilifi", district="Kilifi",
        by=other_coordinator,
    )  # fmt: skip
    masimbaya = community(
        cluster, "Masimbaya", coordinator=coordinator, facilitator=one["facilitator"]
    )
    gbonkoto = community(
        cluster, "Gbonkoto", coordinator=coordinator, facilitator=outsider_facilitator
    )
    elsewhere = community(
        other_cluster, "Mtondoo", coordinator=other_coordinator, facilitator=other_facilitator
    )
    reach(one["mentor"], Role.MENTOR, by=coordinator, community=masimbaya)
    reach(one["committee_member"], Role.COMMITTEE_MEMBER, by=coordinator, community=masimbaya)
    reach(outsider_committee_member, Role.COMMITTEE_MEMBER, by=coordinator, community=gbonkoto)
    groups = dict(zip(GROUPS, masimbaya.subgroups.all(), strict=True))
    participants.add_planning_group_member(
        id=uuid.uuid4(), subgroup=groups["women"], name="Kadie", user=one["committee_member"],
        consented_on=date(2026, 1, 5), by=one["facilitator"],
    )  # fmt: skip
    stranger = User.objects.create_user("stranger", PASSWORD, display_name="Stranger")
    return World(
        administrator=administrator, coordinator=coordinator, **one,
        social_worker=workers[0], outsider_social_worker=workers[1],
        outsider_facilitator=outsider_facilitator,
        outsider_committee_member=outsider_committee_member,
        other_coordinator=other_coordinator, other_facilitator=other_facilitator,
        other_focal_point=other_focal_point, stranger=stranger,
        ngo=ngo, other_ngo=other_ngo, cluster=cluster, community=masimbaya,
        outside_community=gbonkoto, other_community=elsewhere,
        service=services[0], outside_service=services[1], groups=groups,
    )  # fmt: skip


def _service(name: str, *, by: User) -> Service:
    body = accounts.add_organisation(
        id=uuid.uuid4(), name=f"{name} Office", kind=OrganisationKind.FORMAL_SERVICE, by=by
    )
    return participants.add_service(
        id=uuid.uuid4(), organisation=body, name=name, kind="social_welfare",
        district="Bombali", phones=[{"number": "116"}],
        contacts=[{"role": "backup", "title": "Deputy"}], assured_on=clock.today(), by=by,
    )  # fmt: skip


def as_stored(model: type[Model]) -> list[tuple]:
    """The rows of a model as the database has them: what is sealed stays sealed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return cursor.fetchall()
