"""One's own account, what waits for one, and the mail that says so."""

import uuid

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.forms import OWNER_SALT, posted
from cpfacilitate.lib.paging import page_after

from . import actions, roles
from .forms import EmailForm, InvitationForm, MailPreferenceForm, OrganisationForm
from .models import CarriedForm, MailPreference, Notification, Organisation, OutgoingMail

# Who reads what may be shared with a service.
_RULES = (roles.Permission.KEEP_REFERRAL_RULES, roles.Permission.WATCH_REFERRAL)


def _any(user, *permissions: roles.Permission) -> bool:
    return any(map(user.granted, permissions))


@require_GET
def account_menu(request: HttpRequest) -> HttpResponse:
    """Who one is here, and everything about one's own account."""
    memberships = request.user.memberships.for_show()
    keeps = request.user.granted(roles.Permission.KEEP_INSTALLATION)
    context = {
        "memberships": memberships,
        "organisations": Organisation.objects.networks() if keeps else (),
        "has_second_factor": is_mfa_enabled(request.user),
        "may_invite": request.user.granted(roles.Permission.INVITE_PEOPLE),
        "may_read": request.user.granted(roles.Permission.VIEW_SESSION),
        "may_reflect": request.user.granted(roles.Permission.REFLECT),
        "may_see_deletions": request.user.granted(roles.Permission.VIEW_SESSION)
        or request.user.granted(roles.Permission.APPROVE_HOLD),
        "may_keep": request.user.granted(roles.Permission.KEEP_INSTALLATION),
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


@require_http_methods(["GET", "POST"])
def organisation_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who reads what is told about the staff of an organisation."""
    if not request.user.granted(roles.Permission.KEEP_INSTALLATION):
        raise NotPermitted
    organisation = get_object_or_404(Organisation.objects.networks(), pk=pk)
    form = OrganisationForm(posted(request), user=request.user, organisation=organisation)
    if form.is_valid():
        actions.edit_organisation(organisation, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("account_menu")
    context = {"form": form, "organisation": organisation}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/organisation_edit.html", context, status=status)


@require_GET
def notification_list(request: HttpRequest) -> HttpResponse:
    """What waits for one, newest first, each in the same few words."""
    actions.look(request.user)
    mine = Notification.objects.visible_to(request.user)
    page = page_after(mine, request.GET.get("after", ""), by="at")
    return render(request, "accounts/notification_list.html", {"page": page})


@require_POST
def notification_open(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Go to what waits. The page it leads to asks anew whether one may see it."""
    mine = Notification.objects.visible_to(request.user)
    notification = get_object_or_404(mine, pk=pk)
    actions.read_notification(notification, by=request.user)
    return redirect(notification.path)


@require_POST
def notification_read(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This one no longer waits."""
    mine = Notification.objects.visible_to(request.user)
    actions.read_notification(get_object_or_404(mine, pk=pk), by=request.user)
    return redirect("notification_list")


@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    """Nothing waits any more."""
    actions.read_notifications(request.user)
    return redirect("notification_list")


@require_http_methods(["GET", "POST"])
def mail_preference_edit(request: HttpRequest) -> HttpResponse:
    """When a mail may say that something waits."""
    preference = MailPreference.of(request.user)
    form = MailPreferenceForm(posted(request), user=request.user, preference=preference)
    if form.is_valid():
        actions.set_mail_preference(**form.cleaned_data, by=request.user)
        messages.success(request, _("That is kept."))
        return redirect("mail_preference_edit")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/mail_preference_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@reauthentication_required
def email_edit(request: HttpRequest) -> HttpResponse:
    """One's own address. It opens a forgotten password, so one says first who one is."""
    form = EmailForm(posted(request), user=request.user)
    if form.is_valid():
        actions.set_email(**form.cleaned_data, by=request.user)
        messages.success(request, _("That is kept."))
        return redirect("mail_preference_edit")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/email_edit.html", {"form": form}, status=status)


@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """Mail that the mail server did not take, for whoever keeps the installation."""
    if not request.user.granted(roles.Permission.KEEP_INSTALLATION):
        raise NotPermitted
    mails = OutgoingMail.objects.visible_to(request.user).failed()
    page = page_after(mails, request.GET.get("after", ""), by="failed_at")
    return render(request, "accounts/mail_list.html", {"page": page})


@require_POST
def mail_retry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Try again to send a mail, from the next minute on."""
    mail = get_object_or_404(OutgoingMail.objects.visible_to(request.user).failed(), pk=pk)
    actions.retry_mail(mail, by=request.user)
    messages.success(request, _("It is tried again within a minute."))
    return redirect("mail_list")


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
