"""Which communities are there, and which villages are counted together?"""

from __future__ import annotations

import uuid

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, Row, classes

from ..standing import standing_of
from ..states import AgreementStatus
from .names import Named, NamedQuerySet


class ClusterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ClusterQuerySet:
        """The clusters of the organisations in the whole of which `user` keeps communities."""
        return self.filter(
            organisation__in=standing_of(user).organisations(Permission.KEEP_COMMUNITY)
        )

    def seen_by(self, user: User) -> ClusterQuerySet:
        """The clusters of the communities that `user` sees."""
        seen = Community.objects.visible_to(user).order_by()
        return self.filter(pk__in=seen.values("cluster")).order_by("name", "pk")


class Cluster(Row):
    """Villages counted together: the finest place a referral ever knows."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clusters")
    name = models.CharField(_("name"), max_length=100)
    district = models.CharField(_("district"), max_length=100)

    data_classes = classes(B="organisation name district")
    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CommunityQuerySet(NamedQuerySet):
    def visible_to(self, user: User) -> CommunityQuerySet:
        return self.where(user, Permission.VIEW_COMMUNITY)

    def where(self, user: User, permission: Permission) -> CommunityQuerySet:
        """The communities in which `user` holds `permission`."""
        return self.filter(standing_of(user).communities(permission))

    def that_may_be_asked(self) -> CommunityQuerySet:
        """Those that take part, or are being asked whether they will."""
        open_to_us = (AgreementStatus.EXPLORING, AgreementStatus.AGREED)
        return self.filter(agreement__status__in=open_to_us)

    def for_list(self) -> CommunityQuerySet:
        return self.select_related("cluster", "agreement").by_name()

    def with_rounds(self) -> CommunityQuerySet:
        """With the number of the round each is in, as `latest_round`; None before its first."""
        rounds = apps.get_model("participants", "Round").objects.filter(community=OuterRef("pk"))
        return self.annotate(latest_round=Subquery(rounds.order_by("-number").values("number")[:1]))

    def agreement_is(self, status: str) -> CommunityQuerySet:
        """Those whose agreement stands at `status`; all of them for an empty one."""
        return self.filter(agreement__status=status) if status else self

    def in_cluster(self, cluster: uuid.UUID | str) -> CommunityQuerySet:
        """Those of one cluster; all of them for an empty one."""
        return self.filter(cluster=cluster) if cluster else self

    def in_phase(self, kind: str) -> CommunityQuerySet:
        """Those in which a phase of this kind is open now; all of them for an empty one."""
        if not kind:
            return self
        phases = apps.get_model("participants", "Phase").objects.open()
        return self.filter(Exists(phases.filter(community=OuterRef("pk"), kind=kind)))


class Community(Named, Record):
    """A community that decides for itself."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="communities")
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("main language"), max_length=20)  # BCP 47, as "kri"
    # As OCHA's P-codes: two letters of the country, then digits.
    place_code = models.CharField(_("place code"), max_length=20, blank=True)

    data_classes = classes(B="cluster name name_key language place_code")
    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("overview:community_page", args=[self.pk])
