"""What stands between a community and a service, as the community sees it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from .communities import Community
from .services import Service


class Obstacle(models.TextChoices):
    """What keeps families away from a service (domain.md §6.1)."""

    DISTANCE = "distance", _("It is far, or dear to get there")
    FEE = "fee", _("It costs too much")
    LANGUAGE = "language", _("It does not speak our language")
    DISRESPECT = "disrespect", _("People are not treated with respect")
    FEAR = "fear", _("People are afraid to go")
    CORRUPTION = "corruption", _("Somebody asks for money or favours")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    SOMEWHAT = "somewhat", _("Somewhat")
    NO = "no", _("No")


class AccessViewQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AccessViewQuerySet:
        """Those of the communities that `user` may see."""
        standing = standing_of(user)
        return self.filter(standing.communities(Permission.VIEW_COMMUNITY, prefix="community__"))

    def for_list(self) -> AccessViewQuerySet:
        return self.select_related("community__cluster", "community__agreement", "service")

    def latest(self) -> AccessViewQuerySet:
        """Of each community and service what was said last."""
        return self.filter(pk=_latest(AccessView._base_manager.all())).order_by(
            "community__name_key", "pk"
        )

    def counts_before(self, moment: datetime) -> dict[str, dict[str, int]]:
        """How many communities said what: obstacle → answer → communities, as last said until then.

        Raw figures: nobody sees them but through `lib.suppression`.
        """
        then = AccessView._base_manager.filter(created_at__lt=moment)
        counts = {
            f"{obstacle}_{answer}": Count("pk", filter=Q(**{obstacle: answer}))
            for obstacle in Obstacle.values
            for answer in Answer.values
        }
        found = self.filter(pk=_latest(then)).aggregate(**counts)
        return {
            obstacle: {answer: found[f"{obstacle}_{answer}"] for answer in Answer.values}
            for obstacle in Obstacle.values
        }


def quarter_began(moment: datetime) -> datetime:
    """When the quarter began in which `moment` lies."""
    return clock.midnight(clock.quarter_of(clock.day_of(moment)))


def _latest(said: models.QuerySet) -> Subquery:
    same = said.filter(community=OuterRef("community"), service=OuterRef("service"))
    return Subquery(same.order_by("-asked_on", "-created_at", "-pk").values("pk")[:1])


def _answer(obstacle: Obstacle) -> models.CharField:
    return models.CharField(obstacle.label, max_length=10, choices=Answer, blank=True)


class AccessView(Record):
    """What stands between one community and one service, as it said on one day.

    Asked again it is another one, so that what the services' side reads about closed quarters stays.
    """

    community = models.ForeignKey(Community, models.PROTECT, related_name="access_views")
    service = models.ForeignKey(Service, models.PROTECT, related_name="access_views")
    asked_on = models.DateField(_("asked on"))
    distance = _answer(Obstacle.DISTANCE)
    fee = _answer(Obstacle.FEE)
    language = _answer(Obstacle.LANGUAGE)
    disrespect = _answer(Obstacle.DISRESPECT)
    fear = _answer(Obstacle.FEAR)
    corruption = _answer(Obstacle.CORRUPTION)
    travel_minutes = models.PositiveSmallIntegerField(_("minutes to get there"), null=True)
    travel_cost = models.CharField(_("what the way costs"), max_length=100, blank=True)
    words = models.CharField(_("in their words"), max_length=300, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="community service asked_on distance fee language disrespect fear corruption"
        " travel_minutes travel_cost words",
        C="identifier_reason",
    )
    objects = AccessViewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "service", "asked_on"], name="access_view_once"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{obstacle}__in": ["", "yes", "somewhat", "no"]}),
                    name=f"access_view_{obstacle}",
                )
                for obstacle in Obstacle.values
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.service}"

    def get_absolute_url(self) -> str:
        return reverse("participants:access_show", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        """Its quarter is over: what is counted of it is not changed any more."""
        return self.created_at < quarter_began(clock.now())

    def answers(self) -> Iterator[Mapping[str, Any]]:
        """What was answered, obstacle by obstacle, in the order of the form."""
        for obstacle in Obstacle:
            if answer := getattr(self, obstacle):
                yield {"obstacle": obstacle, "answer": Answer(answer)}
