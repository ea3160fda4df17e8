"""How is a value kept that the database itself may not know?"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

# Shown where a value was sealed with a key that is no longer there.
UNREADABLE = _("[cannot be read: its key is missing]")


class Unreadable(str):
    """UNREADABLE in the place of a value: never written back over what may be read again one day."""


def _sealer() -> MultiFernet:
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("FIELD_KEYS is not set: nothing confidential can be stored.")
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def seal(text: str) -> str:
    """Encrypt under the newest key; a different result each time."""
    return _sealer().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt under any of the keys; UNREADABLE when none fits."""
    try:
        return _sealer().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return Unreadable(UNREADABLE)


def key_of(sealed: str) -> int | None:
    """Which of the keys opens it, 0 being the newest; None when none does."""
    for number, key in enumerate(settings.FIELD_KEYS):
        try:
            Fernet(key).decrypt(sealed.encode())
        except InvalidToken:
            continue
        return number
    return None


def reseal(sealed: str) -> str:
    """The same words under the newest key. Raises InvalidToken when no key opens it."""
    return _sealer().rotate(sealed.encode()).decode()


def fingerprint(key: str) -> str:
    """A short name of a key, by which people tell keys apart and nobody opens anything."""
    return sha256(key.encode()).hexdigest()[:8]


def as_stored(name: str) -> Cast:
    """The column `name` as the table itself holds it: to ask whether it is empty, never to show."""
    return Cast(models.F(name), models.TextField())


class EncryptedTextField(models.TextField):
    """A text that is ciphertext in the database. Empty stays empty. It cannot be searched."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Unreadable):
            raise ValueError(f"{self.name} cannot be read, so it cannot be written again.")
        text = super().get_prep_value(value)
        return seal(text) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise TypeError("An encrypted field cannot be compared or searched.")
        return super().get_lookup(lookup_name)
