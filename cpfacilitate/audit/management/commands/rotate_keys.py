"""`manage.py rotate_keys`: bring what is sealed under the newest of FIELD_KEYS, while work goes on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cpfacilitate.audit.actions import rotate_keys
from cpfacilitate.lib import sealed
from cpfacilitate.lib.crypto import fingerprint

ROWS_NAMED = 20


class Command(BaseCommand):
    help = (
        "Seals everything confidential anew under the newest of FIELD_KEYS. May be broken off and "
        "started again. Ends with 1 when something is not under the newest key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; say which keys are still in use"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.FIELD_KEYS:
            raise CommandError("FIELD_KEYS is not set.")
        if options["check"]:
            tally = sealed.check()
        else:
            _rotation, tally = rotate_keys()
            for column, count in tally.renewed.items():
                self.stdout.write(f"{column}: {count} sealed anew")
        self._say_keys(tally)
        self._say_unreadable(tally)
        if not tally.all_newest:
            raise CommandError("Not everything is under the newest key.")

    def _say_keys(self, tally: sealed.Tally) -> None:
        for number, key in enumerate(settings.FIELD_KEYS):
            uses = tally.by_key[number]
            what = "in use" if uses else "not in use"
            if number and not uses:
                what += "; it can be taken out"
            self.stdout.write(f"key {number + 1} ({fingerprint(key)}): {uses} {what}")

    def _say_unreadable(self, tally: sealed.Tally) -> None:
        for column, rows in tally.unreadable.items():
            self.stderr.write(f"{column}: no key opens {len(rows)}: {', '.join(rows[:ROWS_NAMED])}")
