"""How does allauth behave here? Accounts by invitation only; second factors sealed."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import Unreadable, seal, unseal
from cpfacilitate.lib.errors import NotPossible

from . import actions
from .models import User

logger = logging.getLogger(__name__)
SECOND_FACTOR_IS_ON = "mfa/email/totp_activated"  # what allauth says when one was set up


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; people are invited. A mail server that is down breaks no page."""

    error_messages = (
        DefaultAccountAdapter.error_messages
        | {
            name: _("That name and password do not belong together. Check both, then try again.")
            for name in ("username_password_mismatch", "email_password_mismatch")
        }
        | {
            "incorrect_password": _("That is not your password."),
            "enter_current_password": _("That is not your password now."),
            "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        }
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked again before something weighty, but not minutes after signing in."""
        proofs = get_authentication_records(self.request, self.request.user)
        latest = max((proof["at"] for proof in proofs), default=0)
        if clock.now().timestamp() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            # The answer is the same as for an address nobody has, so it tells nothing.
            logger.warning("The mail server did not take a mail about an account.")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person; whoever else came in without the new second step is out."""
        if template_prefix == SECOND_FACTOR_IS_ON:
            actions.end_other_sessions(user, but=self.request.session.session_key)
        actions.tell_of_account_change(user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are never in the database as they are."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code is not right, or it is too old. Type the one shown now."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        text = unseal(encrypted_text)
        if isinstance(text, Unreadable):
            raise NotPossible(
                _(
                    "Your second step cannot be read: the key it was sealed with is missing. "
                    "Ask an administrator to take it off, then set it up anew."
                )
            )
        return text

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor cannot put it down."""
        return not (settings.SECOND_FACTOR_REQUIRED and authenticator.user.needs_second_factor)
