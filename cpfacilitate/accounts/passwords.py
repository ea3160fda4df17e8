"""Is this password one that a stranger would try? No rules of composition, only what is guessed.

Lists of common passwords hold short ones; people lengthen those. So a password is folded to its
core first: case, the usual letter-for-digit swaps, digits and signs put before or behind,
repetition. What remains must not be a common password, nor words that belong to the person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128
# What must be left of a password when the words that belong to the person are taken away.
OWN_LETTERS = 6
FEWEST_DIFFERENT = 5
_SWAPS = str.maketrans("01345789@$!", "oieastbgasi")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn",
)  # fmt: skip
_PRODUCT = ("cpfacilitate", "facilitate", "password", "welcome", "changeme")


@cache
def common_passwords() -> frozenset[str]:
    """Django's twenty thousand, with what is left of each when folded."""
    words = CommonPasswordValidator().passwords
    cores = {form for word in words for form in (_letters(word), _unrepeated(word))}
    return frozenset(words) | {core for core in cores if len(core) >= 4}


def is_predictable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Would somebody who knows lists, keyboards and this person try it among the first?"""
    folded = unicodedata.normalize("NFKC", password).casefold()
    if len(set(folded)) < FEWEST_DIFFERENT or _is_walk(folded):
        return True
    forms = (folded, _letters(folded), _letters(_bare(folded).translate(_SWAPS)))
    cores = {*forms, *map(_unrepeated, forms)}
    if cores & common_passwords():
        return True
    words = sorted({*_PRODUCT, *own_words}, key=len, reverse=True)
    return any(_without(core, words) for core in cores)


def _without(core: str, words: Iterable[str]) -> bool:
    """Too little is left when the words are taken out of it."""
    rest = core
    for word in words:
        rest = rest.replace(word, "")
    return rest != core and len(_letters(rest)) < OWN_LETTERS


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def _bare(text: str) -> str:
    """Without the digits and signs before and behind."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _unrepeated(text: str) -> str:
    """`kissmekissme` → `kissme`."""
    return re.sub(r"^(.+?)\1+$", r"\1", text)


def _is_walk(text: str) -> bool:
    """Made of steps along the alphabet, the digits or a keyboard, with few jumps."""
    steps = list(pairwise(text))
    jumps = sum(not _neighbours(first, second) for first, second in steps)
    return jumps * 4 <= len(steps)


def _neighbours(first: str, second: str) -> bool:
    if first == second:
        return True
    return any(first + second in row or second + first in row for row in _ROWS)


class UnpredictableValidator:
    """Django's password validator made of the above, and the longest a password may be."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("A password has at most %(longest)d characters.") % {"longest": LONGEST},
                code="password_too_long",
            )
        if is_predictable(password, user.words_of_theirs() if user else ()):
            raise ValidationError(
                _(
                    "This password is easy to guess: too much of it is a common word, a pattern "
                    "or a name of yours. Four words that do not belong together make a good one."
                ),
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        return _("Four words that do not belong together make a good one.")
