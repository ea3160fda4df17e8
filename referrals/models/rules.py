"""Whose yes does an organisation ask for at which age?"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.urls import reverse

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.standing import standing_of

from ..consent import NEEDED, AgeBand, Caregiver, Needed


class ConsentRules(Record):
    """The table of one organisation; an organisation without one goes by `consent.NEEDED`."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="consent_rules", editable=False
    )
    needed = models.JSONField()  # AgeBand → {"child": yes or no, "caregiver": Caregiver}

    data_classes = classes(A="organisation needed")

    class Meta:
        verbose_name_plural = "consent rules"

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("referrals:consent_list")


def needed_by(organisation: Organisation) -> Mapping[str, Needed]:
    """The whole table of an organisation; asks the database once for each copy of it."""
    rules = getattr(organisation, "consent_rules", None)
    if rules is None:
        return NEEDED
    return {
        band: Needed(rules.needed[band]["child"], Caregiver(rules.needed[band]["caregiver"]))
        for band in AgeBand.values
    }


def keepers_of(user: User, *permissions: Permission) -> models.QuerySet[Organisation]:
    """The organisations in the whole of which `user` holds any of these permissions."""
    reach = [standing_of(user).organisations(permission) for permission in permissions]
    return Organisation.objects.filter(pk__in=frozenset().union(*reach)).order_by("name", "pk")
