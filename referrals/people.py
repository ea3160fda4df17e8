"""Who stands behind a service, and who are the focal points of an organisation?"""

from __future__ import annotations

from django.db.models import QuerySet

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import PERMISSIONS, Permission
from participants.models import Service


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


def backup_contacts(service: Service) -> list[str]:
    """Whom to phone behind a service that does not answer, each with a number."""
    return [str(contact) for contact in service.backup_contacts]


def focal_points(organisation: Organisation) -> QuerySet[User]:
    """The focal points of an organisation."""
    return User.objects.filter(
        is_active=True,
        memberships__ended_at=None,
        memberships__role__in=_roles_with(Permission.TAKE_UP_CONCERN),
        memberships__organisation=organisation,
    ).distinct()
