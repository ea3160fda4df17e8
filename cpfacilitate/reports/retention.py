"""How long does a file stay that was read in?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.retention import Rule, one_by_one, register

from .actions import forget_left_lying
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
