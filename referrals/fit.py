"""Which services fit what a child needs, and why does each of them?

Those confirmed in the last 90 days come first; the others say that one should phone before sending.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from participants.models import Service

from .models import Referral, SharingAgreement
from .states import ReferralStatus

SHOWN = 5


@dataclass(frozen=True)
class Fit:
    """A service that could help, and what speaks for it."""

    service: Service
    why: list[str]


def fitting(user: User, referral: Referral) -> list[Fit]:
    """The services to ask next, the freshest first; none that declined it, nor the one it is with."""
    found = sorted(
        _candidates(user, referral), key=lambda one: (one.is_stale, one.name_key, one.pk)
    )
    return [Fit(service, _why(service)) for service in found[:SHOWN]]


def _agreed(referral: Referral) -> Exists:
    """Is there an agreement on sharing under which a referral of this organisation goes to a service?"""
    agreements = SharingAgreement.objects.valid_on(clock.today())
    return Exists(agreements.filter(organisation=referral.organisation_id, service=OuterRef("pk")))


def _candidates(user: User, referral: Referral) -> QuerySet[Service]:
    """Open, with room, of a kind that is asked for, for a child of that age, there, by code."""
    youngest, oldest = (int(age) for age in referral.age_band.split("_"))
    declined = referral.events.filter(to=ReferralStatus.DECLINED).values("service")
    return (
        Service.objects.visible_to(user)
        .open()
        .annotate(agreed=_agreed(referral))
        .filter(kind__in=[referral.onward_kind] if referral.onward_kind else referral.needs)
        .of(area=referral.cluster.district)
        .filter(Q(minimum_age=None) | Q(minimum_age__lte=oldest))
        .filter(Q(maximum_age=None) | Q(maximum_age__gte=youngest))
        .filter(Q(accepts_coded_referrals=True) | Q(agreed=True))
        .exclude(capacity=Service.Capacity.FULL)
        .exclude(pk=referral.service_id)
        .exclude(pk__in=declined)
    )


def _why(service: Service) -> list[str]:
    """“Schooling · from 6 to 17 years · in Bombali · has room · confirmed on 3 May”."""
    ages = {
        "from": service.minimum_age or 0,
        "to": 17 if service.maximum_age is None else min(service.maximum_age, 17),
    }
    any_age = service.minimum_age is None and service.maximum_age is None
    said = [
        str(service.get_kind_display()),
        "" if any_age else _("from %(from)d to %(to)d years") % ages,
        _("in %(district)s") % {"district": service.district},
        str(service.get_capacity_display()),
        _("agreement on sharing") if service.agreed else _("takes referrals by code"),
    ]
    if not service.is_stale:
        day = date_format(service.assured_on, "j F")
        said.append(_("confirmed on %(day)s") % {"day": day})
    return [words for words in said if words]
