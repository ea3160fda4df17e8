"""Who works with us, in which role, and where? For those who invite people."""

import uuid

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.forms import posted
from participants import actions as participants

from . import reach
from .people_forms import AssignForm, PersonAddForm, RoleForm
from .people_rows import roles_of

PEOPLE_PER_PAGE = 50


def _demand_inviter(user: User) -> None:
    if not user.granted(Permission.INVITE_PEOPLE):
        raise NotPermitted


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody one looks after, by name."""
    _demand_inviter(request.user)
    words = request.GET.get("q", "")[:100]
    people = User.objects.visible_to(request.user).search(words).for_list()
    page = Paginator(people, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "overview/person_list.html", {"page": page, "words": words})


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """Invite somebody. The answer shows their link, once, so it is the one POST that is no redirect."""
    _demand_inviter(request.user)
    form = PersonAddForm(posted(request), user=request.user)
    if form.is_valid():
        person, token = actions.invite(**form.cleaned_data, by=request.user)
        return _show_link(request, person, token)
    status = 422 if form.is_bound else 200
    return render(request, "overview/person_add.html", {"form": form}, status=status)


def _show_link(request: HttpRequest, person: User, token: str) -> HttpResponse:
    """The link is in this answer and nowhere else: not in an address, a session or a log."""
    link = request.build_absolute_uri(reverse("invitation_accept", args=[token]))
    until = clock.now() + settings.INVITATION_LIFETIME
    context = {"person": person, "link": link, "until": until}
    return render(request, "overview/person_link.html", context)


@require_GET
def person_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One person: the roles they hold, where each reaches, and whether they have come."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    context = {
        "person": person,
        "roles": roles_of(person, request.user),
        "may_renew": actions.may_renew(request.user, person),
        "may_lift": actions.may_lift_second_factor(request.user, person) and is_mfa_enabled(person),
        "may_add_role": person != request.user,
        "invitation": person.invitations.latest_of_all(),
    }
    return render(request, "overview/person_show.html", context)


@require_http_methods(["GET", "POST"])
def person_renew(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new link: the earlier one was lost or ran out, or they cannot sign in any more."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not actions.may_renew(request.user, person):
        raise NotPermitted
    if request.method == "POST":
        return _show_link(request, person, actions.renew_invitation(person, by=request.user))
    return render(request, "overview/person_renew.html", {"person": person})


@require_http_methods(["GET", "POST"])
def person_lift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take away the second step of somebody whose phone is lost."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not actions.may_lift_second_factor(request.user, person):
        raise NotPermitted
    if request.method == "POST":
        actions.lift_second_factor(person, by=request.user)
        messages.success(request, _("The second step is off. They set it up again."))
        return redirect("overview:person_show", person.pk)
    return render(request, "overview/person_lift.html", {"person": person})


@require_http_methods(["GET", "POST"])
def person_role_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a person one more role."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if person == request.user:
        raise NotPermitted
    form = RoleForm(posted(request), user=request.user)
    if form.is_valid():
        actions.give_role(user=person, **form.cleaned_data, by=request.user)
        messages.success(request, _("The role is given."))
        return redirect("overview:person_show", person.pk)
    context = {"form": form, "person": person}
    status = 422 if form.is_bound else 200
    return render(request, "overview/person_role_add.html", context, status=status)


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a role back, from the person's next request on."""
    membership = get_object_or_404(Membership.objects.visible_to(request.user), pk=pk)
    if not actions.may_give(request.user, membership.organisation, membership.role):
        raise NotPermitted
    if request.method == "POST":
        actions.end_role(membership, by=request.user)
        messages.success(request, _("The role has ended."))
        return redirect("overview:person_show", membership.user_id)
    return render(request, "overview/membership_end.html", {"membership": membership})


@require_http_methods(["GET", "POST"])
def membership_assign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a role reach one more community or service."""
    membership = get_object_or_404(Membership.objects.visible_to(request.user), pk=pk)
    if not actions.may_give(request.user, membership.organisation, membership.role):
        raise NotPermitted
    form = AssignForm(posted(request), user=request.user, membership=membership)
    if form.is_valid():
        participants.assign(membership=membership, **form.cleaned_data, by=request.user)
        messages.success(request, _("That is part of their work now."))
        return redirect("overview:person_show", membership.user_id)
    context = {"form": form, "membership": membership}
    status = 422 if form.is_bound else 200
    return render(request, "overview/membership_assign.html", context, status=status)


@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A role no longer reaches there."""
    assignment = get_object_or_404(reach.assignments_visible_to(request.user), pk=pk)
    membership = assignment.membership
    if not actions.may_give(request.user, membership.organisation, membership.role):
        raise NotPermitted
    if request.method == "POST":
        participants.end_assignment(assignment, by=request.user)
        messages.success(request, _("That is no longer part of their work."))
        return redirect("overview:person_show", membership.user_id)
    return render(request, "overview/assignment_end.html", {"assignment": assignment})
