"""What will be seen on the way is agreed with the step; that it is there is told by whoever reports."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import milestones
from dialogues.models import Milestone, Revision

from . import plan_factories as make
from . import progress_factories as told

WHAT = "The rota hangs at the well"


def url_of(name: str, milestone: Milestone) -> str:
    return reverse(f"dialogues:milestone_{name}", args=[milestone.pk])


def with_one(world):
    """An agreed plan whose step has something to be seen on the way."""
    plan = told.agreed_with(world, lambda plan: told.milestone(make.first_step(plan)))
    return plan, Milestone.objects.get(action__plan=plan)


def test_it_is_written_agreed_and_read(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    url = f"{reverse('dialogues:milestone_add')}?action={make.first_step(plan).pk}"
    posted = make.filled(client, url, what=WHAT, due_on="2027-01-09")
    assert client.post(url, posted).url == make.first_step(plan).page
    stone = Milestone.objects.get()
    assert (stone.what, stone.due_on, stone.reached_on) == (WHAT, date(2027, 1, 9), None)
    assert make.events(stone) == ["milestone.added"]
    text = {"id": str(stone.pk), "what": WHAT, "due_on": "2027-01-09"}
    assert make.again(plan).text()["actions"][0]["milestones"] == [text]
    for page in (plan.get_absolute_url(), stone.get_absolute_url()):
        shown = client.get(page).content.decode()
        assert WHAT in shown
        assert "wanted by" in shown
        assert "9 January" in shown


def test_after_its_day_it_was_wanted_by_then_and_nothing_is_late(world, as_user):
    about = {"due_on": clock.today() - timedelta(days=1)}
    plan = told.agreed_with(
        world,
        lambda plan: told.milestone(make.first_step(plan), **about),
        lambda plan: told.weigh(make.first_step(plan), 1, starts_on=None, **about),
    )
    shown = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "was wanted by" in shown
    assert "late" not in shown.split("<main")[1].split("</main")[0]
    step = as_user(world.committee_member).get(make.first_step(plan).page).content.decode()
    assert "The community wanted this by" in step


def test_an_edit_after_the_agreement_goes_back_with_the_change_marked(world, as_user):
    plan, stone = with_one(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of("edit", stone), what="The rota hangs at the school")
    assert client.post(url_of("edit", stone), {**posted, "due_on": "2027-01-09"}).status_code == 302
    assert make.again(plan).status == "with_community"
    shown = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "The rota hangs at the <del>well</del> <ins>school</ins>" in shown
    assert "Changed: step 1." in shown
    stone.refresh_from_db()
    client.post(url_of("remove", stone), {"version": stone.version})
    shown = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert f"<del>{WHAT}</del>" in shown
    assert set(Revision.objects.values_list("record_id", flat=True)) == {plan.pk}


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_it_is_reached_and_not_after_all(world, as_user, who):
    plan, stone = with_one(world)
    client = as_user(world.cast[who])
    assert url_of("reach", stone) in client.get(stone.get_absolute_url()).content.decode()
    posted = make.filled(client, url_of("reach", stone), reached_on=clock.today())
    assert client.post(url_of("reach", stone), posted).url == stone.get_absolute_url()
    stone.refresh_from_db()
    assert (stone.reached_on, stone.reached_by) == (clock.today(), world.cast[who])
    assert make.again(plan).status == "agreed"
    assert "seen on" in client.get(plan.get_absolute_url()).content.decode()
    again = make.filled(client, url_of("reach", stone), reached_on="")
    client.post(url_of("reach", stone), again)
    stone.refresh_from_db()
    assert (stone.reached_on, stone.reached_by) == (None, None)
    assert make.events(stone)[1:] == ["milestone.reached", "milestone.not_reached"]


def test_nothing_is_reached_before_it_is_agreed_nor_tomorrow(world, as_user):
    stone = told.milestone(make.first_step(make.draft(world)))
    assert as_user(world.facilitator).get(url_of("reach", stone)).status_code == 409
    _plan, agreed = with_one(world)
    tomorrow = clock.today() + timedelta(days=1)
    posted = {"version": 1, "reached_on": tomorrow}
    assert as_user(world.facilitator).post(url_of("reach", agreed), posted).status_code == 422
    with pytest.raises(NotPossible):
        milestones.reach_milestone(agreed, version=1, reached_on=tomorrow, by=world.facilitator)


def test_the_form_twice_is_one(world):
    action = make.first_step(make.draft(world))
    key = uuid.uuid4()
    for _time in range(2):
        milestones.add_milestone(id=key, action=action, what=WHAT, by=world.facilitator)
    assert Milestone.objects.count() == 1


def test_others_wrong_roles_bad_input_and_wrong_method(world, as_user):
    plan, stone = with_one(world)
    add = f"{reverse('dialogues:milestone_add')}?action={make.first_step(plan).pk}"
    pages = (add, url_of("edit", stone), url_of("reach", stone))
    for url in pages:
        assert as_user(world.outsider_facilitator).get(url).status_code == 404
        assert as_user(world.mentor).get(url).status_code == 403
        assert as_user(world.facilitator).put(url).status_code == 405
    for url in (add, url_of("edit", stone), url_of("remove", stone)):
        assert as_user(world.committee_member).post(url, {"version": 1}).status_code == 403
    client = as_user(world.facilitator)
    for words in ("", "z" * 161, "Children watch the teachers and report on them"):
        sent = {"id": uuid.uuid4(), "version": 1, "what": words}
        assert client.post(add, sent).status_code == 422
        assert client.post(url_of("edit", stone), sent).status_code == 422
    assert client.post(url_of("edit", stone), {"version": 9, "what": "A"}).status_code == 409
    assert client.post(url_of("remove", stone), {}).status_code == 422
    assert Milestone.objects.count() == 1


def test_of_one_that_is_taken_out_is_kept_when_it_was_reached(world):
    plan, stone = with_one(world)
    stone = milestones.reach_milestone(
        stone, version=1, reached_on=clock.today(), by=world.committee_member
    )
    milestones.remove_milestone(stone, version=stone.version, by=world.facilitator)
    (kept,) = Revision.objects.filter(record_id=plan.pk, values__what=WHAT)
    assert kept.values["reached_on"] == str(clock.today())


def test_what_is_seen_on_the_way_of_a_step_that_is_over_stays_as_it_is(world):
    plan, stone = with_one(world)
    told.report(make.first_step(plan), by=world.facilitator, told_at="the school", progress=100,
                evidence="Children arrive before the bell.")  # fmt: skip
    with pytest.raises(NotPossible, match="This step is over"):
        told.milestone(make.first_step(plan))
    with pytest.raises(NotPossible, match="This step is over"):
        milestones.edit_milestone(stone, version=1, what="Another", by=world.facilitator)
    with pytest.raises(NotPossible, match="This step is over"):
        milestones.remove_milestone(stone, version=1, by=world.facilitator)
    assert Milestone.objects.get().what == WHAT


def test_a_step_that_is_over_gets_nothing_more(world):
    plan = told.agreed_with(world)
    action = make.first_step(plan)
    make.steps.move_action(
        action, "dropped", version=1, dropped_reason="No.", by=world.committee_member
    )
    with pytest.raises(NotPossible, match="This step is over"):
        told.milestone(action)
