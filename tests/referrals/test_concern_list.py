"""Do focal points, and nobody else, find what was told in confidence?"""

from referrals import actions

from . import checks, factories

URL = "/referrals/concerns/"


def test_it_works_not_taken_up_first(world):
    old = actions.take_up_concern(factories.concern(world), by=world.focal_point)
    new = factories.concern(world)
    page = checks.signed_in(world.focal_point).get(URL)
    assert list(page.context["concerns"]) == [new, old]
    assert factories.CANARY not in page.content.decode()
    assert "<title>Page</title>" in page.content.decode()


def test_open_and_closed_are_apart(world):
    concern = actions.take_up_concern(factories.concern(world), by=world.focal_point)
    actions.close_concern(concern, closing_reason="Talked", by=world.focal_point)
    client = checks.signed_in(world.focal_point)
    assert "Nothing is open." in client.get(URL).content.decode()
    assert list(client.get(f"{URL}?show=ended").context["concerns"]) == [concern]


def test_another_organisations_are_not_there(world):
    factories.concern(world)
    page = checks.signed_in(world.other_focal_point).get(URL)
    assert list(page.context["concerns"]) == []


def test_who_may(world):
    found = {
        name: checks.signed_in(person).get(URL).status_code for name, person in world.cast.items()
    }
    may = {"focal_point", "other_focal_point"}
    assert found == {name: 200 if name in may else 403 for name in world.cast}
    assert checks.signed_in(None).get(URL).status_code == 302


def test_no_other_method(world):
    assert checks.signed_in(world.focal_point).post(URL).status_code == 405
