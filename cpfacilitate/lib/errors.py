"""What can a person be told when something they asked for does not happen?

A view never catches these: `lib.middleware.DomainErrors` turns each into its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .records import Record


class NotPermitted(PermissionDenied):
    """This person may know of it but may not do this: 403."""


class DomainError(Exception):
    """It cannot be done now: 409, with a sentence for a tired person.

    `message` is that sentence; `record` is what it is about, if there is one to go back to.
    """

    def __init__(self, message: str, record: Record | None = None):
        super().__init__(message)
        self.message = message
        self.record = record


class NotPossible(DomainError):
    """The state of the record does not allow it, or something it needs is missing."""


class StaleVersion(DomainError):
    """Somebody else changed the record after this person opened it; `record` is what stands now.

    `form` is the filled form: what the person typed, and which fields they may be shown.
    """

    def __init__(self, record: Record, form: Any = None):
        super().__init__(
            _("Somebody changed this while you were writing. Nothing of yours is lost."), record
        )
        self.form = form


class AlreadyThere(DomainError):
    """The same identifier came again with other content, or from another person."""
