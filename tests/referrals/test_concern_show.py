"""Does a focal point read the words, and is that recorded?"""

from . import checks, factories

KNOW = {"focal_point"}


def test_it_works_and_is_audited(world):
    concern = factories.concern(world, about_staff=True)
    page = checks.signed_in(world.focal_point).get(concern.get_absolute_url())
    assert factories.CANARY in page.content.decode()
    assert "speak to nobody of their line" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert factories.audited(concern) == ["concern.raised", "concern.viewed"]


def test_others_do_not_know_of_it(world):
    concern = factories.concern(world)
    checks.refused(world, "show", concern, noun="concern", may=KNOW, know=KNOW, method="get")


def test_no_other_method(world):
    concern = factories.concern(world)
    assert checks.post(world.focal_point, "show", concern, noun="concern").status_code == 405
