"""One's own account: the menu, what roles may do, a form carried over a sign-in, an invitation."""

import uuid

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.lib.forms import OWNER_SALT, posted

from . import actions, roles
from .forms import InvitationForm
from .models import CarriedForm

# Who reads what may be shared with a service.
_RULES = (roles.Permission.KEEP_REFERRAL_RULES, roles.Permission.WATCH_REFERRAL)


def _any(user, *permissions: roles.Permission) -> bool:
    return any(map(user.granted, permissions))


@require_GET
def account_menu(request: HttpRequest) -> HttpResponse:
    """Who one is here, and everything about one's own account."""
    memberships = request.user.memberships.for_show()
    context = {
        "memberships": memberships,
        "has_second_factor": is_mfa_enabled(request.user),
        "may_invite": request.user.granted(roles.Permission.INVITE_PEOPLE),
        "may_read": request.user.granted(roles.Permission.VIEW_SESSION),
        "may_reflect": request.user.granted(roles.Permission.REFLECT),
        "may_keep_criteria": request.user.granted(roles.Permission.KEEP_CRITERIA),
        "may_see_agreements": _any(request.user, *_RULES),
        "may_see_consent": _any(request.user, *_RULES, roles.Permission.RAISE_REFERRAL),
    }
    return render(request, "accounts/account_menu.html", context)


@require_GET
def help_roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the table of `roles.py` itself, a card for each role and all side by side."""
    context = {"roles": roles.in_words(), "table": roles.table(), "mine": request.user.roles}
    return render(request, "accounts/help_roles.html", context)


@require_http_methods(["GET", "POST"])
def carried_form(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was typed when the sign-in ran out: sent on as it was, or thrown away."""
    carried = get_object_or_404(CarriedForm.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.discard_form(carried, by=request.user)
        messages.success(request, _("What you had typed is gone."))
        return redirect("home")
    context = {"carried": carried, "owner": signing.dumps(str(request.user.pk), salt=OWNER_SALT)}
    return render(request, "accounts/carried_form.html", context)


@login_not_required
@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody invited chooses how to sign in. The address works once and is in no other page."""
    invitation = actions.find_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    form = InvitationForm(posted(request), invited=invitation.user)
    if form.is_valid():
        actions.accept_invitation(token, **form.cleaned_data)
        logout(request)  # the phone may be the inviter's
        messages.success(request, _("That is done. Sign in with what you chose."))
        return redirect("account_login")
    context = {"form": form, "invited": invitation.user}
    status = 422 if form.is_bound else 200
    response = render(request, "accounts/invitation_accept.html", context, status=status)
    # Not even to ourselves does the browser say from which link it came.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
