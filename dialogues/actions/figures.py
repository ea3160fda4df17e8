"""How are the figures of a community kept, and made anew from its dialogues?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncQuarter

from participants.models import Community, Round

from ..counted import TOGETHER, Cells, change, people_heard, sessions_held
from ..models import DialogueSession, HeadCount
from ..models.figures import FIGURES, KeptFigures, PeopleHeard, SessionsHeld

Figures = Mapping[type[KeptFigures], Cells]
NOTHING: Figures = {model: {} for model in FIGURES}


def figures_of(session: DialogueSession, head_counts: Iterable[Mapping[str, Any]]) -> Figures:
    """What one dialogue adds when it counts."""
    return {
        PeopleHeard: people_heard(session.held_on, head_counts, session.counted_together),
        SessionsHeld: sessions_held(session.held_on, session.channel, session.households),
    }


def keep_figures(community: Community, was: Figures, now: Figures) -> None:
    """Bring the figures from what a dialogue said to what it says."""
    for model in FIGURES:
        model.objects.add(community, change(was[model], now[model]))


def keep_figures_of_gone(community: Community) -> None:
    """Let the numbers stay when the dialogues they count are deleted."""
    for model in FIGURES:
        living = model.objects.filter(community=community).living()
        cells = living.cells()
        living.delete()
        model.objects.add(community, cells, gone=True)


def forget_figures(community: Community) -> None:
    """The community wants no number kept either."""
    for model in FIGURES:
        model.objects.filter(community=community).delete()


@transaction.atomic
def rebuild_figures(community: Community) -> bool:
    """Count the dialogues of `community` anew. True when the figures had not said the same.

    Whoever saves a dialogue locks its round, so nobody does while all of them are locked here.
    """
    list(Round.objects.select_for_update().filter(community=community).values_list("pk"))
    differed = False
    for model, cells in naive_figures(community).items():
        living = model.objects.filter(community=community).living()
        kept = {key: cell for key, cell in living.cells().items() if any(cell.values())}
        if kept != cells:
            differed = True
            living.delete()
            model.objects.add(community, cells)
    return differed


def naive_figures(community: Community) -> dict[type[KeptFigures], Cells]:
    """The figures as a count over every dialogue gives them."""
    heard = DialogueSession.objects.heard().filter(community=community).order_by()
    quarters = heard.annotate(quarter=TruncQuarter("held_on"))
    ways = quarters.values_list("quarter", "channel").annotate(
        sessions=Count("pk"), visited=Coalesce(Sum("households"), 0)
    )
    return {
        PeopleHeard: _by_box(heard) | _together(quarters),
        SessionsHeld: {
            (quarter, channel): Counter(sessions=sessions, households=households)
            for quarter, channel, sessions, households in ways
        },
    }


def _by_box(heard: QuerySet[DialogueSession]) -> Cells:
    rows = (
        HeadCount.objects.filter(session__in=heard)
        .annotate(quarter=TruncQuarter("session__held_on"))
        .values_list("quarter", "sex", "age_band")
        .annotate(
            all=Coalesce(Sum("people"), 0),
            counted=Count("people"),
            difficult=Coalesce(Sum("with_difficulty"), 0),
            difficulty_counted=Count("with_difficulty"),
        )
    )
    cells = {row[:3]: Counter(dict(zip(PeopleHeard.COUNTED, row[3:], strict=True))) for row in rows}
    return {key: cell for key, cell in cells.items() if any(cell.values())}


def _together(quarters: QuerySet[DialogueSession]) -> Cells:
    """Dialogues in which everybody was counted together and no box says how many."""
    boxes = HeadCount.objects.filter(session=OuterRef("pk"), people__isnull=False)
    rows = (
        quarters.filter(~Exists(boxes), counted_together__isnull=False)
        .values_list("quarter")
        .annotate(people=Sum("counted_together"), counted=Count("pk"))
    )
    return {
        (quarter, *TOGETHER): Counter(
            people=people, counted=counted, with_difficulty=0, difficulty_counted=0
        )
        for quarter, people, counted in rows
    }
