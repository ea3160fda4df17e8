"""What do people do about accounts, roles and invitations, and how does the product tell someone?"""

from __future__ import annotations

import secrets
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, lock

from .models import (
    CarriedForm,
    Invitation,
    MailKind,
    Membership,
    Notification,
    Organisation,
    OrganisationKind,
    OutgoingMail,
    User,
)
from .roles import MAY_GIVE, Permission, Role

CARRIED_FORM_LIFETIME = timedelta(days=1)


def may_give(user: User, organisation: Organisation, role: str) -> bool:
    """May `user` give `role` in `organisation`? Formal services are staffed by any coordinator."""
    for grant in user.grants:
        reaches = (
            grant.role == Role.ADMINISTRATOR
            or grant.organisation_id == organisation.pk
            or (role == Role.SOCIAL_WORKER and organisation.kind == OrganisationKind.FORMAL_SERVICE)
        )
        if reaches and role in MAY_GIVE.get(grant.role, ()):
            return True
    return False


@transaction.atomic
def found_installation(
    *, organisation_name: str, username: str, display_name: str, password: str
) -> User:
    """Make the first organisation and its first administrator; refused once anybody exists."""
    if User.objects.exists():
        raise NotPossible(_("This installation has people already. Ask one of them to invite you."))
    organisation = Organisation.objects.create(name=organisation_name, kind=OrganisationKind.NGO)
    user = User.objects.create_user(username, password, display_name=display_name)
    Membership.objects.create(
        user=user, organisation=organisation, role=Role.ADMINISTRATOR, created_by=user
    )
    record("installation.founded", organisation, by=user)
    return user


@transaction.atomic
def add_organisation(
    *, id: uuid.UUID, name: str, kind: str, by: User, description: str = ""
) -> Organisation:
    """Enter an NGO (administrator) or the body behind a formal service (also a coordinator)."""
    needed = (
        Permission.KEEP_DIRECTORY
        if kind == OrganisationKind.FORMAL_SERVICE
        else Permission.KEEP_INSTALLATION
    )
    if not by.granted(needed) and not by.granted(Permission.KEEP_INSTALLATION):
        raise NotPermitted
    organisation, made = Organisation.objects.get_or_create(
        pk=id, defaults={"name": name, "kind": kind, "description": description}
    )
    if made:
        record("organisation.added", organisation, by=by)
    return organisation


@transaction.atomic
def invite(
    *,
    display_name: str,
    organisation: Organisation,
    role: str,
    by: User,
    email: str = "",
    id: uuid.UUID | None = None,
) -> tuple[User, str]:
    """Invite a person to a role; returns them and the token of their link, which is kept nowhere.

    The same form sent twice finds the person it made and gives a new link, the first being lost.
    """
    user, made = User.objects.get_or_create(
        pk=id or uuid.uuid4(),
        defaults={
            "username": f"invited-{uuid.uuid4()}",
            "display_name": display_name,
            "email": email,
            "is_active": False,
            "password": make_password(None),
        },
    )
    if made:
        give_role(user=user, organisation=organisation, role=role, by=by)
    elif user.has_come:
        raise AlreadyThere(_("This person was invited already, and has come."))
    return user, renew_invitation(user, by=by)


def may_renew(user: User, person: User) -> bool:
    """May `user` make a new link for `person`? Only who may give every role that it opens."""
    live = person.memberships.live().select_related("organisation")
    roles = [(membership.organisation, membership.role) for membership in live]
    return user.pk != person.pk and bool(roles) and all(may_give(user, *role) for role in roles)


@transaction.atomic
def renew_invitation(user: User, *, by: User) -> str:
    """Make a new link: for somebody who has not come yet, or who cannot sign in any more.

    Earlier links stop working. A second factor stays as it is, so a link alone opens no account
    that has one.
    """
    if not may_renew(by, user):
        raise NotPermitted
    user.invitations.open(clock.now()).update(expires_at=clock.now())
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        user=user,
        token_digest=_digest(token),
        expires_at=clock.now() + settings.INVITATION_LIFETIME,
        created_by=by,
    )
    record("invitation.made", invitation, by=by)
    return token


def may_lift_second_factor(user: User, person: User) -> bool:
    """Only an administrator, and never one's own.

    Whoever hands out new links to social workers and focal points cannot do this, and who can do
    this cannot hand them a link: to get into such an account takes two people.
    """
    return user.pk != person.pk and bool(user.granted(Permission.KEEP_INSTALLATION))


@transaction.atomic
def lift_second_factor(person: User, *, by: User) -> None:
    """Take away the second step of somebody whose phone is lost; they are signed out everywhere."""
    if not may_lift_second_factor(by, person):
        raise NotPermitted
    if not Authenticator.objects.filter(user=person).exists():
        raise NotPossible(_("This person has no second step now."))
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    _queue_mail(person, MailKind.ACCOUNT, clock.now())
    record("second_factor.lifted", person, by=by)


@transaction.atomic
def end_other_sessions(user: User, *, but: str | None) -> None:
    """Sign a person out everywhere but in the session `but`.

    A session that began with a password alone must not outlive the second step being set up.
    """
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()


def find_invitation(token: str) -> Invitation | None:
    """The open invitation of a link; nothing for one that is used, expired or invented."""
    return (
        Invitation.objects.open(clock.now())
        .select_related("user")
        .filter(token_digest=_digest(token))
        .first()
    )


@transaction.atomic
def accept_invitation(token: str, *, password: str, username: str = "") -> User:
    """The invited person chooses how to sign in. The link works once.

    Somebody who had come before keeps their user name; whoever was signed in as them no longer is.
    """
    invitation = find_invitation(token)
    invitation = lock(invitation) if invitation else None
    if invitation is None or invitation.accepted_at is not None:
        raise NotPossible(_("This link was used or has run out. Ask for a new one."))
    user = invitation.user
    if user.has_come:
        _queue_mail(user, MailKind.ACCOUNT, clock.now())
    else:
        user.username, user.is_active = User.normalize_username(username), True
    user.set_password(password)
    user.save()
    changed = assign(invitation, {"accepted_at": clock.now()})
    record("invitation.accepted", invitation, by=user, fields=changed)
    return user


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def give_role(*, user: User, organisation: Organisation, role: str, by: User) -> Membership:
    """Give a person one more role. Nobody gives one to themselves: that takes a second person."""
    if user.pk == by.pk or not may_give(by, organisation, role):
        raise NotPermitted
    serves = organisation.kind == OrganisationKind.FORMAL_SERVICE
    if serves != (role == Role.SOCIAL_WORKER):
        raise NotPossible(_("Social workers belong to a formal service, all others to the NGO."))
    membership, made = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, ended_at=None, defaults={"created_by": by}
    )
    if made:
        record("role.given", membership, by=by)
    user.__dict__.pop("grants", None)
    return membership


@transaction.atomic
def end_role(membership: Membership, *, by: User) -> Membership:
    """Take a role back; it ends with the person's next request."""
    membership = lock(membership)
    if not may_give(by, membership.organisation, membership.role):
        raise NotPermitted
    if membership.ended_at is None:
        _demand_an_administrator_stays(membership)
        changed = assign(membership, {"ended_at": clock.now(), "ended_by": by})
        record("role.ended", membership, by=by, fields=changed)
    return membership


def _demand_an_administrator_stays(membership: Membership) -> None:
    others = Membership.objects.live().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    if membership.role == Role.ADMINISTRATOR and not others.exclude(pk=membership.pk).exists():
        raise NotPossible(
            _("Somebody must be left who can invite. Give this role to another first.")
        )


def read_notifications(user: User) -> bool:
    """The person has come to see what waits. True when something was new.

    One statement, and only when there is anything to say: the first page stays cheap.
    """
    unread = user.notifications.unread()
    return unread.exists() and bool(unread.update(read_at=clock.now()))


@transaction.atomic
def carry_form(owner: User, *, path: str, posted: QueryDict) -> CarriedForm:
    """Keep what was typed until its author has signed in again."""
    kept = posted.copy()
    kept.pop("csrfmiddlewaretoken", None)
    return CarriedForm.objects.create(user=owner, path=path[:300], posted=kept.urlencode())


@transaction.atomic
def discard_form(carried: CarriedForm, *, by: User) -> None:
    """Forget what was carried; only its author may."""
    if carried.user_id != by.pk:
        raise NotPermitted
    carried.delete()


@transaction.atomic
def forget_sent_on(key: str, *, by: User) -> None:
    """Forget the form that `by` has now sent on; a key that is nothing forgets nothing."""
    with suppress(ValueError):
        CarriedForm.objects.visible_to(by).filter(pk=uuid.UUID(key)).delete()


@transaction.atomic
def forget_forms_under(path: str) -> None:
    """Forget what anybody had typed for the pages under `path`: its record was wiped."""
    CarriedForm.objects.filter(path__startswith=path).delete()


@transaction.atomic
def notify(user: User, *, due_at: datetime | None = None) -> Notification:
    """Tell a person that something waits; where there is an address, a mail says the same."""
    _queue_mail(user, MailKind.WAITING, due_at or clock.now())
    return Notification.objects.create(user=user, at=clock.now())


@transaction.atomic
def tell_of_account_change(user: User) -> None:
    """Tell a person, where there is an address, that their way of signing in was changed."""
    _queue_mail(user, MailKind.ACCOUNT, clock.now())


def _queue_mail(user: User, kind: str, due_at: datetime) -> None:
    """At most one mail of a kind waits for a person: ten things that wait are one mail."""
    if user.email:
        mail, made = OutgoingMail.objects.get_or_create(
            user=user, kind=kind, defaults={"due_at": due_at}
        )
        if not made and due_at < mail.due_at and not mail.tries:
            OutgoingMail.objects.filter(pk=mail.pk).update(due_at=due_at)


def forget_ended_sessions() -> int:
    """Entries of the sessions page whose session is no more."""
    living = Session.objects.values("session_key")
    return UserSession.objects.exclude(session_key__in=living).delete()[0]
