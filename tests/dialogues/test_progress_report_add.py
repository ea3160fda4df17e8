"""How a step goes is told in dated reports, and the step is then as far as was told."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import DomainError, NotPermitted, NotPossible
from dialogues.actions import steps
from dialogues.models import Action, Confirmation, ProgressReport
from dialogues.permissions.plans import can_report
from participants import actions as participants
from tests import factories
from tests.factories import fresh

from . import plan_factories as make
from . import progress_factories as told

SAID = {
    "steps_taken": "The women and the young men took turns for a month.",
    "obstacle": "Two cans broke.",
    "unexpected": "Girls stay longer at the well and talk.",
    "progress": 50,
    "led_by": "together",
    "evidence": "The bell rings and everybody is there.",
}
MEETING = "the planning group, first Saturday"


def add(action: Action) -> str:
    return f"{reverse('dialogues:progress_report_add')}?action={action.pk}"


def said(**changes: object) -> dict[str, object]:
    return {"id": uuid.uuid4(), "reported_on": clock.today(), **SAID, **changes}


def test_a_member_tells_how_it_goes(world, as_user):
    action = make.reported(world, "planned")
    client = as_user(world.committee_member)
    assert "told_at" not in client.get(add(action)).context["form"].fields
    response = client.post(add(action), said())
    report = ProgressReport.objects.get()
    assert response.url == report.get_absolute_url()
    assert {name: getattr(report, name) for name in SAID} == SAID
    assert (report.told_at, report.created_by) == ("", world.committee_member)
    action.refresh_from_db()
    assert (action.status, action.progress) == ("started", 50)
    assert make.events(report) == ["progress_report.added"]
    assert make.events(action) == ["action.added", "action.started", "action.brought_forward"]
    assert make.again(action.plan).status == "agreed"  # progress is no part of what was agreed
    page = client.get(response.url).content.decode()
    for words in (*(word for word in SAID.values() if isinstance(word, str)), "Half"):
        assert words in page or words == "together"


def test_a_facilitator_names_the_meeting_at_which_it_was_told(world, as_user):
    action = make.reported(world, "started")
    client = as_user(world.facilitator)
    assert client.post(add(action), said()).status_code == 422
    client.post(add(action), said(told_at=MEETING))
    assert ProgressReport.objects.get().told_at == MEETING
    assert f"As told: {MEETING}" in client.get(action.page).content.decode()
    with pytest.raises(NotPossible, match="at which meeting"):
        told.report(action, by=world.facilitator)


def test_done_needs_evidence_and_waits_to_be_confirmed(world, as_user):
    action = make.reported(world, "planned")
    client = as_user(world.committee_member)
    assert client.post(add(action), said(progress=100, evidence=" ")).status_code == 422
    client.post(add(action), said(progress=100))
    action.refresh_from_db()
    assert (action.status, action.progress, action.evidence) == ("done", 100, SAID["evidence"])
    assert (action.done_by, action.confirmed_at) == (world.committee_member, None)
    assert "progress" not in client.get(add(action)).context["form"].fields  # more can be told
    client.post(add(action), said(progress=""))
    assert ProgressReport.objects.newest_first().first().progress is None


def test_a_step_may_go_back_and_one_not_begun_stays_so(world):
    action = make.reported(world, "planned")
    told.report(action, by=world.committee_member, progress=0)
    assert Action.objects.get(pk=action.pk).status == "planned"
    told.report(action, by=world.committee_member, progress=75)
    told.report(action, by=world.committee_member, progress=25)
    assert Action.objects.get(pk=action.pk).progress == 25


def test_a_day_told_later_does_not_take_it_back(world):
    action = make.reported(world, "planned")
    week = clock.today() - timedelta(days=7)
    told.report(action, by=world.committee_member, progress=75)
    told.report(action, by=world.committee_member, progress=25, reported_on=week)
    assert Action.objects.get(pk=action.pk).progress == 75
    about = {"progress": 100, "evidence": "They come in time.", "reported_on": week}
    told.report(action, by=world.committee_member, **about)
    assert Action.objects.get(pk=action.pk).status == "done"


def test_of_a_step_made_of_others_how_far_is_not_asked(world, as_user):
    plan = told.agreed_with(world, lambda plan: told.part(make.first_step(plan), world))
    whole = plan.actions.get(parent=None)
    client = as_user(world.committee_member)
    assert "progress" not in client.get(add(whole)).context["form"].fields
    client.post(add(whole), said())
    whole.refresh_from_db()
    assert (whole.status, whole.progress, whole.reports.get().progress) == ("started", 0, None)
    with pytest.raises(NotPossible, match="follows from its parts"):
        told.report(whole, by=world.committee_member)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps_taken": ""}, "Write something here."),
        ({"led_by": "nobody"}, "Select a valid choice"),
        ({"progress": 33}, "Select a valid choice"),
        ({"reported_on": "2999-01-01"}, "This day is still to come"),
        ({"obstacle": "z" * 2001}, "at most 2000"),
        ({"unexpected": "The son of Kadie came."}, "son of Kadie"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, changes, words):
    action = make.reported(world, "started")
    answer = as_user(world.committee_member).post(add(action), said(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert SAID["evidence"] in page
    assert not ProgressReport.objects.exists()


def test_why_words_name_nobody_is_kept_with_the_plan(world, as_user):
    action = make.reported(world, "started")
    words = {"evidence": "They sing the song of Kadie Sesay.", "identifier_reason": "An old song."}
    as_user(world.committee_member).post(add(action), said(progress=100, **words))
    assert set(Confirmation.objects.values_list("plan", flat=True)) == {action.plan_id}
    assert Confirmation.objects.filter(record_id=ProgressReport.objects.get().pk).exists()


def test_the_same_form_twice_is_one_report(world, as_user):
    action = make.reported(world, "started")
    once = said()
    for _time in range(2):
        assert as_user(world.committee_member).post(add(action), once).status_code == 302
    assert ProgressReport.objects.count() == 1
    assert make.events(action).count("action.brought_forward") == 1


# step, who → may they tell how it goes?
REPORTS = {
    (status, name)
    for status in ("planned", "started", "done")
    for name in ("facilitator", "committee_member")
}


@pytest.mark.parametrize("status", ["planned", "started", "done", "dropped"])
def test_who_tells_of_a_step_in_which_state(world, status):
    action = make.reported(world, status)
    for name, user in world.cast.items():
        allowed = (status, name) in REPORTS
        assert can_report(fresh(user), action) == allowed, name
        if not allowed:
            with pytest.raises((DomainError, NotPermitted)):
                told.report(action, by=fresh(user), progress=None, told_at="there")


@pytest.mark.parametrize("status", ["draft", "with_community", "concluded", "set_aside"])
def test_nothing_is_told_of_a_step_that_is_not_agreed(world, as_user, status):
    action = make.first_step(make.moved(world, status))
    assert as_user(world.facilitator).get(add(action)).status_code == 409


def test_others_wrong_roles_wrong_method_and_after_parting(world, as_user):
    action = make.reported(world, "started")
    for outsider in (world.outsider_committee_member, world.outsider_facilitator):
        assert as_user(outsider).post(add(action), said()).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).get(add(action)).status_code == 403
    assert as_user(world.committee_member).put(add(action)).status_code == 405
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    assert as_user(world.committee_member).get(add(action)).status_code == 200
    participants.move_agreement(
        type(world.community.agreement).objects.get(pk=world.community.agreement.pk),
        "withdrawn", decided_on=clock.today(), data_choice="keep", informed="The elders.",
        by=world.facilitator,
    )  # fmt: skip
    assert as_user(world.committee_member).get(add(action)).status_code == 409


def test_newest_first(world, as_user):
    action = make.reported(world, "started")
    for days in (3, 9, 1):
        told.report(
            action, by=world.committee_member, steps_taken=f"{days} days ago",
            reported_on=clock.today() - timedelta(days=days),
        )  # fmt: skip
    text = as_user(world.mentor).get(action.page).content.decode()
    places = [text.index(f"{days} days ago") for days in (1, 3, 9)]
    assert places == sorted(places)


# --- Done is confirmed by somebody other than the owner -------------------------------------------


def test_who_speaks_for_the_group_that_sees_to_it_does_not_confirm(world, as_user):
    """Reported by the facilitator: the women who own the step do not confirm it, the men do."""
    action = make.reported(world, "started")
    assert action.owner_group == world.groups["women"]
    action = steps.move_action(
        action, "done", version=action.version, evidence="Seen.", by=world.facilitator
    )
    url = reverse("dialogues:action_confirm", args=[action.pk])
    women, men = as_user(world.committee_member), as_user(make.spokesperson(world, "men"))
    for page in (action.plan.get_absolute_url(), action.page):
        assert url not in women.get(page).content.decode()
        assert url in men.get(page).content.decode()
    refused = women.post(url, {"version": action.version})
    assert refused.status_code == 409
    assert "Your group sees to this step itself." in refused.content.decode()
    assert men.post(url, {"version": action.version}).status_code == 302


def test_who_speaks_for_the_owner_and_for_others_is_still_the_owner(world):
    action = make.reported(world, "started")
    action = steps.move_action(
        action, "done", version=action.version, evidence="Seen.", by=world.facilitator
    )
    participants.add_planning_group_member(
        id=uuid.uuid4(), subgroup=world.groups["elders"], name="Kadie",
        user=world.committee_member, consented_on=clock.today(), by=world.facilitator,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="Your group sees to this step itself"):
        steps.confirm_action(action, version=action.version, by=world.committee_member)


def test_a_member_of_no_group_confirms_as_nobody_owns_for_them(world):
    action = make.reported(world, "done")
    user = factories.person(world.ngo, Role.COMMITTEE_MEMBER, by=world.coordinator)
    factories.reach(user, Role.COMMITTEE_MEMBER, by=world.coordinator, community=world.community)
    assert steps.confirm_action(action, version=action.version, by=user).confirmed_by == user
