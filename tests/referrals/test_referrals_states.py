"""Which moves are open, to whom? Every status × status × role, against a list written by hand."""

import pytest
from django.db import transaction

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from referrals import actions, permissions
from referrals.models import Referral
from referrals.states import BY_SERVICE, ReferralStatus

from . import factories

SENDER, SERVICE, TOLD = "sender", "service", "told"
# from → to → whose move it is, by product.md §4 and rule 16
MOVES = {
    ("draft", "sent"): SENDER,
    ("draft", "revoked"): SENDER,
    ("sent", "acknowledged"): SERVICE,
    ("sent", "accepted"): SERVICE,
    ("sent", "declined"): SERVICE,
    ("sent", "unable_to_reach"): SERVICE,
    ("sent", "revoked"): SENDER,
    ("acknowledged", "accepted"): SERVICE,
    ("acknowledged", "declined"): SERVICE,
    ("acknowledged", "unable_to_reach"): SERVICE,
    ("acknowledged", "revoked"): SENDER,
    ("accepted", "in_progress"): SERVICE,
    ("accepted", "service_given"): SERVICE,
    ("accepted", "referred_onward"): SERVICE,
    ("accepted", "unable_to_reach"): SERVICE,
    ("accepted", "revoked"): SENDER,
    ("in_progress", "service_given"): SERVICE,
    ("in_progress", "referred_onward"): SERVICE,
    ("in_progress", "unable_to_reach"): SERVICE,
    ("in_progress", "revoked"): SENDER,
    ("service_given", "closed"): SERVICE,
    ("service_given", "unable_to_reach"): SERVICE,
    ("service_given", "revoked"): SENDER,
    ("declined", "sent"): SENDER,
    ("declined", "unable_to_reach"): TOLD,
    ("declined", "revoked"): SENDER,
    ("referred_onward", "closed"): SERVICE,
    ("referred_onward", "unable_to_reach"): SERVICE,
    ("referred_onward", "revoked"): SENDER,
    ("unable_to_reach", "closed"): SERVICE,
    ("unable_to_reach", "revoked"): SENDER,
}
STATUSES = [
    "draft", "sent", "acknowledged", "accepted", "in_progress", "service_given", "closed",
    "declined", "referred_onward", "unable_to_reach", "revoked",
]  # fmt: skip
SENDERS = {"facilitator", "focal_point"}
RECEIVERS = {"social_worker"}
# What a service may do by the link on its slip, without an account.
BY_LINK = {
    "sent": ["acknowledged", "accepted", "declined"],
    "acknowledged": ["accepted", "declined"],
    "accepted": ["in_progress", "service_given"],
    "in_progress": ["service_given"],
    "service_given": ["closed"],
    "referred_onward": ["closed"],
    "unable_to_reach": ["closed"],
}


def test_the_statuses_are_these():
    assert ReferralStatus.values == STATUSES


@pytest.mark.parametrize("status", STATUSES)
def test_every_move_of_every_person(world, status):
    referral = factories.in_state(world, status)
    own = {name: set(permissions.moves(person, referral)) for name, person in world.cast.items()}
    told = {
        name: set(permissions.moves_told(person, referral)) for name, person in world.cast.items()
    }
    by_sender = {to for (of, to), whose in MOVES.items() if of == status and whose == SENDER}
    by_service = {to for (of, to), whose in MOVES.items() if of == status and whose == SERVICE}
    for_service = {to for (of, to), whose in MOVES.items() if of == status and whose == TOLD}
    assert own == {
        name: by_sender if name in SENDERS else by_service if name in RECEIVERS else set()
        for name in world.cast
    }
    assert told == {
        name: by_service | for_service if name in SENDERS else set() for name in world.cast
    }
    assert permissions.moves_by_link(referral) == BY_LINK.get(status, [])


def _make(world, referral, to, person):
    if to == "sent" and referral.status == "draft":
        return actions.send_referral(referral, version=referral.version, sent_via="app", by=person)
    if to == "sent":
        return actions.reroute_referral(
            referral, service=world.outside_service, sent_via="app", by=person
        )
    if to == "revoked":
        return actions.revoke_referral(referral, cause="mistake", by=person)
    return actions.move_referral(referral, to, by=person, **factories.said(to))


@pytest.mark.parametrize("status", STATUSES)
def test_the_actions_agree_with_the_list(world, status):
    """The right person: made, or told why not. Everybody else: refused, and nothing has changed."""
    referral = factories.in_state(world, status)
    for to in STATUSES[1:]:
        by_service = to in BY_SERVICE
        # A service knows nothing of a draft.
        right = set() if by_service and status == "draft" else RECEIVERS if by_service else SENDERS
        for name, person in world.cast.items():
            before = transaction.savepoint()
            if name not in right:
                with pytest.raises(NotPermitted):
                    _make(world, referral, to, person)
            elif MOVES.get((status, to)) in (SENDER, SERVICE):
                assert _make(world, referral, to, person).status == to
            else:
                with pytest.raises(NotPossible):
                    _make(world, referral, to, person)
                assert Referral.objects.get(pk=referral.pk).status == status
            transaction.savepoint_rollback(before)


def test_a_move_of_the_sender_has_an_action_of_its_own(world):
    """Nothing leaves and nothing is wiped through the door for a service's answers."""
    for to in ("sent", "revoked", "draft"):
        with pytest.raises(TypeError):
            actions.move_referral(factories.draft(world), to, by=world.facilitator)


def test_what_a_service_says_by_phone_is_recorded_as_such(world):
    referral = factories.sent(world)
    actions.move_referral(referral, "accepted", by=world.facilitator, **factories.TOLD)
    events = referral.events.values_list("to", "channel", "told_by", "by__display_name")
    assert list(events) == [
        ("sent", "app", "", world.facilitator.display_name),
        ("accepted", "phone", "the nurse in charge", world.facilitator.display_name),
    ]
    with pytest.raises(NotPermitted):
        actions.move_referral(referral, "in_progress", by=world.social_worker, **factories.TOLD)
    with pytest.raises(NotPermitted):
        actions.move_referral(referral, "in_progress", by=world.facilitator)


def test_a_second_tap_is_told_when_it_was_made(world):
    referral = factories.moved(world, "acknowledged", "accepted")
    with pytest.raises(NotPossible, match="This referral was already accepted on "):
        actions.move_referral(referral, "accepted", by=world.social_worker)
    assert factories.audited(referral).count("referral.accepted") == 1


def test_a_concern_moves_forward_only(world):
    concern = factories.concern(world)
    assert {name: permissions.concern_moves(one, concern) for name, one in world.cast.items()} == {
        name: ["taken_up"] if name == "focal_point" else [] for name in world.cast
    }
    with pytest.raises(NotPossible):
        actions.close_concern(concern, closing_reason="Done", by=world.focal_point)
    concern = actions.take_up_concern(concern, by=world.focal_point)
    with pytest.raises(NotPossible):
        actions.take_up_concern(concern, by=world.focal_point)
    concern = actions.close_concern(concern, closing_reason="Done", by=world.focal_point)
    assert permissions.concern_moves(world.focal_point, concern) == []


@pytest.mark.parametrize("status", ["sent", *(status for status in BY_LINK if status != "sent")])
def test_a_link_moves_what_the_list_says_and_nothing_else(world, status):
    """Every status × status of a service without an account, where a slip can be printed at all."""
    referral = factories.in_state(world, status)
    link, _key = actions.print_slip(referral, by=world.facilitator)
    for to in STATUSES:
        before = transaction.savepoint()
        said = {"told_by": "the nurse", **factories.said(to)}
        if to in BY_LINK[status]:
            assert actions.answer_slip(link, to, **said).status == to
            last = referral.events.last()
            assert (last.channel, last.by, last.told_by) == ("link", None, "the nurse")
            assert factories.audited(referral)[-1] == f"referral.{to}_by_link"
        else:
            refused = NotPossible if to in permissions.BY_LINK else NotPermitted
            with pytest.raises(refused):
                actions.answer_slip(link, to, **said)
            assert Referral.objects.get(pk=referral.pk).status == status
        transaction.savepoint_rollback(before)


@pytest.mark.parametrize("status", sorted(set(STATUSES) - set(BY_LINK)))
def test_no_slip_is_printed_of_what_is_with_no_service(world, status):
    referral = factories.in_state(world, status)
    with pytest.raises(NotPossible):
        actions.print_slip(referral, by=world.facilitator)
