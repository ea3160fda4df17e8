"""What does the frame round every page need to know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import navigation
from .models import Membership
from .roles import Permission


def frame(request: HttpRequest) -> dict[str, Any]:
    """The navigation of the person's roles, the look they chose, the number to call."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "navigation": navigation.entries(user) if signed_in else [],
        "notices_unread": user.waiting if signed_in and _is_apart(request) else 0,
        "may_tell": signed_in and bool(user.granted(Permission.RAISE_CONCERN)),
        "look": request.COOKIES.get("look", "") if request.COOKIES.get("look") in LOOKS else "",
        "demonstration": settings.DEMONSTRATION,
        "demonstration_password": settings.DEMONSTRATION_PASSWORD if settings.DEMONSTRATION else "",
        "demonstration_logins": demonstration_logins,
        "focal_point_phone": settings.FOCAL_POINT_PHONE,
    }


def _is_apart(request: HttpRequest) -> bool:
    """Is this Today, one's own account or a referral? On others nothing moves when one of those does.

    A phone lies in sight when a session is held, and whoever looks on counts too (the wall).
    """
    return request.resolver_match is not None and request.resolver_match.namespace in APART


def demonstration_logins() -> list[Membership]:
    """Somebody to sign in as for each role, on the sign-in page of a demonstration; else nobody."""
    return Membership.objects.one_for_each_role() if settings.DEMONSTRATION else []


APART = ("", "referrals")
LOOKS = ("light", "dark", "outdoor")
