"""What every answer carries, what a cookie says, what a real installation is refused for."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as live
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from .factories import is_signed_in

PAGES = ["/accounts/login/", "/accounts/password/reset/", "/healthz/", "/nothing/"]


def policy(response) -> dict[str, set[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize("path", [*PAGES, "/", "/accounts/menu/", "/accounts/roles/"])
def test_every_answer(world, as_user, path):
    for client in (Client(), as_user(world.facilitator)):
        response = client.get(path)
        assert policy(response) == {
            "default-src": {"'none'"}, "script-src": {"'self'"}, "style-src": {"'self'"},
            "img-src": {"'self'", "data:"}, "connect-src": {"'self'"}, "manifest-src": {"'self'"},
            "form-action": {"'self'"}, "frame-ancestors": {"'none'"}, "base-uri": {"'none'"},
        }  # fmt: skip
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]


def test_no_page_of_ours_has_script_or_style_in_it(world, as_user):
    for path in ("/accounts/login/", "/accounts/menu/", "/accounts/roles/"):
        page = as_user(None if "login" in path else world.coordinator).get(path).content.decode()
        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/') == 1
        assert " on" not in [part[:3] for part in page.split('"')]


def test_leave_signs_out_and_says_nothing(world, as_user):
    client = as_user(world.focal_point)
    response = Client(enforce_csrf_checks=True).post(reverse("leave"))
    assert response.status_code == 200
    response = client.post(reverse("leave"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert SESSION_KEY not in client.session
    assert not is_signed_in(client)
    page = response.content.decode()
    for word in ("cpfacilitate", world.focal_point.display_name, "http", "child"):
        assert word not in page
    assert client.get(reverse("leave")).status_code == 405


@pytest.mark.parametrize(
    ("target", "expected"),
    [("/accounts/menu/", "/accounts/menu/"), ("https://evil.example/", "/"),
     ("//evil.example", "/"), ("\\\\evil.example", "/"), ("javascript:alert(1)", "/"), ("", "/")],
)  # fmt: skip
def test_the_look_leads_inside_only(client, target, expected):
    response = client.post(reverse("set_look"), {"look": "outdoor", "next": target})
    assert (response.status_code, response["Location"]) == (302, expected)
    cookie = response.cookies["look"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("outdoor", True, "Lax")


def test_an_unknown_look_is_not_kept(client):
    assert not client.post(reverse("set_look"), {"look": '"><b>'}).cookies
    client.cookies["look"] = '"><b>'
    assert client.get("/accounts/login/").status_code == 200
    assert client.get(reverse("set_look")).status_code == 405


def production(**changes: str | None) -> dict[str, str]:
    """The environment of a real installation."""
    given = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cpfacilitate.settings",
        "SECRET_KEY": "a-long-and-random-value-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "kindala.example",
        "HOSTING_PLACE": "a computer in Freetown",
        "EMAIL_URL": "smtp+tls://kindala:secret@mail.example:587",
        "DEFAULT_FROM_EMAIL": "waits@kindala.example",
        "PYTHONPATH": str(live.BASE_DIR),
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def in_production(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments], env=production(**changes), cwd=live.BASE_DIR,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


DEPLOY = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_a_real_installation_is_let_through():
    done = in_production(*DEPLOY)
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DEMONSTRATION": "1"}, "DEMONSTRATION is on"),
        ({"SECOND_FACTOR_REQUIRED": "0"}, "SECOND_FACTOR_REQUIRED is off"),
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"FIELD_KEYS": None}, "FIELD_KEYS is not set"),
        ({"FIELD_KEYS": "not-a-key"}, "is no key"),
        ({"PLAIN_HTTP": "1"}, "PLAIN_HTTP is on"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"EMAIL_URL": None}, "EMAIL_URL names no mail server"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL names no mail server"),
        ({"DEFAULT_FROM_EMAIL": None}, "DEFAULT_FROM_EMAIL is not set"),
        ({"ALLOWED_HOSTS": "*"}, "lets any name in"),
        ({"HOSTING_PLACE": None}, "HOSTING_PLACE is not set"),
    ],
)
def test_what_a_real_installation_is_refused_for(changes, sentence):
    done = in_production(*DEPLOY, **changes)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_cookies_and_transport_of_a_real_installation():
    shown = in_production(
        "-c",
        "import django, cpfacilitate.settings as own\n"
        "plain = 'django.contrib.staticfiles.storage.StaticFilesStorage'\n"
        "own.STORAGES['staticfiles'] = {'BACKEND': plain}\n"  # nothing is collected here
        "django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.test import Client\n"
        "c = Client(); r = c.get('/accounts/login/', secure=True, HTTP_HOST='kindala.example')\n"
        "t = r.cookies['__Host-csrftoken']\n"
        "print(r.status_code, t['secure'], t['httponly'], t['samesite'], t['path'], repr(t['domain']))\n"
        "print(r['Strict-Transport-Security'])\n"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,"
        " s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)\n"
        "p = c.get('/accounts/login/', HTTP_HOST='kindala.example')\n"
        "print(p.status_code, p['Location'])\n"
        "print(c.get('/accounts/login/', secure=True, HTTP_HOST='evil.example').status_code)\n",
    )
    assert shown.stdout.splitlines() == [
        "200 True True Lax / ''",
        "max-age=31536000; includeSubDomains; preload",
        "__Host-sessionid True True Lax None /",
        "301 https://kindala.example/accounts/login/",
        "400",
    ], shown.stderr
