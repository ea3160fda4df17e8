"""What will be deleted soon: does each read what is theirs, and nobody a small number?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from participants.models import Round
from referrals import actions
from referrals.models import Referral
from tests.dialogues import factories as dialogues
from tests.dialogues import reflection_factories as reflections
from tests.referrals import checks, factories

PAGE = reverse("overview:deletion_list")


def page(user) -> str:
    response = checks.signed_in(user).get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def noted(world):
    """A session whose notes go in thirty days."""
    session = dialogues.recorded(
        world.groups["women"], by=world.facilitator, quotes=[dialogues.QUOTE]
    )
    reflections.reflection(session, by=world.facilitator)
    ended = clock.today() - timedelta(days=335)
    Round.objects.filter(pk=world.round.pk).update(began_on=ended, ended_on=ended)
    return session


def test_a_focal_point_reads_codes_and_days(world):
    referral = factories.named(world, status="closed")
    open_one = factories.named(world, status="accepted")
    said = page(world.focal_point)
    kind = checks.signed_in(world.focal_point).get(PAGE).context["kinds"][0]
    assert [(one.about, one.day) for one in kind.going] == [
        (referral, clock.today() + timedelta(days=60))
    ]
    assert "Names of children" in said
    assert open_one.code not in said
    assert "Zainab" not in said
    assert f"?referral={referral.pk}" in said, "a hold can be asked for from here"


def test_a_hold_is_said(world):
    referral = factories.named(world, status="closed")
    factories.hold(world, referral)
    kinds = checks.signed_in(world.focal_point).get(PAGE).context["kinds"]
    assert [one.held for kind in kinds for one in kind.going] == [True]
    assert "Kept by a hold" in page(world.focal_point)


def test_a_focal_point_of_another_organisation_reads_nothing_of_it(world):
    referral = factories.named(world, status="closed")
    assert referral.code not in page(world.other_focal_point)
    assert "Nothing that you may know of is deleted in the next ninety days" in page(
        world.other_focal_point
    )


def test_whom_a_concern_is_kept_from_reads_nothing_of_it(world):
    from tests.referrals.test_holds import second_focal_point

    second = second_focal_point(world)
    concern = factories.concern(world, about_focal_point=True, kept_from=second)
    actions.take_up_concern(concern, by=world.focal_point)
    actions.close_concern(concern, closing_reason="Settled", by=world.focal_point)
    with clock.at(clock.now() + timedelta(days=300)):
        assert concern.code in page(world.focal_point)
        assert concern.code not in page(second)


def test_facilitator_and_mentor_read_of_their_communities(world, noted):
    referral = factories.named(world, status="closed")
    for person in (world.facilitator, world.mentor):
        said = page(person)
        assert noted.get_absolute_url() in said
        assert "Raw notes of dialogues" in said
        assert "Names of children" not in said, "a wall stands between dialogue and referral"
        assert referral.code not in said
    for person in (world.outsider_facilitator, world.focal_point, world.coordinator):
        assert noted.get_absolute_url() not in page(person)


@pytest.mark.parametrize(("many", "shown"), [(1, False), (4, False), (5, True)])
def test_a_coordinator_reads_numbers_and_no_small_one(world, noted, many, shown):
    groups = list(world.groups.values())
    for number in range(many - 1):
        dialogues.recorded(groups[number], by=world.facilitator, quotes=[dialogues.QUOTE])
    response = checks.signed_in(world.coordinator).get(PAGE)
    counted, months = response.context["counted"], response.context["months"]
    column = [rule.kind for rule in counted].index("session_notes")
    assert [str(month.figures[column]) for month in months] == [
        str(many) if shown else "too few to show safely"
    ]
    assert noted.get_absolute_url() not in response.content.decode()
    other = checks.signed_in(world.other_coordinator).get(PAGE)
    assert other.context["months"] == []


def test_no_number_of_a_coordinator_moves_with_a_referral(world):
    """Read on two days, a count of names would tell on which day one child's referral was closed."""
    before = page(world.coordinator)
    for _ in range(6):
        factories.named(world, status="closed")
    response = checks.signed_in(world.coordinator).get(PAGE)
    assert response.context["months"] == []
    assert {rule.kind for rule in response.context["counted"]} == {
        "leavings", "session_notes", "left_lying_imports", "applied_imports",
    }  # fmt: skip
    assert "Nothing that you may know of is deleted in the next ninety days" in before


def test_what_has_a_far_day_is_not_there(world):
    referral = factories.in_state(world, "closed")
    assert referral.code not in page(world.focal_point)


def test_what_is_due_already_goes_today(world):
    referral = factories.named(world, status="closed")
    Referral.objects.filter(pk=referral.pk).update(status_at=clock.now() - timedelta(days=70))
    kind = checks.signed_in(world.focal_point).get(PAGE).context["kinds"][0]
    assert kind.going[0].day == clock.today()


def test_nobody_else(world):
    for name in ("committee_member", "social_worker", "observer", "administrator", "stranger"):
        assert checks.signed_in(getattr(world, name)).get(PAGE).status_code == 403
    assert checks.signed_in(None).get(PAGE).status_code == 302
    assert checks.signed_in(world.focal_point).post(PAGE).status_code == 405


def test_it_asks_the_database_no_more_for_many(world, django_assert_max_num_queries, noted):
    for _ in range(3):
        factories.named(world, status="closed")
    for name, most in (("focal_point", 12), ("facilitator", 12), ("coordinator", 12)):
        client = checks.signed_in(getattr(world, name))
        client.get(PAGE)
        with django_assert_max_num_queries(most):
            client.get(PAGE)
