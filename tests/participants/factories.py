"""How do tests of this app reach a state? By performing the actions that lead there."""

from __future__ import annotations

import uuid
from datetime import timedelta

from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from participants import actions
from participants.models import (
    AccessView,
    Agreement,
    ChildrenInPlanning,
    Cluster,
    Community,
    EntryVisit,
    Handover,
    Leaving,
    LiveContact,
    Phase,
    PlanningGroupMember,
    ProtectivePractice,
    Service,
)
from tests import factories as cast

# Who sees `world.community`, and everybody who may not know of it.
VIEWERS = ("facilitator", "mentor", "coordinator", "committee_member")
STRANGERS = (
    "outsider_facilitator", "outsider_committee_member", "other_coordinator", "other_facilitator",
    "other_focal_point", "focal_point", "social_worker", "outsider_social_worker", "observer",
    "administrator", "stranger",
)  # fmt: skip
# Who reads the directory.
READERS = (
    "facilitator", "mentor", "coordinator", "committee_member", "focal_point", "social_worker",
    "outsider_facilitator", "other_coordinator",
)  # fmt: skip
NO_READERS = ("observer", "administrator", "stranger")


def begun(world: cast.World, name: str = "Sandafe Diggings") -> Community:
    """A community that is being asked, accompanied by the world's facilitator, mentor, committee."""
    community = cast.community(
        world.cluster,
        name,
        coordinator=world.coordinator,
        facilitator=world.facilitator,
        agreed=False,
    )
    for person, role in (
        (world.mentor, Role.MENTOR),
        (world.committee_member, Role.COMMITTEE_MEMBER),
    ):
        cast.reach(person, role, by=world.coordinator, community=community)
    return community


# The steps that lead to each status, and who takes them.
PATHS = {
    "exploring": (),
    "agreed": (("agreed", "facilitator"),),
    "paused": (("agreed", "facilitator"), ("paused", "committee_member")),
    "declined": (("declined", "facilitator"),),
    "withdrawn": (("agreed", "facilitator"), ("withdrawn", "committee_member")),
    "concluded": (("agreed", "facilitator"), ("concluded", "facilitator")),
    "stepped_back": (("stepped_back", "mentor"),),
}


# What a community says of its records where nothing else is asked.
SETTLED = {"withdrawn": {"data_choice": "keep"}, "concluded": {"data_choice": "keep"}}


def handed_over(world: cast.World, community: Community, **said: object) -> Handover:
    """Something that a group of the community does itself now."""
    details = {"what": "Calls the meetings", "people": 3, "under_18": 1} | said
    return actions.add_handover(
        id=uuid.uuid4(), group=community.subgroups.get(voice="women"), handed_on=clock.today(),
        by=world.facilitator, **details,
    )  # fmt: skip


def contact(world: cast.World, community: Community) -> LiveContact:
    """A service that the community reaches by itself."""
    return actions.add_contact(
        id=uuid.uuid4(), community=community, service=world.service,
        ask_for="the nurse in charge", since_on=clock.today(), by=world.facilitator,
    )  # fmt: skip


def leaving_at(world: cast.World, status: str = "withdrawn", **settled: object) -> Leaving:
    """What was settled when a community withdrew, with something to delete."""
    given = {"data_choice": "return_and_delete", "informed": "The women’s leader told us."}
    return agreement_at(world, status, **(given | settled)).leavings.get()


def agreement_at(world: cast.World, status: str, **last: object) -> Agreement:
    """An agreement that stands at `status`; `last` goes to the step that led there."""
    community = begun(world)
    agreement = community.agreement
    for to, name in PATHS[status]:
        needs = {"words": "We have no interpreter."} if to == "stepped_back" else {}
        if to == "agreed":
            needs = {"answers": {group: ("yes", 9) for group in community.subgroups.all()}}
        if to == "concluded":
            handed_over(world, community)
        given = needs | SETTLED.get(to, {}) | (last if to == status else {})
        agreement = move(agreement, to, by=getattr(world, name), **given)
    return Agreement.objects.get(pk=agreement.pk)


def move(agreement: Agreement, to: str, *, by, days_ago: int = 0, **needs: object) -> Agreement:
    decided_on = clock.today() - timedelta(days=days_ago)
    return actions.move_agreement(agreement, to, decided_on=decided_on, by=by, **needs)


def visit(world: cast.World, community: Community, **noted: object) -> EntryVisit:
    """A visit to a community that is being asked."""
    said = {"met": ["chief", "womens_leader"], "introduced": "We come to listen."}
    return actions.record_visit(
        id=uuid.uuid4(), community=community, visited_on=clock.today() - timedelta(days=5),
        by=world.facilitator, **(said | noted),
    )  # fmt: skip


def phase(world: cast.World, kind: str = "learning", *, days_ago: int = 60, **said) -> Phase:
    """A phase of `world.community`, or of another one in `community`."""
    return actions.begin_phase(
        id=uuid.uuid4(), kind=kind, began_on=clock.today() - timedelta(days=days_ago),
        by=world.facilitator, **({"community": world.community} | said),
    )  # fmt: skip


def renewed(agreement: Agreement, *, by, days_ago: int = 0, said: str = "yes", **needs: object):
    """The women were asked once more."""
    women = agreement.community.subgroups.get(voice="women")
    return actions.renew_agreement(
        agreement, decided_on=clock.today() - timedelta(days=days_ago),
        answers={women: (said, 12)}, by=by, **needs,
    )  # fmt: skip


def member(world: cast.World, name: str = "Sorie") -> PlanningGroupMember:
    return actions.add_planning_group_member(
        id=uuid.uuid4(),
        subgroup=world.groups["men"],
        name=name,
        consented_on=clock.today() - timedelta(days=20),
        by=world.facilitator,
    )


def children(world: cast.World, **about: object) -> ChildrenInPlanning:
    """Some children who plan, as a count."""
    counted = {
        "part": "advisor", "sex": "girls", "age_band": "14_17", "how_many": 3,
        "since_on": clock.today() - timedelta(days=20),
    }  # fmt: skip
    return actions.add_children_in_planning(
        id=uuid.uuid4(), community=world.community, by=world.facilitator, **{**counted, **about}
    )


def practice(world: cast.World, **about: object) -> ProtectivePractice:
    """Something that protects, which people let the community read with its details."""
    said = {"local_term": "neba mama dɛn", "language": "kri", "gloss": "women next door",
            "who_does_it": "older women", "may_be_told": True, **about}  # fmt: skip
    said.setdefault("details_may_be_told", said["may_be_told"])
    return actions.add_practice(
        id=uuid.uuid4(), community=world.community, by=world.facilitator, **said
    )


def services(world: cast.World, number: int, **details: object) -> list[Service]:
    return [
        actions.add_service(
            id=uuid.uuid4(),
            organisation=world.service.organisation,
            name=f"Health post {position:03}",
            by=world.coordinator,
            **{"kind": "health", "district": "Kono", **details},
        )
        for position in range(number)
    ]


ROWS = ("phones", "contacts", "schedules", "locations", "cost_options")


def typed_rows(**rows: list[dict[str, object]]) -> dict[str, object]:
    """What a browser sends of the rows of a service's form."""
    sent: dict[str, object] = {}
    for name in ROWS:
        each = rows.get(name, [])
        sent |= {f"{name}-TOTAL_FORMS": len(each), f"{name}-INITIAL_FORMS": 0}
        sent |= {
            f"{name}-{at}-{field}": value
            for at, row in enumerate(each)
            for field, value in row.items()
        }
    return sent


def said(world: cast.World, community: Community, service: Service, **about: object) -> AccessView:
    """What a community says of the way to a service, written down by whoever works there."""
    answers = {"distance": "yes", "words": "It is far.", "asked_on": clock.today(), **about}
    by = answers.pop("by", world.facilitator)
    return actions.add_access(
        id=uuid.uuid4(), community=community, service=service, by=by, **answers
    )


def edited_access(seen: AccessView, world: cast.World) -> AccessView:
    """Corrected once, so that it said something else before."""
    said = {"distance": "no", "words": "", "travel_cost": ""}
    return actions.edit_access(seen, version=seen.version, by=world.facilitator, **said)


def communities(world: cast.World, number: int) -> list[Community]:
    cluster = Cluster.objects.get(pk=world.cluster.pk)
    return [
        actions.add_community(
            id=uuid.uuid4(), cluster=cluster, name=f"Village {position:03}", language="kri",
            by=world.coordinator,
        )
        for position in range(number)
    ]  # fmt: skip


def events(record, event: str) -> int:
    """How often the audit trail tells this of `record`."""
    return AuditEvent.objects.filter(record_id=record.pk, event=event).count()


def codes(as_user, world, names, url: str, method: str = "get") -> dict[str, int]:
    """What each of these people is answered."""
    return {name: getattr(as_user(getattr(world, name)), method)(url).status_code for name in names}
