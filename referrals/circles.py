"""Who reads what is told in confidence, and who next when nobody takes it up?

Never the one it is about. What is about staff or a committee goes around their line: to the focal
points who have no other role in that organisation, first to whom the organisation names for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from cpfacilitate.accounts.models import Organisation, User

from .models import Concern
from .people import focal_points, with_focal_point


@dataclass(frozen=True)
class Circle:
    """Those who would read it: the focal points of an organisation, or one of them only."""

    organisation: Organisation
    people: tuple[User, ...]
    only: User | None = None


@dataclass(frozen=True)
class About:
    """What is told, as far as it decides who reads it."""

    organisation: Organisation
    about_staff: bool = False
    about_focal_point: bool = False
    kept_from: User | None = None

    @classmethod
    def of(cls, concern: Concern) -> About:
        return cls(
            concern.organisation, concern.about_staff, concern.about_focal_point, concern.kept_from
        )

    @property
    def about_all_focal_points(self) -> bool:
        return self.about_focal_point and self.kept_from is None


def circles(about: About) -> Iterator[Circle]:
    """Who could read it, the first choice first; a circle in which nobody is left is left out."""
    for organisation, only in _choices(about):
        people = tuple(_readers(about, organisation, only))
        if people:
            yield Circle(organisation, people, only)


def _choices(about: About) -> Iterator[tuple[Organisation, User | None]]:
    home = about.organisation
    barred = {home.pk} if about.about_all_focal_points else set()
    named = home.staff_concerns_to or home
    if about.about_staff and named.pk not in barred:
        yield named, home.staff_concerns_person
    first = [] if about.about_all_focal_points else [home]
    for organisation in (*first, *with_focal_point().exclude(pk=home.pk)):
        yield organisation, None


def _readers(about: About, organisation: Organisation, only: User | None) -> Iterator[User]:
    people = focal_points(organisation)
    if about.about_staff:
        people = people.not_in_line(about.organisation)
    if about.about_all_focal_points:  # a focal point here who serves elsewhere too is one of them
        people = people.exclude(pk__in=focal_points(about.organisation).values("pk"))
    for person in people:
        if person != about.kept_from and only in (None, person):
            yield person


@dataclass(frozen=True)
class Reading:
    """Who would read it, said before anybody writes: names, or nothing where nobody could."""

    organisation: Organisation
    usually: str
    about_staff: str
    about_focal_point: str
    has_others: bool  # is there another focal point than the one it may be about?
    later: str  # who is told too when nobody takes it up


def reading(organisation: Organisation) -> Reading:
    """Who reads what is told to the focal points of this organisation, in each case."""
    usual = list(circles(About(organisation)))
    staff = next(circles(About(organisation, about_staff=True)), None)
    focal = next(circles(About(organisation, about_focal_point=True)), None)
    return Reading(
        organisation,
        _names(usual[0], organisation) if usual else "",
        _names(staff, organisation) if staff else "",
        _names(focal, organisation) if focal else "",
        bool(usual) and len(usual[0].people) > 1,
        _names(usual[1], organisation) if len(usual) > 1 else "",
    )


def _names(circle: Circle, home: Organisation) -> str:
    """“Isata B.”, or with where they are when it is elsewhere."""
    names = ", ".join(map(str, circle.people))
    return names if circle.organisation == home else f"{names} ({circle.organisation})"


def whom_to_hand_to(concern: Concern, by: User) -> QuerySet[User]:
    """Who else could read it."""
    people = {p.pk for circle in circles(About.of(concern)) for p in circle.people} - {by.pk}
    return User.objects.filter(pk__in=people).order_by("display_name", "pk")
