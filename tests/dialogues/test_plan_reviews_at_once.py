"""Two of the planning group answer at the same moment: both groups stand, and of one the last does."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from dialogues.models import PlanReview
from tests import factories as cast

from . import plan_factories as make
from .test_findings_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def fresh(*people):
    return [cast.fresh(person) for person in people]


@pytest.mark.parametrize("_time", range(4))
def test_two_groups_both_stand(_time):
    world = cast.world()
    men = make.spokesperson(world, "men")
    plan = make.sent(world)
    kadie, sorie = fresh(world.committee_member, men)
    assert not at_once(
        lambda: make.answer(plan, kadie, world.groups["women"]),
        lambda: make.answer(plan, sorie, world.groups["men"], "disagree", "We need every hand."),
    )
    standing = plan.reviews.standing().order_by("subgroup__position")
    assert [(str(each.subgroup), each.answer) for each in standing] == [
        ("Women", "agree"), ("Men", "disagree"),
    ]  # fmt: skip
    assert make.events(plan).count("plan.reviewed") == 2


@pytest.mark.parametrize("_time", range(4))
def test_one_group_twice_one_replaces_the_other_and_both_are_kept(_time):
    world = cast.world()
    other = make.spokesperson(world, "women")
    plan = make.sent(world)
    kadie, isatu = fresh(world.committee_member, other)
    assert not at_once(
        lambda: make.answer(plan, kadie, world.groups["women"], "change", "Begin at six."),
        lambda: make.answer(plan, isatu, world.groups["women"], "change", "Begin at seven."),
    )
    assert sorted(PlanReview.objects.values_list("words", flat=True)) == [
        "Begin at seven.", "Begin at six.",
    ]  # fmt: skip
    stands, replaced = plan.reviews.standing().get(), plan.reviews.exclude(replaced_at=None).get()
    assert replaced.replaced_by == stands.created_by


@pytest.mark.parametrize("_time", range(4))
def test_a_group_answers_while_its_answer_is_written_down(_time):
    """Whoever comes first, what the group said by itself stands; of a sheet, all or nothing."""
    world = cast.world()
    make.spokesperson(world, "men")
    plan = make.sent(world)
    kadie, fatu = fresh(world.committee_member, world.facilitator)
    rows = [
        {"id": make.uuid.uuid4(), "subgroup": world.groups[name], "answer": "agree"}
        for name in ("men", "women")
    ]
    assert not at_once(
        lambda: make.answer(plan, kadie, world.groups["women"], "disagree", "No."),
        lambda: make.reviews.review_as_told(
            rows, plan=plan, edition=plan.edition, by=fatu, **make.MEETING
        ),
    )
    standing = {str(each.subgroup): each for each in plan.reviews.standing()}
    assert standing["Women"].answer == "disagree"
    written = PlanReview.objects.filter(channel="as_told").count()
    assert written in (0, 2)
    assert set(standing) == ({"Women", "Men"} if written else {"Women"})


@pytest.mark.parametrize("_time", range(4))
def test_one_form_sent_by_two_taps_is_one_answer(_time):
    world = cast.world()
    plan = make.sent(world)
    key, barrier = make.uuid.uuid4(), threading.Barrier(3)
    refused = []

    def tap() -> None:
        kadie = cast.fresh(world.committee_member)
        barrier.wait()
        try:
            make.reviews.review_plan(
                id=key, plan=plan, edition=plan.edition, subgroup=world.groups["women"],
                answer="agree", by=kadie,
            )  # fmt: skip
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert refused == []
    assert PlanReview.objects.count() == 1
