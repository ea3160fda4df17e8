"""Who stands behind a service, and who are the focal points of an organisation?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cpfacilitate.accounts.models import Membership, Organisation, User
from cpfacilitate.accounts.roles import PERMISSIONS, Permission
from participants.models import Service

from .models import Concern, Referral


def _roles_with(permission: Permission) -> list[str]:
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


def receivers(service: Service) -> QuerySet[User]:
    """The people who receive the referrals of a service here; nobody when it has no account."""
    return User.objects.filter(
        is_active=True,
        memberships__ended_at=None,
        memberships__role__in=_roles_with(Permission.RECEIVE_REFERRAL),
        memberships__assignments__service=service,
        memberships__assignments__ended_at=None,
    ).distinct()


def focal_points(organisation: Organisation) -> QuerySet[User]:
    """The focal points of an organisation."""
    return User.objects.who_may(Permission.TAKE_UP_CONCERN, organisation)


def with_focal_point() -> QuerySet[Organisation]:
    """The organisations where somebody could read what is told: of many bodies only a few."""
    held = Membership.objects.live().filter(
        user__is_active=True, role__in=_roles_with(Permission.TAKE_UP_CONCERN)
    )
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def watchers(referral: Referral) -> list[User]:
    """The focal points behind a referral, but for those who may not know what led to it."""
    first = referral.begun_by_id or referral.pk
    led_to_it = Concern.objects.filter(Q(referral=first) | Q(referral__begun_by=first))
    return [
        person
        for person in focal_points(referral.organisation)
        if not led_to_it.withheld_from(person).exists()
    ]
