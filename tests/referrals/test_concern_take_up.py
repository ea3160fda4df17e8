"""Does one focal point take up what was told, once?"""

from referrals import actions
from referrals.models import Concern

from . import checks, factories

KNOW = {"focal_point"}


def test_it_works_and_is_audited(world):
    concern = factories.concern(world)
    response = checks.post(world.focal_point, "take_up", concern, noun="concern")
    assert (response.status_code, response.url) == (302, concern.get_absolute_url())
    kept = Concern.objects.get()
    assert (kept.status, kept.taken_up_by) == ("taken_up", world.focal_point)
    assert factories.audited(concern) == ["concern.raised", "concern.taken_up"]


def test_others_do_not_know_of_it(world):
    concern = factories.concern(world)
    checks.refused(world, "take_up", concern, noun="concern", may=KNOW, know=KNOW)


def test_not_twice(world):
    concern = actions.take_up_concern(factories.concern(world), by=world.focal_point)
    response = checks.post(world.focal_point, "take_up", concern, noun="concern")
    checks.not_now(response, "This stands at “Taken up” since ")


def test_it_is_a_post(world):
    concern = factories.concern(world)
    client = checks.signed_in(world.focal_point)
    assert client.get(checks.url("take_up", concern, "concern")).status_code == 405
