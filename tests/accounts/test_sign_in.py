"""Who gets in, by what, how often one may try, and where one comes out."""

import gzip

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cpfacilitate.accounts.models import User
from tests.factories import PASSWORD

from .factories import is_signed_in, sign_in

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


def test_by_user_name_and_by_e_mail(world):
    person = world.facilitator
    User.objects.filter(pk=person.pk).update(email="fatu@example.org")
    for name in (person.username, person.username.upper(), "fatu@example.org", "Fatu@Example.org"):
        assert is_signed_in(sign_in(person, login=name))


def test_with_a_wrong_password(world):
    client = Client()
    wrong = client.post(LOGIN, {"login": world.facilitator.username, "password": "wrong wrong"})
    nobody = client.post(LOGIN, {"login": "nobody at all", "password": "wrong wrong"})
    assert (wrong.status_code, nobody.status_code) == (200, 200)
    assert not is_signed_in(client)
    assert len(wrong.content) - len(world.facilitator.username) == len(nobody.content) - 13


def test_somebody_without_a_role_sees_nothing_of_others(world):
    assert is_signed_in(sign_in(world.stranger))


def test_five_wrong_passwords_for_one_person_are_enough(world):
    client = Client()
    for _ in range(5):
        client.post(LOGIN, {"login": world.facilitator.username, "password": "wrong wrong"})
    client.post(LOGIN, {"login": world.facilitator.username, "password": PASSWORD})
    assert not is_signed_in(client)
    assert is_signed_in(sign_in(world.mentor))


def test_too_many_tries_from_one_place(world):
    client = Client()
    statuses = [client.post(LOGIN, {}).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert "Too many tries" in client.post(LOGIN, {}).content.decode()


def test_a_forged_place_does_not_help(world):
    """X-Forwarded-For counts only behind as many proxies as the installation says it has."""
    client = Client()
    statuses = [
        client.post(LOGIN, {}, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(31)
    ]
    assert statuses[-1] == 429


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "login/code/",
        "3rdparty/",
        "",
        "2fa/webauthn/",
    ],
)
def test_what_is_not_used_has_no_address(world, as_user, path):
    for client in (Client(), as_user(world.administrator)):
        assert client.get(f"/accounts/{path}").status_code == 404
        assert client.post(f"/accounts/{path}").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_next_leads_inside_only(world):
    person = {"login": world.facilitator.username, "password": PASSWORD}
    for target, expected in [
        ("/accounts/menu/", "/accounts/menu/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ]:
        response = Client().post(LOGIN, person | {"next": target})
        assert response["Location"] == expected


def test_demonstration_logins_are_shown_in_a_demonstration_only(world, settings):
    page = Client().get(LOGIN).content.decode()
    assert world.facilitator.username not in page
    assert settings.DEMONSTRATION_PASSWORD not in page
    settings.DEMONSTRATION = True
    page = Client().get(LOGIN).content.decode()
    for role in ("facilitator", "mentor", "focal_point", "coordinator", "committee_member",
                 "social_worker", "observer", "administrator"):  # fmt: skip
        assert page.count(f'value="{getattr(world, role).username}"') == 1
    assert world.outsider_facilitator.username not in page
    response = Client().post(
        LOGIN, {"login": world.mentor.username, "password": settings.DEMONSTRATION_PASSWORD}
    )
    assert response.status_code == 302


def test_the_first_visit_weighs_little(world, settings):
    """Page, style and script together stay under 14 KB, as sent."""
    settings.DEMONSTRATION = True
    page = Client().get(LOGIN).content
    files = [
        (settings.BASE_DIR / "static" / name).read_bytes()
        for name in ("css/look.css", "js/page.js", "img/icon.svg")
    ]
    assert sum(len(gzip.compress(content, 9)) for content in [page, *files]) <= 14 * 1024


def test_a_forgotten_password(world):
    person = world.facilitator
    User.objects.filter(pk=person.pk).update(email="fatu@example.org")
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "fatu@example.org"})
    code = mail.outbox[0].body.split()[0]
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (["fatu@example.org"], "Your code")
    assert "http" not in mail.outbox[0].body
    assert person.display_name not in mail.outbox[0].body
    new = "four other odd words"
    other = Client()  # the code opens nothing in another browser
    assert (
        other.post(reverse("account_confirm_password_reset_code"), {"code": code})["Location"]
        == LOGIN
    )
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    done = client.post(
        reverse("account_complete_password_reset"), {"password1": new, "password2": new}
    )
    assert done["Location"] == reverse("account_password_reset_completed")
    assert not is_signed_in(client)
    assert is_signed_in(sign_in(person, password=new))


def test_a_forgotten_password_of_nobody_looks_the_same(world):
    User.objects.filter(pk=world.facilitator.pk).update(email="fatu@example.org")
    answers = []
    for address in ("fatu@example.org", "nobody@example.org"):
        client = Client()
        first = client.post(reverse("account_reset_password"), {"email": address})
        second = client.get(first["Location"])
        answers.append(
            (first.status_code, first["Location"], second.status_code, len(second.content))
        )
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["fatu@example.org"]]


def test_a_mail_server_that_is_down_breaks_no_page(world, settings):
    User.objects.filter(pk=world.facilitator.pk).update(email="fatu@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = Client().post(reverse("account_reset_password"), {"email": "fatu@example.org"})
    assert response.status_code == 302


def test_changing_the_password_signs_out_everywhere(world):
    here, there = sign_in(world.facilitator), sign_in(world.facilitator)
    new = "four other odd words"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), given).status_code == 302
    assert not is_signed_in(here)
    assert not is_signed_in(there)
    assert is_signed_in(sign_in(world.facilitator, password=new))


def test_sessions_page_signs_out_elsewhere(world):
    here = sign_in(world.facilitator, HTTP_USER_AGENT="Firefox/140 (Android 15)")
    there = sign_in(world.facilitator, HTTP_USER_AGENT="Stranger")
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("<b>Firefox, Android</b>") == page.count("<b>Stranger</b>") == 1
    here.post(reverse("usersessions_list"))
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert "Stranger" not in here.get(reverse("usersessions_list")).content.decode()


def test_sign_out(world):
    client = sign_in(world.facilitator)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == LOGIN
    assert not is_signed_in(client)


def test_the_key_of_a_session_changes_with_signing_in(world):
    client = Client()
    client.get(LOGIN)
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    before = client.cookies["sessionid"].value
    client.post(LOGIN, {"login": world.facilitator.username, "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
