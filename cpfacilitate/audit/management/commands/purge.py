"""`manage.py purge`: delete what has been kept as long as it may be. `due` runs it once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.audit.actions import purge
from cpfacilitate.audit.models import StartedBy
from cpfacilitate.lib import clock, retention


class Command(BaseCommand):
    help = "Deletes what has been kept as long as it may be, and records how much of each kind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="delete nothing; say what goes today and in the next ninety days",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        run = purge(started_by=StartedBy.COMMAND, now=now, dry_run=options["dry_run"])
        if options["dry_run"]:
            for line in retention.outlook(now):
                kept = f" ({_('kept by a hold')})" if line.held else ""
                day = date_format(line.day, "Y-m-d")
                self.stdout.write(f"{day}  {line.count:>6}  {line.rule.label}{kept}")
        else:
            for kind, count in run.deleted.items():
                self.stdout.write(f"{kind}: {count}")
            for kind, count in run.held.items():
                self.stdout.write(f"{kind}: {count} {_('kept by a hold')}")
        if run.failed:
            raise CommandError(f"still due: {', '.join(run.failed)}")
