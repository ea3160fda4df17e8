"""What is a referral called by those who may not know whose it is?"""

import secrets

# No vowels, so that no word or initials appear, and nothing that looks like something else.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_code(prefix: str) -> str:
    """Random and derived from nothing: “R-7QX4KD”."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def referral_code() -> str:
    return new_code("R")


def concern_code() -> str:
    return new_code("C")
