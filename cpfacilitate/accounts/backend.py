"""Who comes back with a session, what may they do, and how much waits? Asked once, on every page."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import Membership, User


class Backend(AuthenticationBackend):
    """Signs people in as allauth does, and reads a person together with their roles."""

    def get_user(self, user_id: Any) -> User | None:
        memberships = Membership.objects.live().filter(user=user_id)
        live = list(memberships.with_what_waits().select_related("user"))
        if not live:
            return super().get_user(user_id)
        user = live[0].user
        user.grants = tuple(membership.as_grant() for membership in live)
        user.short_marks = (live[0].short_marks or "").split()
        user.mail_waits = live[0].mail_waits
        return user if self.user_can_authenticate(user) else None
