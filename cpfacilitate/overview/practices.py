"""What already protects children in a community, what was said of it before, and what builds on it?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.models import User
from dialogues.models import ActionPlan
from dialogues.permissions.plans import reads_drafts
from dialogues.states import PlanStatus
from participants.models import Community, ProtectivePractice, Revision
from participants.permissions import can_keep_practices, can_see_focus


@dataclass(frozen=True)
class Before:
    """What a practice said until somebody changed it."""

    until: datetime
    by: User
    said: tuple[tuple[str, str], ...]  # name of the field, its words then


def plans_read_by(user: User, community: Community) -> QuerySet[ActionPlan]:
    """The plans whose text as it stands `user` may read: of one being rewritten, not yet."""
    plans = ActionPlan.objects.visible_to(user).for_list()
    return plans if reads_drafts(user, community) else plans.exclude(status=PlanStatus.DRAFT)


def with_plans(practices: QuerySet, user: User, community: Community) -> QuerySet:
    """Each with the plans that build on it, as far as `user` may read them: `read_plans`."""
    plans = plans_read_by(user, community)
    return practices.prefetch_related(Prefetch("plans", queryset=plans, to_attr="read_plans"))


def history_of(practice: ProtectivePractice) -> list[Before]:
    """What it said before, newest first."""
    revisions = Revision.objects.filter(record_id=practice.pk).select_related("by")
    return [
        Before(revision.at, revision.by, tuple(_in_words(revision.values)))
        for revision in revisions.order_by("-version", "-at")
    ]


def _in_words(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    spoken = {True: _("Yes"), False: _("No"), None: _("Nobody asked yet"), "": _("Nothing")}
    for name, value in values.items():
        label = ProtectivePractice._meta.get_field(name).verbose_name
        yield capfirst(str(label)), str(spoken.get(value, value))


@require_GET
def practice_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The register of a community."""
    user = request.user
    community = get_object_or_404(Community.objects.visible_to(user).for_list(), pk=pk)
    practices = ProtectivePractice.objects.read_by(user, community)
    context = {
        "community": community,
        "practices": with_plans(practices, user, community),
        "reads_all": can_see_focus(user, community),
        "can_keep": can_keep_practices(user, community),
    }
    return render(request, "overview/practice_list.html", context)


@require_GET
def practice_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One practice, for facilitator and mentor with what it said before."""
    user = request.user
    practice = get_object_or_404(ProtectivePractice.objects.visible_to(user), pk=pk)
    reads_all = can_see_focus(user, practice.community)
    context = {
        "practice": practice,
        "plans": plans_read_by(user, practice.community).filter(builds_on=practice),
        "reads_all": reads_all,
        "history": history_of(practice) if reads_all else [],
        "can_keep": can_keep_practices(user, practice.community),
    }
    return render(request, "overview/practice_show.html", context)
