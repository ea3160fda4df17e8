"""Can anybody tell the focal point something, once, leaving nothing to come back to?"""

import uuid

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Notification
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPossible
from referrals import actions
from referrals.models import Concern
from tests.factories import fresh, person

from . import checks, factories

URL = "/referrals/concerns/add/"
WORDS = f"I am worried; {factories.CANARY}"


def _posted(world, **values):
    return {"id": str(uuid.uuid4()), "organisation": str(world.ngo.pk), "words": WORDS, **values}


@pytest.mark.parametrize("name", ["facilitator", "mentor", "committee_member", "coordinator"])
def test_it_works_and_is_audited(world, name):
    client = checks.signed_in(getattr(world, name))
    response = client.post(URL, _posted(world))
    concern = Concern.objects.get()
    assert (response.status_code, response.url) == (302, "/")
    assert (concern.words, concern.status, concern.kept_by) == (WORDS, "raised", world.ngo)
    assert factories.audited(concern) == ["concern.raised"]


def test_afterwards_there_is_a_reference_and_nothing_else(world):
    client = checks.signed_in(world.facilitator)
    page = client.post(URL, _posted(world), follow=True).content.decode()
    concern = Concern.objects.get()
    assert "Done." in page
    assert concern.code not in page
    assert factories.CANARY not in page
    assert str(concern.pk) not in page
    assert client.get(concern.get_absolute_url()).status_code == 404
    assert client.get("/referrals/concerns/").status_code == 403


def test_sent_twice_it_is_one(world):
    posted = _posted(world)
    client = checks.signed_in(world.facilitator)
    for _time in (1, 2):
        assert client.post(URL, posted).status_code == 302
    assert Concern.objects.count() == 1


def test_the_page_is_neutral_and_names_the_phone_first(world):
    with override_settings(FOCAL_POINT_PHONE="077 123 456"):
        page = checks.signed_in(world.facilitator).get(URL).content.decode()
    assert "<title>Focal point</title>" in page
    assert 0 < page.index("077 123 456") < page.index("What should they know?")


def test_the_words_are_sealed(world):
    factories.concern(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM referrals_concern")
        assert factories.CANARY not in str(cursor.fetchall())


def test_the_focal_points_are_told_that_something_waits(world):
    factories.concern(world)
    told = Notification.objects.values_list("user", flat=True)
    assert list(told) == [world.focal_point.pk]


def test_it_goes_around_the_focal_point_it_is_about(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    form = checks.signed_in(world.facilitator).get(URL).context["form"]
    assert set(form.fields["kept_from"].queryset) == {world.focal_point, second}
    values = {"about_focal_point": "on", "kept_from": str(world.focal_point.pk)}
    checks.signed_in(world.facilitator).post(URL, _posted(world, **values))
    concern = Concern.objects.get()
    assert concern.kept_by == world.ngo
    assert set(Notification.objects.values_list("user", flat=True)) == {second.pk}
    target = concern.get_absolute_url()
    assert checks.signed_in(second).get(target).status_code == 200
    assert checks.signed_in(world.focal_point).get(target).status_code == 404


def test_where_there_is_only_that_one_it_goes_to_another_organisation(world):
    values = {"about_focal_point": "on"}
    checks.signed_in(world.facilitator).post(URL, _posted(world, **values))
    concern = Concern.objects.get()
    assert concern.kept_by == world.other_ngo
    assert set(Concern.objects.visible_to(world.focal_point)) == set()
    assert list(Concern.objects.visible_to(world.other_focal_point)) == [concern]


def test_where_nobody_is_left_it_says_to_phone(world):
    for focal_point in (world.focal_point, world.other_focal_point):
        focal_point.is_active = False
        focal_point.save()
    with pytest.raises(NotPossible, match="Please phone instead"):
        factories.concern(world)
    assert not Concern.objects.exists()


def test_a_services_person_chooses_whose_focal_point(world):
    form = checks.signed_in(world.social_worker).get(URL).context["form"]
    assert set(form.fields["organisation"].queryset) == {world.ngo, world.other_ngo}


def test_bad_input(world):
    client = checks.signed_in(world.facilitator)
    assert client.post(URL, _posted(world, words="")).status_code == 422
    foreign = _posted(world, organisation=str(world.other_ngo.pk))
    assert client.post(URL, foreign).status_code == 422
    assert not Concern.objects.exists()


def test_who_may(world):
    found = {
        name: checks.signed_in(fresh(person)).get(URL).status_code
        for name, person in world.cast.items()
    }
    without = {"observer", "administrator", "stranger"}
    assert found == {name: 403 if name in without else 200 for name in world.cast}
    assert checks.signed_in(None).get(URL).status_code == 302
    assert checks.signed_in(world.observer).post(URL, _posted(world)).status_code == 403


def test_no_other_method(world):
    assert checks.signed_in(world.facilitator).put(URL).status_code == 405


def test_it_leads_to_a_referral_or_a_reason(world):
    concern = actions.take_up_concern(factories.concern(world), by=world.focal_point)
    referral = factories.draft(world, by=world.focal_point)
    closed = actions.close_concern(concern, referral=referral, by=world.focal_point)
    assert (closed.status, closed.referral) == ("closed", referral)


def test_it_never_reaches_whom_it_is_kept_from_ticked_or_not(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    values = {"kept_from": str(world.focal_point.pk)}
    checks.signed_in(world.facilitator).post(URL, _posted(world, **values))
    concern = Concern.objects.get()
    assert (concern.about_focal_point, concern.kept_from) == (True, world.focal_point)
    assert list(Notification.objects.values_list("user", flat=True)) == [second.pk]
    assert list(Concern.objects.visible_to(fresh(world.focal_point))) == []
    assert list(Concern.objects.visible_to(second)) == [concern]


def test_only_whoever_may_tell_is_offered_it(world):
    found = {
        name: URL in checks.signed_in(fresh(one)).get("/").content.decode()
        for name, one in world.cast.items()
    }
    without = {"observer", "administrator", "stranger"}
    assert found == {name: name not in without for name in world.cast}


@pytest.mark.parametrize(
    ("phone", "words"), [("077 123 456", "Or write a few words."), ("", "<p>Write a few words.")]
)
def test_it_says_or_only_after_a_phone(world, phone, words):
    with override_settings(FOCAL_POINT_PHONE=phone):
        assert words in checks.signed_in(world.facilitator).get(URL).content.decode()


def test_many_bodies_without_a_focal_point_cost_no_more_queries(world):
    client = checks.signed_in(world.facilitator)
    client.get("/referrals/concerns/add/")
    with CaptureQueriesContext(connection) as few:
        client.get("/referrals/concerns/add/")
    for number in range(20):
        accounts.add_organisation(
            id=uuid.uuid4(), name=f"Body {number}", kind="formal_service", by=world.administrator
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/referrals/concerns/add/")
    assert len(many) == len(few)
