"""The first administrator of an empty installation comes from the command line, once."""

import io

import pytest
from django.core.management import CommandError, call_command

from cpfacilitate.accounts.models import Membership, User
from tests.factories import PASSWORD

from .factories import is_signed_in, sign_in

ASKED = ("Kindala Child Wellbeing Network", "isatu", "Isatu Conteh")


def found(monkeypatch, password: str, asked=ASKED) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    out = io.StringIO()
    call_command("found", *asked, stdout=out)
    return out.getvalue()


def test_it_makes_the_first_administrator(db, monkeypatch):
    assert found(monkeypatch, PASSWORD) == "isatu can sign in now.\n"
    membership = Membership.objects.get()
    assert (membership.role, membership.organisation.name) == ("administrator", ASKED[0])
    assert membership.user.display_name == "Isatu Conteh"
    assert is_signed_in(sign_in(membership.user))


def test_only_once(db, monkeypatch):
    found(monkeypatch, PASSWORD)
    with pytest.raises(CommandError, match="has people already"):
        found(monkeypatch, PASSWORD, ("Other", "other", "Other"))
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "asked"),
    [("short", ASKED), ("password1234", ASKED), ("isatu conteh", ASKED), ("", ASKED),
     (PASSWORD, ("K", "two words", "I"))],
)  # fmt: skip
def test_what_it_refuses(db, monkeypatch, password, asked):
    with pytest.raises(CommandError):
        found(monkeypatch, password, asked)
    assert not User.objects.exists()
