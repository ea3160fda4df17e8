"""The community looks back together on its plan: what it did, what changed, what it does now."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import Confirmation, LookBack, Revision
from participants import actions as participants

from . import plan_factories as plans
from . import sign_factories as make
from .test_sign_show import main_of, told


def show(plan) -> str:
    return reverse("dialogues:look_back_list", args=[plan.pk])


def add(plan) -> str:
    return reverse("dialogues:look_back_add", query={"plan": plan.pk})


def edit(look_back) -> str:
    return reverse("dialogues:look_back_edit", args=[look_back.pk])


def said(**changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "held_on": clock.today().isoformat(),
        "present": "14 women, 9 men, 6 girls", "did": "Women carried the water.",
        "changed": "Children come earlier.", "surprised": "", "hindered": "Market days.",
        "children_say": "We are late on market days.", "now": "adjust",
        "next_words": "The young men carry on market days.", "whose_words": "",
        "meets_on": (clock.today() + timedelta(days=30)).isoformat(), **changes,
    }  # fmt: skip


def test_a_meeting_is_written_down_and_the_community_reads_it(world, as_user):
    plan = plans.moved(world, "in_action")
    client = as_user(world.facilitator)
    assert add(plan) in client.get(show(plan)).content.decode()
    answer = client.post(add(plan), said(whose_words=world.groups["men"].pk))
    kept = LookBack.objects.get()
    assert answer.url == kept.get_absolute_url()
    for name in ("facilitator", "mentor", "committee_member", "coordinator"):
        page = main_of(as_user(getattr(world, name)), show(plan))
        words = told(page)
        assert "We change something" in words
        assert "14 women, 9 men, 6 girls" in words
        assert "What children say We are late on market days." in words
        assert words.index("What we did") < words.index("What stood in the way")
        assert "They want to meet again on" in words
        assert (edit(kept) in page) == (name == "facilitator")
    event = AuditEvent.objects.get(record_id=kept.pk)
    assert (event.event, event.by, event.fields) == ("look_back.added", world.facilitator, [])


def test_the_plan_shows_the_meetings_in_order_and_what_comes_next(world, as_user):
    plan = plans.moved(world, "in_action")
    by, client = world.facilitator, as_user(world.facilitator)
    make.look_back(plan, by=by, next_words="The young men carry.")
    page = main_of(client, plan.get_absolute_url())
    assert "Write the change into the plan" in page
    earlier = clock.today() - timedelta(days=20)
    make.look_back(plan, by=by, held_on=earlier, now="go_on", next_words="We go on as it is.")
    words = told(main_of(as_user(world.committee_member), plan.get_absolute_url()))
    assert words.index("We go on as it is.") < words.index("The young men carry.")
    assert "Write the change into the plan" not in words
    make.look_back(plan, by=by, now="stop", next_words="Enough.")
    page = main_of(client, plan.get_absolute_url())
    assert "Write the change into the plan" not in page
    assert [move.to for move in client.get(plan.get_absolute_url()).context["page"].moves] == [
        "reflecting", "set_aside",
    ]  # fmt: skip


def test_looking_back_is_asked_of_no_move_and_moves_nothing(world):
    plan = plans.moved(world, "concluded")  # without a single meeting
    make.look_back(plan, by=world.facilitator)
    assert plans.again(plan).status == "concluded"


def test_put_right_it_keeps_what_it_said(world, as_user):
    kept = make.look_back(plans.agreed(world), by=world.facilitator)
    sent = said(version=1, next_words="The older boys carry.", meets_on="")
    client = as_user(world.facilitator)
    assert client.post(edit(kept), sent).status_code == 302
    earlier = Revision.objects.get(record_id=kept.pk)
    assert earlier.values == {
        "changed": "", "hindered": "On market days nobody carries.",
        "next_words": "The young men carry on market days.",
    }  # fmt: skip
    assert client.post(edit(kept), sent | {"did": "Nothing."}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"present": ""}, "required"),
        ({"did": ""}, "required"),
        ({"next_words": ""}, "required"),
        ({"now": "later"}, "Select a valid choice"),
        ({"held_on": "2099-01-01"}, "still to come"),
        ({"meets_on": "2001-01-01"}, "comes after this one"),
        ({"whose_words": uuid.uuid4()}, "Select a valid choice"),
        ({"children_say": "The daughter of Kadie is tired."}, "daughter of Kadie"),
        ({"surprised": "z" * 2001}, "at most 2000"),
    ],
)
def test_badly_said_is_422_and_nothing_is_lost(world, as_user, changes, words):
    plan = plans.agreed(world)
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(plan), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Children come earlier." in page
    assert not LookBack.objects.exists()


def test_no_single_group_of_children_is_quoted(world, as_user):
    plan = plans.agreed(world)
    answer = as_user(world.facilitator).post(
        add(plan), said(whose_words=world.groups["girls_10_13"].pk)
    )
    assert answer.status_code == 422


def test_the_actions_refuse_what_does_not_fit(world):
    plan = plans.agreed(world)
    for wrong in (
        {"held_on": clock.today() + timedelta(days=1)}, {"meets_on": clock.today()}, {"did": " "},
        {"next_words": "Children report parents who send them to work"},
    ):  # fmt: skip
        with pytest.raises(NotPossible):
            make.look_back(plan, by=world.facilitator, **wrong)
    with pytest.raises(NotPermitted):
        stranger = world.outside_community.subgroups.get(voice="women")
        make.look_back(plan, by=world.facilitator, whose_words=stranger)


def test_why_words_name_nobody_is_kept(world):
    plan = plans.agreed(world)
    kept = make.look_back(
        plan, by=world.facilitator, did="the daughter of Kadie", identifier_reason="a song"
    )
    assert Confirmation.objects.get(record_id=kept.pk).plan == plan


def test_the_same_form_twice_is_one(world, as_user):
    plan = plans.agreed(world)
    once, client = said(), as_user(world.facilitator)
    for _time in range(2):
        assert client.post(add(plan), once).status_code == 302
    assert LookBack.objects.count() == 1


def test_who_may_what(world, as_user):
    plan = plans.agreed(world)
    kept = make.look_back(plan, by=world.facilitator)
    for name, shows, writes in (
        ("facilitator", 200, 200), ("committee_member", 200, 403), ("mentor", 200, 403),
        ("coordinator", 200, 403), ("focal_point", 404, 404), ("social_worker", 404, 404),
        ("observer", 404, 404), ("administrator", 404, 404), ("outsider_facilitator", 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(show(plan)).status_code == shows, name
        for url in (add(plan), edit(kept)):
            assert client.get(url).status_code == writes, name
            if writes != 200:
                assert client.post(url, said(version=1)).status_code == writes, name
    assert LookBack.objects.get().version == 1


@pytest.mark.parametrize("how", ["draft", "set_aside", "paused"])
def test_nothing_is_written_where_nothing_goes_on(world, as_user, how):
    plan = plans.moved(world, "agreed" if how == "paused" else how)
    if how == "paused":
        participants.move_agreement(
            world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
        )
    client = as_user(world.facilitator)
    assert add(plan) not in main_of(client, show(plan))
    assert client.get(add(plan)).status_code == 409
    assert client.post(add(plan), said()).status_code == 409


def test_wrong_method_is_405(world, as_user):
    plan = plans.agreed(world)
    kept = make.look_back(plan, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.post(show(plan)).status_code == 405
    for url in (add(plan), edit(kept)):
        assert client.put(url).status_code == 405
