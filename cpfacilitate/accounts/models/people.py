"""Who are the people, and which organisation gave them which role?"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import Record, Row, classes
from cpfacilitate.lib.retention import days_of

from ..roles import CONFIDENTIAL, PERMISSIONS, SCOPE, SECOND_FACTOR, Permission, Role, Scope
from .notices import Notification, OutgoingMail


class OrganisationKind(models.TextChoices):
    NGO = "ngo", _("NGO")
    FORMAL_SERVICE = "formal_service", _("Formal service")


class OrganisationQuerySet(models.QuerySet):
    def inviting(self, user: User) -> OrganisationQuerySet:
        """Where `user` may give at least one role: see `actions.may_give`."""
        if any(grant.role == Role.ADMINISTRATOR for grant in user.grants):
            return self
        own = {g.organisation_id for g in user.granted(Permission.INVITE_PEOPLE)}
        services = Q(kind=OrganisationKind.FORMAL_SERVICE) if own else Q()
        return self.filter(Q(pk__in=own) | services) if own else self.none()

    def networks(self) -> OrganisationQuerySet:
        """The NGOs: whose staff and committees somebody may have to tell about."""
        return self.filter(kind=OrganisationKind.NGO)


class Organisation(Row):
    """Who gives people their roles: an NGO, or the body behind a formal service."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    description = models.CharField(_("what it is"), max_length=400, blank=True)
    # Who reads what is told about its staff: its own focal points when nothing is named.
    staff_concerns_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    staff_concerns_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    data_classes = classes(A="name kind description", C="staff_concerns_to staff_concerns_person")
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind"
            )
        ]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Grant:
    """One live membership, as far as deciding needs it."""

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    role: Role

    @property
    def scope(self) -> Scope:
        return SCOPE[self.role]

    def gives(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UserQuerySet:
        """The people whom `user` looks after: with a role, now or once, where they may invite."""
        here = Membership.objects.filter(
            user=models.OuterRef("pk"), organisation__in=Organisation.objects.inviting(user)
        )
        return self.filter(models.Exists(here))

    def named(self, username: str) -> UserQuerySet:
        """Whoever signs in with this name; capitals make no difference."""
        return self.filter(username__iexact=username)

    def who_may(self, permission: Permission, organisation: Organisation) -> UserQuerySet:
        """The people whom a role of this organisation gives `permission`, by name."""
        held = Membership.objects.live().filter(
            organisation=organisation,
            role__in=[role for role in Role if permission in PERMISSIONS[role]],
        )
        people = self.filter(is_active=True, pk__in=held.values("user"))
        return people.order_by("display_name", "pk")

    def not_in_line(self, organisation: Organisation) -> UserQuerySet:
        """Those who are focal points of this organisation or nothing in it: nobody's line there."""
        line = Membership.objects.live().filter(organisation=organisation)
        return self.exclude(pk__in=line.exclude(role=Role.FOCAL_POINT).values("user"))

    def for_staff_concerns(
        self, organisation: Organisation, at: Organisation | None
    ) -> UserQuerySet:
        """The focal points of `at` (or here) who are in nobody's line in `organisation`."""
        people = self.who_may(Permission.TAKE_UP_CONCERN, at or organisation)
        return people.not_in_line(organisation)

    def search(self, words: str) -> UserQuerySet:
        """Every word is somewhere in the name or the user name."""
        found = self
        for word in words.replace("\0", " ").split():  # no database can look for a NUL
            found = found.filter(Q(display_name__icontains=word) | Q(username__icontains=word))
        return found

    def for_list(self) -> UserQuerySet:
        """With their live roles, in the order of their names."""
        return self.prefetch_related(
            models.Prefetch(
                "memberships", Membership.objects.for_show(), to_attr="live_memberships"
            )
        ).order_by("display_name", "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from memberships, never from this row."""

    username_validator = UnicodeUsernameValidator()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[username_validator],
        error_messages={"unique": _("This user name is taken.")},
    )
    email = models.EmailField(_("e-mail"), blank=True)
    display_name = models.CharField(_("name"), max_length=100)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    data_classes = classes(
        A="id", C="username email display_name is_active date_joined last_login", E="password"
    )
    objects = UserManager()

    class Meta:
        ordering = ["display_name", "id"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    @property
    def has_come(self) -> bool:
        """Somebody took up the invitation; until then there is nobody who could sign in."""
        return self.is_active

    def words_of_theirs(self) -> set[str]:
        """Words that whoever knows this person would try in a password."""
        names = [self.username, self.display_name, self.email]
        names += Organisation.objects.filter(memberships__user=self.pk).values_list(
            "name", flat=True
        )
        return {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.casefold())}

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """The live memberships, read once a request, so that an ended one ends with the next."""
        return tuple(membership.as_grant() for membership in self.memberships.live())

    @cached_property
    def short_marks(self) -> list[str]:
        """One for each thing that waits; read together with the roles when a page is opened."""
        return " ".join(row["short"] for row in self.notifications.unread().short_marks()).split()

    @cached_property
    def mail_waits(self) -> bool:
        """Is there a mail that says so; read together with the roles, too."""
        return OutgoingMail.objects.that_something_waits().filter(user=self).exists()

    @property
    def waiting(self) -> int:
        """How many things wait for this person."""
        return len(self.short_marks)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def granted(self, permission: Permission) -> list[Grant]:
        """The memberships that give `permission`, wherever they reach."""
        return [grant for grant in self.grants if grant.gives(permission)]

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.roles & SECOND_FACTOR)

    @property
    def holds_confidential(self) -> bool:
        return bool(self.roles & CONFIDENTIAL)


class MembershipQuerySet(models.QuerySet):
    def live(self) -> MembershipQuerySet:
        return self.filter(ended_at=None)

    def visible_to(self, user: User) -> MembershipQuerySet:
        return self.filter(organisation__in=Organisation.objects.inviting(user))

    def with_what_waits(self) -> MembershipQuerySet:
        """Each with the marks of what waits for its person, and whether a mail says so: in one question."""
        unread = Notification.objects.unread().filter(user=models.OuterRef("user"))
        mails = OutgoingMail.objects.that_something_waits().filter(user=models.OuterRef("user"))
        return self.annotate(
            short_marks=models.Subquery(unread.short_marks()), mail_waits=models.Exists(mails)
        )

    def for_show(self) -> MembershipQuerySet:
        return self.live().select_related("organisation").order_by("created_at", "pk")

    def one_for_each_role(self) -> list[Membership]:
        """The first person of every role, in the order of the roles, who has come."""
        first: dict[str, Membership] = {}
        for membership in self.live().select_related("user").order_by("created_at", "pk"):
            if membership.user.has_come:
                first.setdefault(membership.role, membership)
        return [first[role] for role in Role.values if role in first]


class Membership(Record):
    """A role a person holds in an organisation, until it is ended."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    data_classes = classes(C="user organisation role ended_at ended_by")
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="membership_ended",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at=None),
                name="membership_once",
            ),
        ]

    def as_grant(self) -> Grant:
        return Grant(self.pk, self.organisation_id, Role(self.role))


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> InvitationQuerySet:
        return self.filter(accepted_at=None, expires_at__gt=now)

    def latest_of_all(self) -> Invitation | None:
        return self.order_by("-created_at").first()


class Invitation(Record):
    """A link with which an invited person chooses a user name and a password, once, in time.

    The person and the role are there from the moment of inviting, so that communities can be
    assigned; nobody can sign in as them before the link was used.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)

    data_classes = classes(C="user expires_at accepted_at", E="token_digest")
    objects = InvitationQuerySet.as_manager()

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > clock.now()


class CarriedFormQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> CarriedFormQuerySet:
        """One's own, for a day; the purge that follows takes it out of the table."""
        since = clock.now() - timedelta(days=days_of("carried_forms"))
        return self.filter(user=user, at__gte=since)


class CarriedForm(Row):
    """What a person had typed when their sign-in ran out; given back to that person only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    posted = EncryptedTextField()  # the form as it was sent, urlencoded
    at = models.DateTimeField(default=clock.now, db_index=True)

    data_classes = classes(C="user path at", E="posted")
    objects = CarriedFormQuerySet.as_manager()

    def fields(self) -> list[tuple[str, str]]:
        """Every name and value as it was sent, but for its marks, which are renewed."""
        sent = parse_qsl(self.posted, keep_blank_values=True, max_num_fields=None)
        return [(name, value) for name, value in sent if name not in ("owner", "carried")]
