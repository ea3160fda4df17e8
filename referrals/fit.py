"""Which services fit what a child needs, and why does each of them?

Those confirmed in the last 90 days come first; the others say that one should phone before sending.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from participants.models import Service

from .models import Referral
from .states import ReferralStatus

SHOWN = 5


@dataclass(frozen=True)
class Fit:
    """A service that could help, and what speaks for it."""

    service: Service
    why: list[str]


def fitting(user: User, referral: Referral) -> list[Fit]:
    """The services to ask next, the freshest first; none that declined it, nor the one it is with."""
    found = list(_candidates(user, referral))
    found.sort(key=lambda service: (service.is_stale, -_shared(service, referral), service.name))
    return [Fit(service, _why(service, referral)) for service in found[:SHOWN]]


def _candidates(user: User, referral: Referral) -> QuerySet[Service]:
    """Open, of a kind that is asked for, for a child of that age, there."""
    youngest, oldest = (int(age) for age in referral.age_band.split("_"))
    declined = referral.events.filter(to=ReferralStatus.DECLINED).values("service")
    return (
        Service.objects.visible_to(user)
        .open()
        .filter(kind__in=[*referral.needs, referral.onward_kind])
        .filter(district=referral.cluster.district)
        .filter(Q(minimum_age=None) | Q(minimum_age__lte=oldest))
        .filter(Q(maximum_age=None) | Q(maximum_age__gte=youngest))
        .exclude(pk=referral.service_id)
        .exclude(pk__in=declined)
    )


def _shared(service: Service, referral: Referral) -> int:
    return int(service.kind in referral.needs)


def _why(service: Service, referral: Referral) -> list[str]:
    """“Schooling · 6 to 17 years · in Bombali · takes referrals by code · confirmed on 3 May”."""
    ages = _("from %(from)s to %(to)s years") % {
        "from": service.minimum_age or 0,
        "to": 17 if service.maximum_age is None else service.maximum_age,
    }
    said = [
        str(service.get_kind_display()),
        ages if (service.minimum_age, service.maximum_age) != (None, None) else "",
        _("in %(district)s") % {"district": service.district},
        _("takes referrals by code") if service.accepts_coded_referrals else "",
    ]
    if not service.is_stale:
        day = date_format(service.assured_on, "j F")
        said.append(_("confirmed on %(day)s") % {"day": day})
    return [words for words in said if words]
