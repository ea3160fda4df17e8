"""How does a test sign somebody in as a browser does, with or without a second step?"""

from __future__ import annotations

import re
from html import unescape
from io import StringIO

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.due import send_mail
from cpfacilitate.accounts.models import OutgoingMail, User
from cpfacilitate.lib import clock
from tests.factories import PASSWORD, World


def sign_in(user: User, *, password: str = PASSWORD, login: str = "", **where: str) -> Client:
    """A browser in which the password was typed."""
    client = Client(**where)
    client.post(reverse("account_login"), {"login": login or user.username, "password": password})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_menu")).status_code == 200


def code_now(secret: str) -> str:
    """What the app on the phone would show."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enrol(client: Client) -> str:
    """Set up the second step; returns its key."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<span class="code">(\w+)</span>', page)[1]
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    cache.clear()  # the same code may be used again only because the test's minute is the same
    return secret


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page, as a browser would send them."""
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }


def reachable(user: User) -> User:
    """The same person, with an address of their own."""
    user.email = f"{user.username}@example.org"
    User.objects.filter(pk=user.pk).update(email=user.email)
    return user


def run_due() -> str:
    """One minute of the timer; what it says it did."""
    out = StringIO()
    call_command("due", stdout=out)
    return out.getvalue()


def failed(world: World) -> OutgoingMail:
    """A mail for the mentor that no mail server took: there is none at this port."""
    actions.notify(reachable(world.mentor), about=world.community)
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1):
        send_mail(clock.now())
    return OutgoingMail.objects.failed().get()
