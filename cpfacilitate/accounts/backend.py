"""Who is it that comes back with a session, and what may they do? Asked once, on every page."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import Membership, User


class Backend(AuthenticationBackend):
    """Signs people in as allauth does, and reads a person together with their roles."""

    def get_user(self, user_id: Any) -> User | None:
        live = list(Membership.objects.live().filter(user=user_id).select_related("user"))
        if not live:
            return super().get_user(user_id)
        user = live[0].user
        user.grants = tuple(membership.as_grant() for membership in live)
        return user if self.user_can_authenticate(user) else None
