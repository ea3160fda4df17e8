"""What was read from a file, and waits for its reader to bring it in?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import Service
from participants.standing import standing_of


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ImportRunQuerySet:
        """Those that `user` read in, where they still may."""
        standing, may = standing_of(user), Q()
        for kind, permission in NEEDED.items():
            may |= Q(kind=kind, organisation__in=standing.organisations(permission))
        return self.filter(may, created_by=user).select_related("organisation")


class ImportRun(Record):
    """A file as it was read. Nothing of it counts before it is brought in; then it is done."""

    class Kind(models.TextChoices):
        COMMUNITIES = "communities", _("Communities")
        SERVICES = "services", _("Services")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMUNITIES)
    # One dictionary per row that is not empty, with its place in the file.
    rows = models.JSONField(default=list)
    given = models.JSONField(default=dict)  # what its reader said where the file says nothing
    left_aside = models.JSONField(default=list)  # names of columns that nobody asked for
    made = models.JSONField(default=dict)  # what came of it, as counts
    applied_at = models.DateTimeField(null=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(C="organisation kind rows given left_aside made applied_at applied_by")
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["communities", "services"]), name="import_run_kind"
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None, applied_by=None)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="import_run_applied",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reports:import_show", args=[self.pk])

    @property
    def is_directory(self) -> bool:
        return self.kind == self.Kind.SERVICES


# What a person needs who brings in a list of a kind.
NEEDED = {
    ImportRun.Kind.COMMUNITIES: Permission.KEEP_COMMUNITY,
    ImportRun.Kind.SERVICES: Permission.KEEP_DIRECTORY,
}


class Source(Row):
    """Where a service was taken from: under which identifier, and how old what was said there is."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="+")
    hsds_id = models.UUIDField(unique=True)
    changed_at = models.DateTimeField(null=True)  # as its publisher says
    taken_at = models.DateTimeField()

    data_classes = classes(A="service hsds_id changed_at", C="taken_at")
