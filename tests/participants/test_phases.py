"""Phases: dated tags that overlap and repeat, each with a yes of its own."""

from __future__ import annotations

import re
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Membership
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Phase
from participants.states import AgreementStatus
from tests import factories as cast

from . import factories

# kind → the status of the agreement while which it begins
BEGINS = {
    "entry": "exploring", "learning": "agreed", "feedback": "agreed", "agreement": "agreed",
    "inclusive_planning": "agreed", "action_planning": "agreed", "action": "agreed",
    "reflection": "agreed", "transition": "agreed", "self_led": "concluded",
}  # fmt: skip
NOBODY = "Your organisation has no focal point yet. Ask your coordinator to invite one."


def list_url(community) -> str:
    return reverse("participants:phase_list", args=[community.pk])


def add_url(community) -> str:
    return reverse("participants:phase_add", args=[community.pk])


def end_url(phase) -> str:
    return reverse("participants:phase_end", args=[phase.pk])


def typed(kind="feedback", answers=None, **changed):
    data = {"id": uuid.uuid4(), "kind": kind, "began_on": clock.today().isoformat()}
    for group, (answer, people) in (answers or {}).items():
        data |= {f"{group.pk}-answer": answer, f"{group.pk}-people": people}
    return data | changed


def no_focal_point(world) -> None:
    """The only one was told that the role ends."""
    accounts.end_role(world.focal_point.memberships.get(), by=world.coordinator)


# --- When which kind begins -----------------------------------------------------------------------


def test_every_kind_is_thought_of():
    assert list(BEGINS) == Phase.Kind.values


@pytest.mark.parametrize("status", AgreementStatus.values)
def test_which_kind_begins_when(world, as_user, status):
    agreement = factories.agreement_at(world, status)
    community, women = agreement.community, agreement.community.subgroups.get(voice="women")
    may = [kind for kind, needs in BEGINS.items() if needs == status]
    for kind in BEGINS:
        if kind in may:
            phase = factories.phase(
                world, kind, days_ago=0, community=community, answers={women: ("yes", 9)}
            )
            assert (phase.consent is None) is (kind in ("entry", "self_led"))
        else:
            with pytest.raises(NotPossible):
                factories.phase(
                    world, kind, days_ago=0, community=community, answers={women: ("yes", 9)}
                )
    client = as_user(world.facilitator)
    assert client.get(add_url(community)).status_code == (200 if may else 409)
    assert (add_url(community) in client.get(list_url(community)).content.decode()) is bool(may)


# --- A yes of its own -----------------------------------------------------------------------------


def test_the_first_phase_stands_on_the_first_yes_and_the_next_on_one_of_its_own(world, as_user):
    agreement, client = world.community.agreement, as_user(world.facilitator)
    data = typed("learning", decision="We listen to everybody first.", decided_by="gathering")
    page = client.get(add_url(world.community)).content.decode()
    assert "It stands on the yes that the groups gave on" in page
    assert "-answer" not in page
    for _ in range(2):  # sent twice, it is one
        assert client.post(add_url(world.community), data).url == list_url(world.community)
    first = world.community.phases.get()
    assert first.consent == agreement.moves.get()
    assert factories.events(first, "phase.begun") == 1

    answer = client.post(add_url(world.community), typed(decision="We tell them."))
    assert answer.status_code == 422
    assert "Say which groups were asked, and how they answered." in answer.content.decode()
    assert "We tell them." in answer.content.decode()
    data = typed(answers={world.groups["women"]: ("yes", "14")}, decision="We tell them.")
    for _ in range(2):
        assert client.post(add_url(world.community), data).url == list_url(world.community)
    second = world.community.phases.get(kind="feedback")
    assert second.consent == agreement.moves.last()
    assert (second.consent.renewed, second.consent.answers.get().people) == (True, 14)
    assert factories.events(agreement, "agreement.renewed") == 1
    assert agreement.moves.count() == 2


def test_a_renewal_asked_for_otherwise_is_no_yes_to_a_phase(world):
    factories.renewed(world.community.agreement, by=world.facilitator)
    with pytest.raises(NotPossible, match="Ask the groups whether they want this"):
        factories.phase(world, days_ago=0)


def test_after_a_pause_the_groups_are_asked_anew(world):
    agreement = world.community.agreement
    for to in ("paused", "agreed"):
        agreement = factories.move(agreement, to, by=world.facilitator)
    with pytest.raises(NotPossible, match="Ask the groups whether they want this"):
        factories.phase(world, days_ago=0)


def test_what_nobody_says_yes_to_does_not_begin(world, as_user):
    factories.phase(world)
    women = world.groups["women"]
    answer = as_user(world.facilitator).post(
        add_url(world.community), typed(answers={women: ("no", "9")})
    )
    assert answer.status_code == 422
    with pytest.raises(NotPossible, match="No group said yes"):
        factories.phase(world, "feedback", days_ago=0, answers={women: ("no", 9)})
    assert world.community.phases.count() == 1


def test_the_day_to_ask_again_stands_when_a_phase_begins(world):
    day = clock.today() + timedelta(days=9)
    factories.renewed(world.community.agreement, by=world.facilitator, renew_on=day)
    factories.phase(world, days_ago=0, answers={world.groups["men"]: ("yes", 9)})
    world.community.agreement.refresh_from_db()
    assert world.community.agreement.renew_on == day


def test_phases_overlap_and_repeat(world):
    yes = {world.groups["women"]: ("yes", 9)}
    first = factories.phase(world, days_ago=50)
    actions.end_phase(first, ended_on=clock.today() - timedelta(days=40), by=world.facilitator)
    factories.phase(world, "feedback", days_ago=45, answers=yes)
    factories.phase(world, days_ago=20, answers=yes)
    assert [phase.kind for phase in world.community.phases.all()] == [
        "learning",
        "feedback",
        "learning",
    ]


@pytest.mark.parametrize("days_ago", [-1, 91])
def test_not_before_the_yes_and_not_in_the_future(world, as_user, days_ago):
    day = clock.today() - timedelta(days=days_ago)
    answer = as_user(world.facilitator).post(
        add_url(world.community), typed(began_on=day.isoformat())
    )
    assert answer.status_code == 422
    with pytest.raises(NotPossible):
        factories.phase(world, days_ago=days_ago)


# --- Nobody to tell -------------------------------------------------------------------------------


def test_without_a_focal_point_nobody_begins_to_listen(world, as_user):
    client = as_user(world.facilitator)
    assert NOBODY not in client.get(add_url(world.community)).content.decode()
    no_focal_point(world)
    assert NOBODY in client.get(add_url(world.community)).content.decode()
    answer = client.post(add_url(world.community), typed("learning", decision="We listen."))
    assert answer.status_code == 422
    assert NOBODY in answer.content.decode()
    assert "We listen." in answer.content.decode()
    with pytest.raises(NotPossible, match="no focal point"):
        factories.phase(world)
    assert factories.phase(world, "feedback").kind == "feedback"


def test_one_who_was_only_invited_or_is_of_another_network_is_nobody_to_tell(world):
    no_focal_point(world)
    cast.person(world.other_ngo, "focal_point", by=world.other_coordinator)
    accounts.invite(
        display_name="Hawa", organisation=world.ngo, role="focal_point", by=world.coordinator
    )
    assert Membership.objects.live().filter(role="focal_point").count() == 3
    with pytest.raises(NotPossible, match="no focal point"):
        factories.phase(world)
    cast.person(world.ngo, "focal_point", by=world.coordinator)
    assert factories.phase(world).kind == "learning"


# --- The pages ------------------------------------------------------------------------------------


def test_the_timeline_says_what_when_and_who_decided(world, as_user):
    phase = factories.phase(world, days_ago=30, decision="We listen first.", decided_by="gathering")
    actions.end_phase(phase, ended_on=clock.today(), by=world.facilitator)
    running = factories.phase(
        world, "feedback", days_ago=2, answers={world.groups["women"]: ("yes", 9)}
    )
    for name in factories.VIEWERS:
        page = as_user(getattr(world, name)).get(list_url(world.community)).content.decode()
        assert "We listen first." in page
        assert "Everybody, in a gathering" in page
        assert "<title>Phases</title>" in page
        assert (end_url(running) in page) is (name == "facilitator")
        assert end_url(phase) not in page
        assert not re.search(r'class="[^"]*\b(late|soon|clock)\b', page)
    agreement = as_user(world.mentor).get(world.community.agreement.get_absolute_url())
    assert "Telling back what was heard" in agreement.content.decode()


def test_an_empty_timeline_says_so(world, as_user):
    page = as_user(world.facilitator).get(list_url(world.community)).content.decode()
    assert "No phase is noted yet" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "entry"}, "is not one of the available choices"),
        ({"kind": ""}, "Choose one."),
        ({"decision": "x" * 601}, "at most 600 characters"),
        ({"decision": "Kadie Sesay said so."}, "This may tell who someone is"),
        ({"decided_by": "dice"}, "is not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_422_and_nothing_is_lost(world, as_user, changed, said):
    data = {"decision": "We listen first."} | changed
    answer = as_user(world.facilitator).post(
        add_url(world.community), typed(**({"kind": "feedback"} | data))
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data["decision"] in answer.content.decode()
    assert not world.community.phases.exists()


def test_a_decision_that_names_nobody_is_kept_with_its_reason(world, as_user):
    words = {"decision": "Begin at Kadie Sesay.", "identifier_reason": "A place."}
    answer = as_user(world.facilitator).post(add_url(world.community), typed(**words))
    assert answer.status_code == 302
    assert world.community.phases.get().identifier_reason == "A place."
    with pytest.raises(NotPossible, match="may tell who someone is"):
        factories.phase(world, decision=words["decision"])


def test_a_phase_ends_once(world, as_user):
    phase, client = factories.phase(world), as_user(world.facilitator)
    for day in (clock.today() + timedelta(days=1), phase.began_on - timedelta(days=1)):
        assert client.post(end_url(phase), {"ended_on": day.isoformat()}).status_code == 422
        with pytest.raises(NotPossible, match="before it began, or still to come"):
            actions.end_phase(phase, ended_on=day, by=world.facilitator)
    data = {"ended_on": clock.today().isoformat()}
    assert client.post(end_url(phase), data).url == list_url(world.community)
    assert factories.events(phase, "phase.ended") == 1
    for method in ("get", "post"):
        assert getattr(client, method)(end_url(phase), data).status_code == 409


def test_a_phase_still_ends_when_the_community_stopped(world, as_user):
    phase = factories.phase(world)
    factories.move(world.community.agreement, "withdrawn", by=world.facilitator, data_choice="keep")
    data = {"ended_on": clock.today().isoformat()}
    assert as_user(world.facilitator).post(end_url(phase), data).status_code == 302


def test_who_may(world, as_user):
    phase = factories.phase(world)
    for target in (add_url(world.community), end_url(phase)):
        for method in ("get", "post"):
            people = ("mentor", "coordinator", "committee_member")
            expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
            assert factories.codes(as_user, world, expected, target, method) == expected
    expected = dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    assert factories.codes(as_user, world, expected, list_url(world.community)) == expected
    for name in ("mentor", "coordinator", "committee_member"):
        with pytest.raises(NotPermitted):
            actions.end_phase(phase, ended_on=clock.today(), by=getattr(world, name))


def test_wrong_method_is_405(world, as_user):
    phase, client = factories.phase(world), as_user(world.facilitator)
    for target in (list_url(world.community), add_url(world.community), end_url(phase)):
        assert client.delete(target).status_code == 405
    assert client.post(list_url(world.community)).status_code == 405


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_phases_begun_at_once_do_not_stand_on_one_yes():
    world = cast.world()
    barrier, outcomes = threading.Barrier(2), []

    def begin(kind):
        barrier.wait()
        try:
            actions.begin_phase(
                id=uuid.uuid4(), community=world.community, kind=kind, began_on=clock.today(),
                by=cast.fresh(world.facilitator),
            )  # fmt: skip
            outcomes.append("begun")
        except NotPossible as error:
            outcomes.append(error.message[:14])
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=[kind]) for kind in ("learning", "feedback")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["Ask the groups", "begun"]
    assert world.community.phases.count() == 1
