"""`manage.py found`: the first organisation and its first administrator, on an empty installation."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cpfacilitate.accounts.actions import found_installation
from cpfacilitate.accounts.models import User
from cpfacilitate.lib.errors import DomainError


class Command(BaseCommand):
    help = (
        "Makes the first organisation and administrator. The password is asked for, or read from "
        "standard input when that is not a terminal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation_name", help="name of the organisation")
        parser.add_argument("username", help="what the administrator signs in with")
        parser.add_argument("display_name", help="the administrator's name")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[name] for name in ("organisation_name", "username", "display_name")}
        password = self._password()
        person = User(username=asked["username"], display_name=asked["display_name"])
        try:
            person.clean_fields(exclude=["password"])
            validate_password(password, person)
            found_installation(**asked, password=password)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        except DomainError as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(f"{asked['username']} can sign in now.")

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Password again: ") != password:
            raise CommandError("The two passwords differ.")
        return password
