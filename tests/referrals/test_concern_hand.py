"""Can a focal point hand what was told to another one, who alone reads it then?"""

import pytest

from cpfacilitate.accounts.models import Notification
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from referrals import actions
from referrals.models import Concern
from tests.factories import fresh, person

from . import checks, factories

KNOW = {"focal_point"}


@pytest.fixture
def second(world):
    return person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)


def test_it_works_and_is_audited(world, second):
    concern = factories.taken_up(world)
    Notification.objects.all().delete()
    response = checks.post(world.focal_point, "hand", concern, noun="concern", to=str(second.pk))
    assert (response.status_code, response.url) == (302, "/referrals/concerns/")
    kept = Concern.objects.get()
    assert (kept.status, kept.kept_for, kept.taken_up_by) == ("raised", second, None)
    assert list(Notification.objects.values_list("user", flat=True)) == [second.pk]
    assert factories.audited(concern)[-1] == "concern.handed"


def test_from_then_on_only_that_one_reads_it(world, second):
    concern = actions.hand_concern(factories.concern(world), to=second, by=world.focal_point)
    readers = {
        name
        for name, one in [*world.cast.items(), ("second", second)]
        if list(Concern.objects.visible_to(fresh(one))) == [concern]
    }
    assert readers == {"second"}
    assert checks.signed_in(world.focal_point).get(concern.get_absolute_url()).status_code == 404
    assert actions.take_up_concern(concern, by=second).taken_up_by == second


def test_it_goes_to_another_organisation_as_well(world):
    handed = actions.hand_concern(
        factories.concern(world), to=world.other_focal_point, by=world.focal_point
    )
    assert handed.kept_by == world.other_ngo
    assert list(Concern.objects.visible_to(fresh(world.other_focal_point))) == [handed]


def test_never_to_whom_it_is_about_nor_to_whoever_is_in_their_line(world, second):
    about = factories.concern(world, kept_from=world.focal_point)
    with pytest.raises(NotPermitted):
        actions.hand_concern(about, to=world.other_focal_point, by=world.focal_point)
    with pytest.raises(NotPossible):
        actions.hand_concern(about, to=world.focal_point, by=second)
    in_line = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    factories.give(in_line, world.ngo, Role.MENTOR, by=world.coordinator)
    staff = factories.concern(world, about_staff=True)
    with pytest.raises(NotPossible):
        actions.hand_concern(staff, to=in_line, by=second)
    page = checks.signed_in(second).get(checks.url("hand", staff, "concern"))
    offered = set(page.context["form"].fields["to"].queryset)
    assert offered == {world.focal_point, world.other_focal_point}


def test_bad_input(world, second):
    concern = factories.concern(world)
    for to in ("", str(world.facilitator.pk), str(world.focal_point.pk)):
        response = checks.post(world.focal_point, "hand", concern, noun="concern", to=to)
        assert response.status_code == 422
    assert Concern.objects.get().kept_for is None


def test_others_do_not_know_of_it(world, second):
    concern = factories.concern(world)
    checks.refused(
        world, "hand", concern, noun="concern", may=KNOW, know=KNOW, to=str(second.pk)
    )  # fmt: skip


def test_not_once_it_is_closed(world, second):
    concern = factories.taken_up(world)
    actions.close_concern(concern, closing_reason="Talked", by=world.focal_point)
    response = checks.post(world.focal_point, "hand", concern, noun="concern", to=str(second.pk))
    checks.not_now(response, "This is closed")


def test_no_other_method(world):
    client = checks.signed_in(world.focal_point)
    url = checks.url("hand", factories.concern(world), "concern")
    assert client.put(url).status_code == 405
