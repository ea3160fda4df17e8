"""Each group answers for itself, in the application or as told; what was said stays."""

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted
from dialogues.models import PlanReview

from . import plan_factories as make
from . import progress_factories as told_of

MEETING = {name: str(value) for name, value in make.MEETING.items()}


def url_of(plan) -> str:
    return reverse("dialogues:plan_review", args=[plan.pk])


def typed(plan, group, answer="agree", words="", **values):
    return {
        "id": str(uuid.uuid4()), "edition": plan.edition, "subgroup": str(group.pk),
        "answer": answer, "words": words, **values,
    }  # fmt: skip


def standing(plan):
    rows = plan.reviews.standing().order_by("subgroup__position")
    return [(str(r.subgroup), r.answer, r.words, r.channel, r.edition) for r in rows]


def test_two_members_answer_for_two_groups(world, as_user):
    plan = make.sent(world)
    men = make.spokesperson(world, "men")
    as_user(world.committee_member).post(url_of(plan), typed(plan, world.groups["women"]))
    response = as_user(men).post(
        url_of(plan), typed(plan, world.groups["men"], "disagree", "We need every hand.")
    )
    assert response.url == plan.get_absolute_url()
    assert standing(plan) == [
        ("Women", "agree", "", "in_application", 1),
        ("Men", "disagree", "We need every hand.", "in_application", 1),
    ]
    assert make.events(plan).count("plan.reviewed") == 2


def test_nobody_answers_for_another_group(world, as_user):
    plan = make.sent(world)
    make.spokesperson(world, "men")
    response = as_user(world.committee_member).post(url_of(plan), typed(plan, world.groups["men"]))
    assert response.status_code == 422
    with pytest.raises(NotPermitted):
        make.answer(plan, world.committee_member, world.groups["men"])
    assert standing(plan) == []


def test_who_left_the_planning_group_no_longer_answers(world, as_user):
    plan = make.sent(world)
    world.community.planning_group.update(left_on="2026-02-01")
    response = as_user(world.committee_member).post(
        url_of(plan), typed(plan, world.groups["women"])
    )
    assert response.status_code == 403


def test_the_facilitator_writes_down_what_was_told(world, as_user):
    plan = make.sent(world)
    as_user(world.facilitator).post(url_of(plan), typed(plan, world.groups["women"], **MEETING))
    assert standing(plan) == [("Women", "agree", "", "as_told", 1)]
    elders = typed(
        plan, world.groups["elders"], **MEETING
    )  # nobody speaks for them in the planning group
    assert as_user(world.facilitator).post(url_of(plan), elders).status_code == 422


def test_a_group_that_answered_by_itself_is_not_answered_for(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "disagree", "No.")
    posted = typed(plan, world.groups["women"], **MEETING)
    response = as_user(world.facilitator).post(url_of(plan), posted)
    assert response.status_code == 409
    assert "answered by itself" in response.content.decode()
    assert standing(plan) == [("Women", "disagree", "No.", "in_application", 1)]


def test_a_later_answer_replaces_and_the_earlier_is_kept(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.facilitator, world.groups["women"], "disagree", "Not yet.")
    make.answer(plan, world.committee_member, world.groups["women"])
    assert standing(plan) == [("Women", "agree", "", "in_application", 1)]
    earlier = plan.reviews.exclude(replaced_at=None).get()
    assert (earlier.words, earlier.replaced_by) == ("Not yet.", world.committee_member)


def test_the_same_answer_twice_is_one(world, as_user):
    plan = make.sent(world)
    client = as_user(world.committee_member)
    first = typed(plan, world.groups["women"], "disagree", "Not yet.")
    client.post(url_of(plan), first)
    client.post(url_of(plan), typed(plan, world.groups["women"]))
    assert client.post(url_of(plan), first).url == plan.get_absolute_url()  # replayed late
    assert standing(plan) == [("Women", "agree", "", "in_application", 1)]
    assert PlanReview.objects.count() == 2


def test_another_answer_under_the_same_key_is_not_taken_for_it(world, as_user):
    """A page that was still open in another window: what was typed there is kept as new, or not."""
    plan = make.sent(world)
    client = as_user(world.committee_member)
    first = typed(plan, world.groups["women"])
    client.post(url_of(plan), first)
    response = client.post(url_of(plan), first | {"answer": "disagree", "words": "Not yet."})
    assert response.status_code == 409
    assert "sent before, with other words" in response.content.decode()
    assert standing(plan) == [("Women", "agree", "", "in_application", 1)]
    anew = dict(response.context["carried"])
    assert anew["id"] != first["id"]
    client.post(url_of(plan), anew)
    assert standing(plan) == [("Women", "disagree", "Not yet.", "in_application", 1)]


def test_another_person_cannot_use_its_key(world, as_user):
    plan = make.sent(world)
    first = typed(plan, world.groups["women"], **MEETING)
    as_user(world.committee_member).post(url_of(plan), first)
    assert as_user(world.facilitator).post(url_of(plan), first).status_code == 409


@pytest.mark.parametrize("answer", ["change", "disagree"])
def test_words_are_asked_for_and_nothing_is_lost(world, as_user, answer):
    plan = make.sent(world)
    posted = typed(plan, world.groups["women"], answer, "  ")
    response = as_user(world.committee_member).post(url_of(plan), posted)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Say in a few words what the group wants." in text
    assert f'value="{answer}"' in text
    assert posted["id"] in text
    assert standing(plan) == []


def test_no_answer_keeps_the_words(world, as_user):
    plan = make.sent(world)
    posted = typed(plan, world.groups["women"], "", "Our own words.")
    response = as_user(world.committee_member).post(url_of(plan), posted)
    assert response.status_code == 422
    assert "Our own words." in response.content.decode()


def test_words_that_changed_meanwhile_are_read_again(world, as_user):
    plan = make.sent(world)
    posted = typed(plan, world.groups["women"], "disagree", "Not with a fine.")
    make.step(plan, world, what="One more")
    response = as_user(world.committee_member).post(url_of(plan), posted)
    assert response.status_code == 409
    assert "Read it again" in response.content.decode()
    assert "Not with a fine." in response.content.decode()
    assert standing(plan) == []


def test_a_change_is_asked_of_a_step_by_its_number_on_the_plan(world, as_user):
    plan = make.sent(world)
    make.step(plan, world, "A farm calendar")
    told_of.part(make.first_step(plan), world)
    posted = typed(make.again(plan), world.groups["women"], "change", "")
    form = as_user(world.committee_member).post(url_of(plan), posted).context["page"].review_form
    assert [label for key, label in form.fields["about"].choices if key] == [
        "1. Adults carry water", "1.1. Clean the cans", "2. A farm calendar",
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["draft", "agreed", "concluded", "set_aside"])
def test_wrong_state(world, as_user, status):
    plan = make.moved(world, status)
    edition = max(plan.edition, 1)
    posted = typed(plan, world.groups["women"], edition=edition, **MEETING)
    assert as_user(world.facilitator).post(url_of(plan), posted).status_code == 409


def test_others_and_wrong_roles(world, as_user):
    plan = make.sent(world)
    posted = typed(plan, world.groups["women"])
    for user in (world.outsider_committee_member, world.outsider_facilitator, world.social_worker):
        assert as_user(user).post(url_of(plan), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(plan), posted).status_code == 403
    assert as_user(world.committee_member).put(url_of(plan)).status_code == 405
