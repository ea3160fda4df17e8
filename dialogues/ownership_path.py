"""How did a community's answers to how far it is its own follow each other?

Pure: reviews in, one table for each who answered together out. An answer stands beside the same
people's earlier one and beside nothing else; nothing is added up, and no other community is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    """What all together, or one group, or children answered, the newest beside the one before."""

    group: Any  # None: all together
    is_children: bool  # of a group of children, told as children
    reviews: Sequence[OwnershipReview]
    rows: Sequence[Row]


def paths(
    reviews: Iterable[OwnershipReview], *, each_group: bool, beside: int | None = BESIDE
) -> list[Path]:
    """`reviews` come by who answered, the newest first.

    Without `each_group` the groups of children are told as children, whichever they were.
    """
    by_whom: dict[Any, list[OwnershipReview]] = {}
    for review in reviews:
        by_whom.setdefault(_whose(review, each_group), []).append(review)
    return [_path(whose, theirs, beside) for whose, theirs in by_whom.items()]


def _whose(review: OwnershipReview, each_group: bool) -> Any:
    group = review.subgroup
    return "children" if group is not None and group.is_child and not each_group else group


def _path(whose: Any, reviews: Sequence[OwnershipReview], beside: int | None) -> Path:
    latest = sorted(reviews, key=lambda review: review.answered_on, reverse=True)[:beside]
    rows = [
        Row(question, [given(review, name) for review in latest])
        for name, (question, _steps) in QUESTIONS.items()
    ]
    children = whose == "children"
    return Path(None if children else whose, children, latest, rows)


def given(review: OwnershipReview, name: str) -> Given:
    """One answer in the words of its question."""
    step = getattr(review, name)
    steps = dict(zip(Owned.values, QUESTIONS[name][1], strict=True))
    return Given(review, step, steps.get(step, ""))
