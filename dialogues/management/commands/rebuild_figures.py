"""`manage.py rebuild_figures`: count every dialogue anew and put right figures that differ."""

from typing import Any

from django.core.management.base import BaseCommand

from participants.models import Community

from ...actions.figures import rebuild_figures


class Command(BaseCommand):
    help = "Counts every dialogue anew, one community after the other, while people go on working."

    def handle(self, *args: Any, **options: Any) -> None:
        differed = counted = 0
        for community in Community.objects.order_by("pk").iterator():
            differed += rebuild_figures(community)
            counted += 1
        self.stdout.write(f"{counted} communities counted, {differed} differed and were put right")
