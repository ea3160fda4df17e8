"""Do the numbers of a dialogue fit together? Where they do not, one asks; nothing is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import CHILD_AGES, AgeBand

from .models import Sex

if TYPE_CHECKING:
    from .models import DialogueSession

MANY = 60  # people in one dialogue: more than one can listen to
FEW = 5  # people: among fewer, who said something is soon known
YOUNG = frozenset(band for band, _label in CHILD_AGES)
_WHO: dict[tuple[str, bool], Promise] = {
    (Sex.FEMALE, True): gettext_lazy("Girls"),
    (Sex.FEMALE, False): gettext_lazy("Women"),
    (Sex.MALE, True): gettext_lazy("Boys"),
    (Sex.MALE, False): gettext_lazy("Men"),
}


def who(sex: str, band: str) -> str | Promise:
    """People of a sex and an age, in a word."""
    return _WHO.get((sex, band in YOUNG), Sex.OTHER.label)


def summed(numbers: Iterable[int | None]) -> int | None:
    """What was counted, added up; nothing when nobody counted."""
    counted = [number for number in numbers if number is not None]
    return sum(counted) if counted else None


@dataclass(frozen=True)
class Numbers:
    """What was counted in a dialogue, and how consent was given. None: not counted."""

    cells: Sequence[Mapping[str, Any]] = field(default_factory=tuple)  # rows of HeadCount
    together: int | None = None
    asked: int | None = None
    agreed: int | None = None
    declined: int | None = None
    left: int | None = None
    quotes: int = 0

    @property
    def boxes(self) -> int | None:
        return summed(cell["people"] for cell in self.cells)

    @property
    def people(self) -> int | None:
        return self.together if self.boxes is None else self.boxes


def numbers_of(session: DialogueSession) -> Numbers:
    return Numbers(
        [vars(row) for row in session.head_counts.all()],
        together=session.counted_together,
        asked=session.asked,
        agreed=session.agreed,
        declined=session.declined,
        left=session.left_early,
        quotes=len(session.quotes.all()),
    )


def questions(numbers: Numbers) -> list[tuple[str, str]]:
    """What does not fit, as (step of the form, question)."""
    return [
        *(("s2", words) for words in _of_consent(numbers)),
        *(("s3", words) for words in _of_cells(numbers)),
        *(("s6", words) for words in _of_quotes(numbers)),
    ]


def _of_consent(numbers: Numbers) -> Iterable[str]:
    asked, agreed, declined, left = (
        numbers.asked, numbers.agreed, numbers.declined, numbers.left or 0
    )  # fmt: skip
    people = numbers.people
    if asked is not None and agreed is not None:
        answered = agreed + (declined or 0)
        if answered > asked or (declined is not None and answered < asked):
            yield _(
                "%(asked)d were asked; %(agreed)d agreed and %(declined)d declined. Is one of these "
                "numbers another?"
            ) % {"asked": asked, "agreed": agreed, "declined": declined or 0}
    if agreed is not None and left > agreed:
        yield _("%(left)d left before the end, and %(agreed)d had agreed. Is it so?") % {
            "left": left, "agreed": agreed,
        }  # fmt: skip
    if agreed is not None and people is not None and people < agreed - left:
        yield _("%(agreed)d agreed, and %(people)d were counted. Is somebody not counted?") % {
            "agreed": agreed, "people": people,
        }  # fmt: skip
    elif agreed is not None and people is not None and people > agreed:
        yield _("%(agreed)d agreed, and %(people)d were counted. Who were the others?") % {
            "agreed": agreed, "people": people,
        }  # fmt: skip
    elif agreed is None and asked is not None and people is not None and people > asked:
        yield _("%(asked)d were asked, and %(people)d were counted. Did the others agree too?") % {
            "asked": asked, "people": people,
        }  # fmt: skip


def _of_cells(numbers: Numbers) -> Iterable[str]:
    bands = dict(AgeBand.choices)
    for cell in numbers.cells:
        people, hard = cell["people"], cell["with_difficulty"]
        words = {
            "who": who(cell["sex"], cell["age_band"]),
            "age": bands[cell["age_band"]],
            "people": people,
            "hard": hard,
        }
        if hard and people is None:
            yield (
                _(
                    "%(who)s, %(age)s: %(hard)d of them find it hard to see, hear, walk or learn. How "
                    "many came in all?"
                )
                % words
            )
        elif hard and hard > people:
            yield (
                _(
                    "%(who)s, %(age)s: %(people)d came, and %(hard)d of them find it hard to see, hear, "
                    "walk or learn. Is it the other way round?"
                )
                % words
            )
    boxes = numbers.boxes
    if boxes is not None and numbers.together is not None and boxes != numbers.together:
        yield _("The boxes make %(boxes)d, and together you counted %(together)d.") % {
            "boxes": boxes, "together": numbers.together,
        }  # fmt: skip
    if numbers.people is not None and numbers.people > MANY:
        yield _("%(people)d people are very many for one dialogue. Is the number right?") % {
            "people": numbers.people
        }


def _of_quotes(numbers: Numbers) -> Iterable[str]:
    if numbers.quotes and numbers.people is not None and numbers.people < FEW:
        yield _("Fewer than five were there: could somebody tell who said this?")


@dataclass(frozen=True)
class Line:
    """A row of the table in which counts are read: a cell is (people, of whom with difficulty)."""

    label: str | Promise
    cells: list[tuple[int | None, int | None]]


@dataclass(frozen=True)
class Table:
    """The counts of a dialogue with their totals; the last cell and the last line are the sums."""

    columns: list[str | Promise]
    lines: list[Line]


SEXES: dict[str, Promise] = {
    Sex.FEMALE: gettext_lazy("Girls, women"),
    Sex.MALE: gettext_lazy("Boys, men"),
    Sex.OTHER: gettext_lazy("Other"),
}


def table(cells: Sequence[Mapping[str, Any]]) -> Table | None:
    """Ages down, sexes across, only those of whom something was counted; None for nothing."""
    if not cells:
        return None
    sexes = [sex for sex in SEXES if any(cell["sex"] == sex for cell in cells)]
    bands = [
        (band, label)
        for band, label in AgeBand.choices
        if any(cell["age_band"] == band for cell in cells)
    ]

    def sums(of: Iterable[Mapping[str, Any]]) -> tuple[int | None, int | None]:
        of = list(of)
        return summed(c["people"] for c in of), summed(c["with_difficulty"] for c in of)

    def line(label: str | Promise, of: Sequence[Mapping[str, Any]]) -> Line:
        across = [sums(cell for cell in of if cell["sex"] == sex) for sex in sexes]
        return Line(label, [*across, sums(of)] if len(sexes) > 1 else across)

    lines = [
        line(label, [cell for cell in cells if cell["age_band"] == band]) for band, label in bands
    ]
    if len(bands) > 1:
        lines.append(line(gettext_lazy("Together"), cells))
    columns: list[str | Promise] = [SEXES[sex] for sex in sexes]
    return Table([*columns, gettext_lazy("Together")] if len(sexes) > 1 else columns, lines)
