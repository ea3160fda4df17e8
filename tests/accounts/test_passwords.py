"""What would be guessed is refused, whoever chooses it; what would not is allowed, with no rules."""

import itertools

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from cpfacilitate import settings as product
from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.passwords import is_predictable

GOOD = [
    "mango tree at noon", "four other odd words", "correct horse battery", "gbɛ nyande kɔlɔ",
    "x7K!p2Qz9#Lm", "rain on tin roof 1961", "我们一起去河边洗衣服好吗今天", "a" + "bcd efgh ijk lmn " * 2,
]  # fmt: skip
GUESSED = [
    "password1234", "Password2026!", "qwertyuiop12", "qwerty123456", "123456789012", "111111111111",
    "abcdefghijkl", "P@ssw0rd1234", "pa55word!!!!", "letmeinletmein", "iloveyou2026", "!!sunshine!!1",
    "1qaz2wsx3edc", "asdfghjkl123", "aaaaaaaaaaaaa", "abcabcabcabc", "cpfacilitate", "cpfacilitate2026",
    "football1234", "michael19871", "dragon!dragon", "zxcvbnm12345", "welcome12345", "098765432109",
]  # fmt: skip


def test_good_ones_pass():
    for password in GOOD:
        validate_password(password)


@pytest.mark.parametrize("password", GUESSED)
def test_guessed_ones_do_not(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_thousands_of_lengthened_common_ones_do_not():
    """Ten thousand and more of twelve characters or more, made the way people make them."""
    ways = ("{}123", "{}1234", "{}2026", "{}!", "123{}", "{}{}", "{}12345678", "{}@2025")
    words = sorted(CommonPasswordValidator().passwords)[::2]
    made = {
        password
        for word, way in itertools.product(words, ways)
        if word.isalpha() and len(password := way.format(word, word)) >= 12
    }
    assert len(made) > 10_000
    assert [password for password in made if not is_predictable(password)] == []


def test_length():
    for wrong in ("elevenchars"[:11], "mango tree " * 12):
        with pytest.raises(ValidationError):
            validate_password(wrong)
    validate_password("mango rivers"[:12])
    validate_password("mango tree at noon " * 6 + "and more")


def test_own_words(world):
    person = User(pk=world.facilitator.pk, username="fatu.k", display_name="Fatu Kamara",
                  email="fatukam@example.org")  # fmt: skip
    for password in (
        "fatukamara12", "Kamara202612", "kindala12345", "KindalaWellbeing1", "fatukam@example",
        "Kindala Child Wellbeing Network",
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            validate_password(password, person)
    validate_password("kindala mango tree at noon", person)


def test_as_stored():
    """Argon2id, in about fifty milliseconds, whatever the tests use to be quick."""
    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    kept = Argon2PasswordHasher().encode("mango tree at noon", "saltsaltsalt")
    assert kept.startswith("argon2$argon2id$")
