"""The few pages that belong to no app: health, leaving, the look of the screen, errors."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cpfacilitate.accounts.actions import carry_form
from cpfacilitate.accounts.context import LOOKS
from cpfacilitate.accounts.middleware import owner_of


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answers when the application and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@csrf_exempt  # leaving must work from any page, however old; all it can do is sign out
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out at once and show a page that says nothing."""
    logout(request)
    response = render(request, "leave.html")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Light, dark or outdoors, kept in this browser."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    look = request.POST.get("look")
    if look in LOOKS:
        response.set_cookie(
            "look",
            look,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=not settings.PLAIN_HTTP,
        )
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its mark: usually a page from before one signed in again.

    What was typed is kept for its author, as when a sign-in ran out; nothing was taken yet.
    """
    if request.headers.get("X-Autosave"):
        return JsonResponse({"csrf": True}, status=403)
    kept, owner = None, owner_of(request)
    if owner is not None and (owner == request.user or not request.user.is_authenticated):
        kept = carry_form(owner, path=request.get_full_path(), posted=request.POST)
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
