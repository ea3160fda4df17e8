"""Do focal points, and nobody else, find what was told in confidence?"""

from cpfacilitate.lib.paging import page_after
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


def test_closed_ones_come_page_by_page_the_newest_first(world, monkeypatch):
    closed = []
    for _number in range(3):
        taken = actions.take_up_concern(factories.concern(world), by=world.focal_point)
        actions.close_concern(taken, closing_reason="Talked", by=world.focal_point)
        closed.insert(0, taken)
    monkeypatch.setattr(page_after, "__kwdefaults__", page_after.__kwdefaults__ | {"size": 2})
    client = checks.signed_in(world.focal_point)
    first = client.get(f"{URL}?show=ended")
    cursor = first.context["concerns"].next
    assert f"?show=ended&amp;after={cursor}" in first.content.decode()
    second = client.get(URL, {"show": "ended", "after": cursor})
    assert [list(page.context["concerns"]) for page in (first, second)] == [closed[:2], closed[2:]]
    assert "after=" not in second.content.decode()


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
