"""Everybody finds their own account behind "More"."""

from django.urls import reverse


def test_it_shows_who_one_is(world, as_user):
    for name, person in world.cast.items():
        page = as_user(person).get(reverse("account_menu")).content.decode()
        assert page.count(f"<h1>{person.display_name}</h1>") == 1
        assert (reverse("overview:person_list") in page) is (
            name in ("coordinator", "other_coordinator", "administrator")
        )
        assert ("You have no role at present" in page) is (name == "stranger")


def test_sessions_are_there_for_whoever_may_read_some(world, as_user):
    address = reverse("dialogues:session_list")
    for name, person in world.cast.items():
        client = as_user(person)
        offered = f'href="{address}"' in client.get(reverse("account_menu")).content.decode()
        assert offered is (client.get(address).status_code == 200), name
        assert offered is (name.endswith("facilitator") or name == "mentor"), name


def test_it_needs_sign_in_and_is_read_only(world, as_user):
    assert as_user(None).get(reverse("account_menu")).status_code == 302
    assert as_user(world.mentor).post(reverse("account_menu")).status_code == 405
