"""Does what nobody takes up go on to somebody, around everybody whom it is about?"""

from datetime import timedelta

import pytest

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Notification, OutgoingMail
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from referrals import actions, due
from referrals.models import Concern
from tests.factories import fresh, person

from . import checks, factories

HOUR = timedelta(hours=1)


def _told() -> set:
    """Who was told since this was asked last."""
    people = set(Notification.objects.values_list("user__pk", flat=True))
    Notification.objects.all().delete()
    return people


def _readers(world, *more) -> set:
    people = [*world.cast.values(), *more]
    return {one.pk for one in people if Concern.objects.visible_to(fresh(one)).exists()}


def test_after_a_day_another_organisation_is_told_too(world):
    concern = factories.concern(world)
    assert _told() == {world.focal_point.pk}
    assert due.escalate_concerns(clock.now() + 23 * HOUR) == 0
    assert due.escalate_concerns(clock.now() + 25 * HOUR) == 1
    assert _told() == {world.focal_point.pk, world.other_focal_point.pk}
    assert _readers(world) == {world.focal_point.pk, world.other_focal_point.pk}
    assert factories.audited(concern) == ["concern.raised", "concern.escalated"]
    assert due.escalate_concerns(clock.now() + 26 * HOUR) == 0  # not every minute


def test_in_danger_after_two_hours_and_the_first_time_at_once(world):
    factories.concern(world, danger_now=True)
    mail_due = Notification.objects.get().at
    assert not OutgoingMail.objects.filter(due_at__gt=mail_due + HOUR / 4).exists()
    assert due.escalate_concerns(clock.now() + HOUR) == 0
    assert due.escalate_concerns(clock.now() + 3 * HOUR) == 1


def test_what_is_taken_up_stays_where_it_is(world):
    factories.taken_up(world)
    assert due.escalate_concerns(clock.now() + 100 * HOUR) == 0


def test_what_one_was_named_for_goes_first_to_the_others_here(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    concern = actions.hand_concern(factories.concern(world), to=second, by=world.focal_point)
    _told()
    actions.escalate_concern(concern, now=clock.now() + 25 * HOUR)
    assert _told() == {world.focal_point.pk, second.pk}
    actions.escalate_concern(concern, now=clock.now() + 50 * HOUR)
    assert _told() == {world.focal_point.pk, second.pk, world.other_focal_point.pk}


def test_it_never_goes_to_whom_it_is_about(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    concern = factories.concern(world, kept_from=world.focal_point)
    for days in (2, 4, 6):
        actions.escalate_concern(concern, now=clock.now() + timedelta(days=days))
    assert _told() == {second.pk, world.other_focal_point.pk}
    assert _readers(world, second) == {second.pk, world.other_focal_point.pk}


# --- About staff ------------------------------------------------------------------------------------


def test_about_staff_it_goes_around_everybody_in_their_line(world):
    in_line = {
        role: person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
        for role in (Role.FACILITATOR, Role.MENTOR, Role.COORDINATOR, Role.COMMITTEE_MEMBER)
    }
    for role, one in in_line.items():
        by = world.administrator if role == Role.COORDINATOR else world.coordinator
        factories.give(one, world.ngo, role, by=by)
    usual = factories.concern(world)
    assert _told() == {world.focal_point.pk, *(one.pk for one in in_line.values())}
    concern = factories.concern(world, about_staff=True)
    assert _told() == {world.focal_point.pk}
    for one in in_line.values():
        client = checks.signed_in(one)
        assert client.get(concern.get_absolute_url()).status_code == 404
        assert list(client.get("/referrals/concerns/").context["concerns"]) == [usual]
        assert concern.code not in client.get("/").content.decode()


def test_it_is_lost_to_whoever_comes_into_the_line_later(world):
    concern = factories.concern(world, about_staff=True)
    assert list(Concern.objects.visible_to(fresh(world.focal_point))) == [concern]
    factories.give(world.focal_point, world.ngo, Role.MENTOR, by=world.coordinator)
    assert list(Concern.objects.visible_to(fresh(world.focal_point))) == []


def test_where_all_are_in_the_line_it_goes_to_another_organisation(world):
    factories.give(world.focal_point, world.ngo, Role.COORDINATOR, by=world.administrator)
    concern = factories.concern(world, about_staff=True)
    assert concern.kept_by == world.other_ngo
    assert _readers(world) == {world.other_focal_point.pk}


@pytest.mark.parametrize("named", [False, True])
def test_it_goes_to_whom_the_organisation_names(world, named):
    second = person(world.other_ngo, Role.FOCAL_POINT, by=world.other_coordinator)
    accounts.edit_organisation(
        world.ngo,
        staff_concerns_to=world.other_ngo,
        staff_concerns_person=second if named else None,
        by=world.administrator,
    )
    world.ngo.refresh_from_db()
    factories.concern(world, about_staff=True)
    expected = {second.pk} if named else {second.pk, world.other_focal_point.pk}
    assert _told() == expected
    assert _readers(world, second) == expected
    Concern.objects.all().delete()
    factories.concern(world)  # any other goes where it always went
    assert _readers(world, second) == {world.focal_point.pk}


def test_a_second_contact_here_reads_it_alone(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    accounts.edit_organisation(
        world.ngo, staff_concerns_to=None, staff_concerns_person=second, by=world.administrator
    )
    world.ngo.refresh_from_db()
    factories.concern(world, about_staff=True)
    assert _readers(world, second) == {second.pk}


def test_the_page_says_who_reads_it_before_one_writes(world):
    accounts.edit_organisation(
        world.ngo, staff_concerns_to=world.other_ngo, staff_concerns_person=None,
        by=world.administrator,
    )  # fmt: skip
    page = checks.signed_in(world.facilitator).get("/referrals/concerns/add/").content.decode()
    elsewhere = f"{world.other_focal_point} ({world.other_ngo})"
    assert f"<dd>{world.focal_point}</dd>" in page
    assert f"<dd>{elsewhere}<br>" in page
    assert "Nobody who has another role there." in page
    assert "If you say which one: the others." not in page  # there is only one
    assert f"If nobody takes it up within 24 hours</dt><dd>{elsewhere}</dd>" in page


def test_where_there_is_no_focal_point_the_page_says_what_to_do(world, settings):
    for one in (world.focal_point, world.other_focal_point):
        one.is_active = False
        one.save()
    client = checks.signed_in(world.facilitator)
    page = client.get("/referrals/concerns/add/").content.decode()
    assert "Speak with your coordinator, or with a child helpline." in page
    assert 'name="words"' not in page
    settings.FOCAL_POINT_PHONE = "077 123 456"
    page = client.get("/referrals/concerns/add/").content.decode()
    assert "No focal point can read it here yet. Please phone." in page
    typed = {"words": "Please come", "id": "8f14e45f-ceea-467f-a0e6-3f7b5a3f1d11"}
    response = client.post("/referrals/concerns/add/", typed)
    assert response.status_code == 422
    assert "Please come" in response.content.decode()


def test_about_all_focal_points_none_of_them_reads_it_elsewhere_either(world):
    second = person(world.other_ngo, Role.FOCAL_POINT, by=world.other_coordinator)
    factories.give(world.focal_point, world.other_ngo, Role.FOCAL_POINT, by=world.other_coordinator)
    concern = factories.concern(world, about_focal_point=True)
    assert concern.kept_by == world.other_ngo
    expected = {second.pk, world.other_focal_point.pk}
    assert _told() == _readers(world, second) == expected
    target = concern.get_absolute_url()
    assert checks.signed_in(world.focal_point).get(target).status_code == 404
    with pytest.raises(NotPermitted):
        actions.take_up_concern(concern, by=fresh(world.focal_point))


@pytest.mark.parametrize("why", ["left", "in the line"])
def test_what_one_alone_reads_is_not_lost_when_they_read_it_no_more(world, why):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    concern = actions.hand_concern(
        factories.concern(world, about_staff=True), to=second, by=world.focal_point
    )
    actions.take_up_concern(concern, by=second)
    _told()
    assert due.escalate_concerns(clock.now()) == 0
    if why == "left":
        (role,) = second.memberships.live()
        accounts.end_role(role, by=world.coordinator)
    else:
        factories.give(second, world.ngo, Role.MENTOR, by=world.coordinator)
    assert _readers(world, second) == set()
    assert due.escalate_concerns(clock.now()) == 1
    assert _told() == _readers(world, second) == {world.focal_point.pk}
    assert Concern.objects.get().status == "raised"
    assert due.escalate_concerns(clock.now()) == 0
