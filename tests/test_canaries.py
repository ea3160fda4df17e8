"""Every page for every person: does a word of somebody else's stand in it?"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from cpfacilitate.lib.records import DataClass
from participants.models import Community

from .canaries import Cage, assert_no_canary, may_read
from .test_urls import COLUMNS, address, noun_of, ours
from .things import Stage

pytestmark = pytest.mark.django_db
# (page, field) that a person may read there for another reason than `may_read` knows.
ALLOWED = {
    ("invitation_accept", "accounts.User.display_name"): "whoever holds the link is that person",
    (
        "overview:person_list",
        "accounts.User.display_name",
    ): "any coordinator staffs formal services",
    ("referrals:concern_add", "accounts.User.display_name"): "to whom one speaks in confidence",
    ("participants:member_list", "participants.PlanningGroupMember.name"): "kept by coordinators",
    ("participants:member_leave", "participants.PlanningGroupMember.name"): "kept by coordinators",
    ("participants:member_edit", "participants.PlanningGroupMember.name"): "kept by coordinators",
    (
        "participants:member_withdraw",
        "participants.PlanningGroupMember.name",
    ): "kept by coordinators",
    ("referrals:concern_hand", "accounts.User.display_name"): "to whom one hands it on",
    ("referrals:hold_show", "referrals.LegalHold.reason"): "why, to whoever approves it",
    ("participants:service_show", "accounts.User.display_name"): "who confirmed it, to who refers",
    **{
        (f"referrals:sharing_agreement_{page}", f"referrals.SharingAgreement.{field}"): (
            "kept by coordinators, read by focal points"
        )
        for page in ("show", "edit")
        for field in ("signed_by", "note")
    },
    ("referrals:referral_show", "accounts.User.display_name"): "who acted, to those who may see it",
}
# Told today and still to be decided: each is a question to the product, none may be added quietly.
OWED = {
    (
        "overview:person_show",
        "participants.Community.name",
    ): "an administrator reads where one works",
}


@pytest.fixture(scope="module")
def cage(stage: Stage) -> Cage:
    return Cage()


def pages(made) -> list[tuple[str, str]]:
    """(name, address) of every page of ours, about every thing that its address could be about."""
    found = []
    for name in ours():
        noun = noun_of(name)
        varieties = [key.partition(".")[2] for key in made if key.partition(".")[0] == noun]
        for variety in varieties or [""]:
            found.append((name, address(f"{name}@{variety}", made)))
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_no_page_tells_a_word_too_many(stage: Stage, cage, column):
    user = None if column == "anonymous" else getattr(stage.world, column)
    browser = Client(raise_request_exception=False)
    if user is not None:
        browser.force_login(user)
    leaks = set()
    for name, url in pages(stage.things):
        with transaction.atomic():
            response = browser.get(url)
            transaction.set_rollback(True)
        for canary in cage.seen(response.content + repr(dict(response.headers)).encode()):
            if not may_read(user, canary) and (name, canary.field) not in {**ALLOWED, **OWED}:
                leaks.add(f"{name}: {canary.field} ({canary.data_class})")
    assert sorted(leaks) == []


def test_the_canaries_sing_where_they_may(stage: Stage, cage, as_user):
    """The crawl would prove nothing if the pages showed no planted word at all."""
    page = (
        as_user(stage.world.facilitator)
        .get(address("dialogues:session_show", stage.things))
        .content
    )
    sung = {canary.field for canary in cage.seen(page)}
    assert {
        "dialogues.RankedItem.local_term",
        "dialogues.RankedItem.merged",
        "dialogues.Quote.words",
        "dialogues.Quote.about",
        "dialogues.DialogueSession.promise",
        "dialogues.DialogueSession.space_note",
        "dialogues.DialogueSession.decisions_asked",
        "dialogues.DialogueSession.accommodations",
        "dialogues.DialogueSession.power_notes",
    } <= sung
    with pytest.raises(AssertionError, match="local_term"):
        assert_no_canary(page, stage.world.observer, cage)


def test_every_class_is_planted(cage):
    planted = {canary.data_class for canary in cage.canaries.values()}
    assert planted >= {DataClass(letter) for letter in "ABCDE"}


def test_nobody_reads_what_belongs_to_another_organisation(stage: Stage, cage):
    outside = [stage.world.other_coordinator, stage.world.stranger]
    for canary in cage.canaries.values():
        if isinstance(canary.row, Community) and canary.row == stage.world.community:
            assert [user for user in outside if may_read(user, canary)] == []
