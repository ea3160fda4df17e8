"""Is somebody signed in, still there, and with the second factor their roles ask for?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import OWNER_SALT

from . import actions
from .models import User

Respond = Callable[[HttpRequest], HttpResponse]
BEGAN, SEEN, FACTOR = "began", "seen", "second_factor"
# Written again only after this long, so that reading a page does not write to the database.
SEEN_PRECISION = timedelta(seconds=60)
# Where somebody without their second factor may go: to set it up, or away.
ENROLMENT = (
    "mfa_", "account_logout", "account_reauthenticate", "leave", "set_look", "set_language", "health",
)  # fmt: skip


def session_clock(get_response: Respond) -> Respond:
    """A screen left alone locks: sooner for those who hold what could hurt a child."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = clock.now()
            began, seen = (_moment(request, name) or moment for name in (BEGAN, SEEN))
            if moment - seen > _idle(request.user) or moment - began > settings.SESSION_LONGEST:
                request.was_away = moment - seen > _idle(request.user)
                logout(request)
            else:
                _note(request, began, seen, moment)
        response = get_response(request)
        # Signing in happens inside: the clock starts with it, not with the page after it.
        if request.user.is_authenticated and BEGAN not in request.session:
            _note(request, clock.now(), clock.now(), clock.now())
        return response

    return respond


def _note(request: HttpRequest, began: datetime, seen: datetime, moment: datetime) -> None:
    if SEEN not in request.session or moment - seen > SEEN_PRECISION:
        request.session[BEGAN] = began.isoformat()
        request.session[SEEN] = moment.isoformat()


def _moment(request: HttpRequest, name: str) -> datetime | None:
    kept = request.session.get(name)
    return parse_datetime(kept) if kept else None


def _idle(user: User) -> timedelta:
    if user.holds_confidential:
        return settings.SESSION_IDLE_CONFIDENTIAL
    return settings.SESSION_IDLE


class SignInRequired(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it says that it is public; nothing typed is lost on the way.

    A page's autosave is answered 401 and lets the person sign in where they are. A plain form is
    kept for the person who had opened it, known by the signed mark the form carries, and waits
    behind the sign-in page.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.headers.get("X-Autosave"):
            return JsonResponse({"sign_in": reverse("account_login")}, status=401)
        if getattr(request, "was_away", False):
            messages.info(request, _("You were away for a while, so we signed you out."))
        owner = owner_of(request)
        if owner is not None:
            messages.info(
                request, _("What you typed is kept. Sign in and it is given back to you.")
            )
            kept = actions.carry_form(owner, path=request.get_full_path(), posted=request.POST)
            target = reverse("carried_form", args=[kept.pk])
            return redirect(f"{reverse('account_login')}?next={target}")
        if request.method not in ("GET", "HEAD"):
            return redirect("account_login")  # not back to a page that cannot be opened
        return super().handle_no_permission(request, view_func)


def forget_carried(get_response: Respond) -> Respond:
    """What was carried is forgotten once it was sent on and taken; refused, it waits on."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        key = request.POST.get("carried") if request.method == "POST" else None
        if key and request.user.is_authenticated and response.status_code < 400:
            actions.forget_sent_on(key, by=request.user)
        return response

    return respond


def owner_of(request: HttpRequest) -> User | None:
    """The person whose open form this was, by its signature; nobody for any other request."""
    if request.method != "POST" or "owner" not in request.POST:
        return None
    try:
        key = signing.loads(request.POST["owner"], salt=OWNER_SALT, max_age=timedelta(days=2))
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=key, is_active=True).first()


class SecondFactor:
    """Whoever could do most harm with a stolen password sets up a second factor before anything."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> HttpResponse | None:
        user = request.user
        if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated:
            return None
        name = request.resolver_match.view_name or ""
        if name.startswith(ENROLMENT) or not user.needs_second_factor or _has_factor(request):
            return None
        if request.method == "GET" and not request.headers.get("X-Autosave"):
            return redirect("mfa_activate_totp")
        return render(request, "accounts/second_factor_needed.html", status=403)


class ReadOnArrival:
    """Whoever opens a page by any way has come to what waits there: it waits no longer."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable, _args: tuple, kwargs: dict[str, Any]
    ) -> None:
        user = request.user
        if request.method == "GET" and "pk" in kwargs and user.is_authenticated and user.waiting:
            actions.arrive(user, request.path)


def _has_factor(request: HttpRequest) -> bool:
    """Asked of the database until there is one; those who need it cannot put it down again."""
    if FACTOR not in request.session and is_mfa_enabled(request.user):
        request.session[FACTOR] = True
    return FACTOR in request.session
