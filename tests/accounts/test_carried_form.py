"""What was typed when a sign-in ran out is given back, to the same person, and to nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import CarriedForm, User
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import OWNER_SALT
from tests.factories import PASSWORD

from .factories import hidden, sign_in

SECRET = "Aunties walk us home ɛ “quoted” & <b>"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


@pytest.fixture
def typed(world) -> tuple[Client, dict]:
    """A coordinator's browser and what they typed, quarter of an hour after they were last seen."""
    client = sign_in(world.coordinator)
    form = client.get(reverse("overview:person_add")).context["form"]
    person = {
        "id": str(form["id"].value()), "owner": form["owner"].value(), "display_name": SECRET,
        "email": "", "role": "mentor", "organisation": str(world.ngo.pk),
    }  # fmt: skip
    return client, person


def expired() -> clock.at:
    return clock.at(clock.now() + timedelta(minutes=16))


def carried_by(client: Client, form: dict) -> str:
    """Send the form too late, sign in again: the page one comes to."""
    response = client.post(reverse("overview:person_add"), form)
    page, _, query = response["Location"].partition("?next=")
    assert (response.status_code, page) == (302, reverse("account_login"))
    return query


def test_the_author_gets_it_back_and_it_is_kept(typed, world):
    client, form = typed
    with expired():
        target = carried_by(client, form)
        assert target == reverse("carried_form", args=[CarriedForm.objects.get().pk])
        assert not User.objects.filter(display_name=SECRET).exists()
        back = client.post(
            reverse("account_login"),
            {"login": world.coordinator.username, "password": PASSWORD, "next": target},
        )
        assert back["Location"] == target
        page = client.get(target).content.decode()
        assert f'action="{reverse("overview:person_add")}"' in page
        again = hidden(page)
        again.pop("csrfmiddlewaretoken")
        again.pop("next")
        assert again.pop("carried") == str(CarriedForm.objects.get().pk)
        assert {**again, "owner": ""} == {**form, "owner": ""}
        assert signing.loads(again["owner"], salt=OWNER_SALT) == str(world.coordinator.pk)
        assert client.post(reverse("overview:person_add"), again).status_code == 200
    assert User.objects.filter(display_name=SECRET).count() == 1


def test_nobody_else_sees_it(typed, world, as_user):
    client, form = typed
    with expired():
        target = carried_by(client, form)
    for name, person in world.cast.items():
        response = as_user(person).get(target)
        assert response.status_code == (200 if name == "coordinator" else 404)
        assert (SECRET[:7] in response.content.decode()) is (name == "coordinator")
    assert Client().get(target).status_code == 302
    assert as_user(world.mentor).post(target).status_code == 404
    assert CarriedForm.objects.count() == 1


def test_it_is_sealed_where_it_is_stored(typed):
    client, form = typed
    with expired():
        carried_by(client, form)
    with connection.cursor() as cursor:
        cursor.execute("SELECT posted FROM accounts_carriedform")
        (stored,) = cursor.fetchone()
    assert "Aunties" not in stored
    assert dict(CarriedForm.objects.get().fields())["display_name"] == SECRET


def test_throwing_it_away(typed, as_user, world):
    client, form = typed
    with expired():
        target = carried_by(client, form)
    response = as_user(world.coordinator).post(target)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not CarriedForm.objects.exists()


def test_it_is_forgotten_after_a_day(typed):
    client, form = typed
    with expired():
        carried_by(client, form)
    with clock.at(clock.now() + timedelta(hours=24)):
        call_command("due")
        assert CarriedForm.objects.count() == 1
    with clock.at(clock.now() + timedelta(hours=24, minutes=17)):
        assert not CarriedForm.objects.visible_to(CarriedForm.objects.get().user).exists()
    with clock.at(clock.now() + timedelta(hours=49)):
        call_command("due")
        assert not CarriedForm.objects.exists()


def test_an_autosave_is_answered_401_where_it_is(typed):
    client, form = typed
    with expired():
        response = client.post(reverse("overview:person_add"), form, headers={"X-Autosave": "1"})
    assert (response.status_code, response.json()) == (401, {"sign_in": reverse("account_login")})
    assert not CarriedForm.objects.exists()


@pytest.mark.parametrize(
    "owner", [None, "", "forged", signing.dumps(str(uuid.uuid4()), salt=OWNER_SALT)]
)
def test_without_a_true_mark_nothing_is_stored(typed, owner):
    _, form = typed
    form.pop("owner")
    response = Client().post(
        reverse("overview:person_add"), form | ({} if owner is None else {"owner": owner})
    )
    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
    assert not CarriedForm.objects.exists()


def test_a_mark_signed_for_something_else_is_refused(typed, world):
    _, form = typed
    form["owner"] = signing.dumps(str(world.coordinator.pk), salt="something else")
    Client().post(reverse("overview:person_add"), form)
    assert not CarriedForm.objects.exists()


def test_it_leads_to_no_other_site(typed, world):
    _, form = typed
    Client().post("//evil.example/overview/people/add/", form)
    Client().post(reverse("overview:person_add") + "?x=//evil.example", form)
    assert all(
        path.startswith("/overview/") for path in CarriedForm.objects.values_list("path", flat=True)
    )


def test_wrong_method(typed, as_user, world):
    client, form = typed
    with expired():
        target = carried_by(client, form)
    assert as_user(world.coordinator).put(target).status_code == 405
    assert (
        as_user(world.coordinator).get(reverse("carried_form", args=[uuid.uuid4()])).status_code
        == 404
    )


def _sign_in_again(client: Client, world) -> None:
    client.post(
        reverse("account_login"), {"login": world.coordinator.username, "password": PASSWORD}
    )


def test_sent_on_and_taken_it_is_forgotten(typed, world):
    client, form = typed
    with expired():
        target = carried_by(client, form | {"email": "not an address"})
        _sign_in_again(client, world)
        again = hidden(client.get(target).content.decode())
        refused = client.post(reverse("overview:person_add"), again)
        assert (refused.status_code, CarriedForm.objects.count()) == (422, 1)
        taken = client.post(reverse("overview:person_add"), again | {"email": ""})
        assert (taken.status_code, CarriedForm.objects.count()) == (200, 0)


def test_nobody_makes_another_persons_form_forgotten(typed, world, as_user):
    client, form = typed
    with expired():
        carried_by(client, form)
    look = reverse("set_look")
    for key in (str(CarriedForm.objects.get().pk), "no key"):
        assert as_user(world.mentor).post(look, {"carried": key}).status_code == 302
    assert CarriedForm.objects.count() == 1


def test_the_sign_in_page_says_why_and_that_it_is_kept(typed, world):
    client, form = typed
    away = "You were away for a while, so we signed you out."
    kept = "What you typed is kept. Sign in and it is given back to you."
    with expired():
        carried_by(client, form)
        page = client.get(reverse("account_login")).content.decode()
        assert (page.count(away), page.count(kept)) == (1, 1)
        page = client.get(reverse("account_login")).content.decode()
        assert (page.count(away), page.count(kept)) == (0, 0)


def test_only_whoever_was_away_is_told_so(world):
    client = sign_in(world.coordinator)
    away = "You were away for a while, so we signed you out."
    assert away not in Client().get("/", follow=True).content.decode()
    with expired():
        page = client.get("/", follow=True).content.decode()
    assert page.count(away) == 1
    assert "What you typed is kept" not in page


def _with_an_old_mark(person: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def test_a_page_from_before_signing_in_again_loses_nothing(typed, world, as_user):
    _, form = typed
    response = _with_an_old_mark(world.coordinator).post(reverse("overview:person_add"), form)
    carried = CarriedForm.objects.get()
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page was open too long. What you typed is kept." in page
    assert f'href="{reverse("carried_form", args=[carried.pk])}"' in page
    assert dict(carried.fields())["display_name"] == SECRET
    assert carried.user == world.coordinator


def test_an_old_page_of_another_person_is_carried_for_nobody(typed, world):
    _, form = typed
    for sent in (form, form | {"owner": "forged"}):
        response = _with_an_old_mark(world.mentor).post(reverse("overview:person_add"), sent)
        assert response.status_code == 403
        assert "What you typed is kept" not in response.content.decode()
    assert not CarriedForm.objects.exists()


def test_an_autosave_with_an_old_mark_is_answered_in_its_own_way(typed, world):
    _, form = typed
    client = _with_an_old_mark(world.coordinator)
    response = client.post(reverse("overview:person_add"), form, headers={"X-Autosave": "1"})
    assert (response.status_code, response.json()) == (403, {"csrf": True})
    assert not CarriedForm.objects.exists()
