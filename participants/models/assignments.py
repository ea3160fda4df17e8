"""Which community or which service does a person's role reach?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.accounts.roles import PERMISSIONS, Permission, Role
from cpfacilitate.lib.records import Record, classes

from .communities import Community
from .services import Service


class AssignmentQuerySet(models.QuerySet):
    def live(self) -> AssignmentQuerySet:
        return self.filter(ended_at=None)

    def people_who_may(self, permission: Permission, community: Community) -> models.QuerySet[User]:
        """The people assigned to this community whose role gives `permission`, by name."""
        held = self.live().filter(
            community=community,
            membership__role__in=[role for role in Role if permission in PERMISSIONS[role]],
            membership__ended_at=None,
            membership__user__is_active=True,
        )
        people = User.objects.filter(pk__in=held.values("membership__user"))
        return people.order_by("display_name", "pk")

    def committee_accounts(self, community: Community) -> models.QuerySet[User]:
        """The people who come to this community as members of its committee."""
        members = self.live().filter(
            community=community,
            membership__role=Role.COMMITTEE_MEMBER,
            membership__ended_at=None,
        )
        return User.objects.filter(pk__in=members.values("membership__user"))

    def mentors(self, community: Community) -> models.QuerySet[User]:
        """The people who accompany whoever facilitates here."""
        mentors = self.live().filter(
            community=community, membership__role=Role.MENTOR, membership__ended_at=None
        )
        return User.objects.filter(pk__in=mentors.values("membership__user"), is_active=True)


class Assignment(Record):
    """Which community or which service a membership reaches."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="assignments")
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    data_classes = classes(C="membership community service ended_at ended_by")
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(community=None, service__isnull=False)
                | Q(community__isnull=False, service=None),
                name="assignment_one_reach",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="assignment_ended",
            ),
            models.UniqueConstraint(
                fields=["membership", "community"],
                condition=Q(ended_at=None),
                name="assignment_community_once",
            ),
            models.UniqueConstraint(
                fields=["membership", "service"],
                condition=Q(ended_at=None),
                name="assignment_service_once",
            ),
        ]
