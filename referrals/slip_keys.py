"""What opens a slip without an account, and how is it read out, typed and recognised?

A key has 80 random bits in the signs of Crockford's base 32, which has no I, L, O or U, so that it
can be read out by phone. The database keeps a digest; the key itself is on the paper only.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SALT = "referrals.slip"
# How long an open slip may lie on a screen before the key is asked for again.
OPEN_FOR = timedelta(minutes=30)


def new_key() -> str:
    """A key in groups, as it is printed and read out: “7QX4-KD2M-09TR-HW3N”."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def tidy(typed: str) -> str:
    """A key as it was made, from how it was typed: any case, any gaps, O for 0, I and L for 1."""
    return "".join(sign for sign in typed.upper().translate(_MISREAD) if sign in SIGNS)


def digest(typed: str) -> str:
    """What the database knows a key by."""
    return salted_hmac(_SALT, tidy(typed), algorithm="sha256").hexdigest()


def mark_open(link: uuid.UUID) -> str:
    """What an open page carries in the place of the key: the link it was opened by, signed."""
    return signing.dumps(str(link), salt=_SALT)


def opened(mark: str) -> uuid.UUID | None:
    """The link of an open page; nothing when the mark is invented or the page lay open too long."""
    try:
        return uuid.UUID(signing.loads(mark, salt=_SALT, max_age=OPEN_FOR))
    except signing.BadSignature:
        return None
