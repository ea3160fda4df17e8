"""Is the person at this screen still the one who signed in? Asked again before the most weighty pages."""

from __future__ import annotations

from allauth.account.internal.flows import reauthentication
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from .forms import ConfirmSecondFactorForm, PasswordForm


class Proof:
    """What a page asks for besides its own form: nothing, while the person proved it just now.

    A code of the second step where there is one, the password otherwise. Wrong ones are counted and
    soon refused, together with those of the sign-in.
    """

    def __init__(self, request: HttpRequest):
        self.request = request
        self.needed = reauthentication.is_reauthentication_required(request, app="account")
        self.form: ConfirmSecondFactorForm | PasswordForm | None = None
        if self.needed:
            has_factor = is_mfa_enabled(request.user)
            asked = ConfirmSecondFactorForm if has_factor else PasswordForm
            given = any(name in request.POST for name in asked.base_fields)
            self.form = asked(request.POST if given else None, user=request.user)

    def is_given(self) -> bool:
        """Was it proved, now or a short while ago? Noted, so that the next page does not ask again."""
        if self.form is None:
            return True
        if not self.form.is_valid():
            return False
        if isinstance(self.form, ConfirmSecondFactorForm):
            self.form.save()
        else:
            reauthentication.reauthenticate_by_password(self.request)
        return True
