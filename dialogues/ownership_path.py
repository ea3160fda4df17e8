"""How did a community's answers to how far it is its own follow each other?

Pure: reviews in, one table for each who answered together out. An answer stands beside the same
people's earlier one and beside nothing else; nothing is added up, and no other community is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from .models import Owned, OwnershipReview
from .models.ownership import QUESTIONS

BESIDE = 3  # of the newest on a page; the community's own copy holds them all


@dataclass(frozen=True)
class Given:
    """One answer: the step, and what that step means for this question. Empty: left out."""

    review: OwnershipReview
    step: str
    words: str | Promise


@dataclass(frozen=True)
class Row:
    question: str | Promise
    answers: Sequence[Given]


@dataclass(frozen=True)
class Path:
    """What all together or one group answered, the newest beside the one before.

    Of children told as children it is one day: what several groups of them answered on it.
    """

    group: Any  # None: all together, or children
    is_children: bool  # of groups of children, told as children
    reviews: Sequence[OwnershipReview]
    rows: Sequence[Row]


def paths(
    reviews: Iterable[OwnershipReview], *, each_group: bool, beside: int | None = BESIDE
) -> list[Path]:
    """`reviews` come by who answered, all together first, and the newest first.

    Without `each_group` children are told as children, and only where more than one group of them
    answered on a day: who reads what one group alone said knows which of them said it.
    """
    by_whom: dict[Any, list[OwnershipReview]] = {}
    of_children: dict[date, list[OwnershipReview]] = {}
    for review in reviews:
        group = review.subgroup
        if group is not None and group.is_child and not each_group:
            of_children.setdefault(review.answered_on, []).append(review)
        else:
            by_whom.setdefault(group, []).append(review)
    found = [_path(group, _latest(theirs, beside)) for group, theirs in by_whom.items()]
    days = sorted((day for day, theirs in of_children.items() if len(theirs) > 1), reverse=True)
    children = [_path(None, _mixed(of_children[day]), is_children=True) for day in days[:beside]]
    together = int(None in by_whom)
    return [*found[:together], *children, *found[together:]]


def _latest(reviews: Iterable[OwnershipReview], beside: int | None) -> list[OwnershipReview]:
    return sorted(reviews, key=lambda review: review.answered_on, reverse=True)[:beside]


def _mixed(reviews: Iterable[OwnershipReview]) -> list[OwnershipReview]:
    """In the order of the answers: no trace of which group gave them."""
    return sorted(reviews, key=lambda review: [getattr(review, name) for name in QUESTIONS])


def _path(group: Any, reviews: Sequence[OwnershipReview], *, is_children: bool = False) -> Path:
    rows = [
        Row(question, [given(review, name) for review in reviews])
        for name, (question, _steps) in QUESTIONS.items()
    ]
    return Path(group, is_children, reviews, rows)


def given(review: OwnershipReview, name: str) -> Given:
    """One answer in the words of its question."""
    step = getattr(review, name)
    steps = dict(zip(Owned.values, QUESTIONS[name][1], strict=True))
    return Given(review, step, steps.get(step, ""))
