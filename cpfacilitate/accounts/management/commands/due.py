"""`manage.py due`: do everything whose time has come. Run every minute; says nothing when idle."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cpfacilitate.lib import clock
from cpfacilitate.lib.due import tasks


class Command(BaseCommand):
    help = "Does everything whose time has come. Run it every minute; two at once do nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, task in tasks().items():
            try:
                done = task(clock.now())
            except Exception:  # one task that fails must not keep the others waiting
                logging.getLogger(__name__).exception("%s failed", name)
                failed.append(name)
                continue
            if done:
                self.stdout.write(f"{name}: {done}")
        if failed:
            raise CommandError(f"failed, and tried again next time: {', '.join(failed)}")
