"""How long does a file stay that was read in?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.retention import Rule, one_by_one, register

from .actions import forget_applied, forget_left_lying
from .models import ImportRun

register(
    Rule(
        kind="left_lying_imports",
        label=_("Lists read from a file that nobody brought in"),
        span="left_lying_imports",
        moment="created_at",
        rows=lambda: ImportRun.objects.filter(applied_at=None),
        purge=one_by_one(forget_left_lying),
        wipes=("reports.ImportRun",),
        counted_for="organisation",
    )
)
register(
    Rule(
        kind="applied_imports",
        label=_("What is left of lists that were brought in"),
        span="applied_imports",
        moment="applied_at",
        rows=lambda: ImportRun.objects.filter(applied_at__isnull=False).exclude(
            rows=[], left_aside=[], given={}
        ),
        purge=one_by_one(forget_applied),
        wipes=("reports.ImportRun.rows", "reports.ImportRun.left_aside", "reports.ImportRun.given"),
        counted_for="organisation",
    )
)
