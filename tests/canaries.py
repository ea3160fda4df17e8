"""Is there a word in these bytes that this person may not read?

`plant()` ends every text in the database with a token of its own; `seen()` finds tokens in bytes;
`may_read()` says who may, by the field's data class and by what the row belongs to. It is written
from product.md §2 and §4, apart from `visible_to`, so that the two can disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from cpfacilitate.accounts.models import Membership, Organisation, User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.records import DataClass, data_class_of
from dialogues.models import (
    Harm,
    HarmOption,
    OptionView,
    Quote,
    RankedItem,
    Reflection,
    ReflectionAnswer,
    Strength,
    ToolRow,
)
from participants.models import Assignment, Cluster, Community, Service

OURS = ("accounts", "participants", "dialogues", "referrals")  # the trail holds code words only
TOKEN = re.compile(rb"zq[0-9a-f]{5}q")
# Texts that are not words: the product reads them, so they stay as they are.
NOT_WORDS = {
    "language", "token_digest", "term_key", "password", "code", "path", "byday", "country",
    "currency",
}  # fmt: skip


@dataclass(frozen=True)
class Canary:
    """One text of one row: what it belongs to, and how it could hurt."""

    token: bytes
    field: str  # "dialogues.DialogueSession.promise"
    data_class: DataClass
    row: models.Model

    def __str__(self) -> str:
        return f"{self.field} (class {self.data_class}) of {self.row.pk}"


class Cage:
    """The canaries that sing in this test's database."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.canaries: dict[bytes, Canary] = {}
        for model in apps.get_models():
            if model._meta.app_label in OURS:
                for field in filter(_is_text, model._meta.local_concrete_fields):
                    for row in model._base_manager.all():
                        self._plant(row, field)
                for field in filter(_is_list, model._meta.local_concrete_fields):
                    for row in model._base_manager.all():
                        self._plant_notes(row, field)

    def _plant(self, row: models.Model, field: models.Field) -> None:
        token = f"zq{next(self._numbers):05x}q"
        before = getattr(row, field.name) or ""
        after = before[: (field.max_length or 2000) - len(token)] + token
        if isinstance(field, models.EmailField):
            after = f"{token}@example.org"
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{field.name: after})
        except IntegrityError:
            if before:
                raise
            return  # a text that must be empty as long as its row stands there
        canary = Canary(token.encode(), str(field), data_class_of(field), row)
        self.canaries[canary.token] = canary

    def _plant_notes(self, row: models.Model, field: models.Field) -> None:
        """The words in a list that a row keeps as values: each of them has a note."""
        rows = getattr(row, field.name)
        noted = isinstance(rows, list) and [each for each in rows if "note" in each]
        if not noted:
            return
        token = f"zq{next(self._numbers):05x}q"
        for each in noted:
            each["note"] = token
        type(row)._base_manager.filter(pk=row.pk).update(**{field.name: rows})
        self.canaries[token.encode()] = Canary(
            token.encode(), str(field), data_class_of(field), row
        )

    def seen(self, found: bytes) -> list[Canary]:
        """The canaries in some bytes, each once."""
        return [self.canaries[token] for token in dict.fromkeys(TOKEN.findall(found))]


def _is_text(field: models.Field) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NOT_WORDS
    )


def _is_list(field: models.Field) -> bool:
    return isinstance(field, models.JSONField)


def assert_no_canary(found: bytes, user: User | None, cage: Cage, where: str = "") -> None:
    """Nothing in `found` that `user` may not read."""
    leaks = [str(canary) for canary in cage.seen(found) if not may_read(user, canary)]
    assert not leaks, f"{where} tells {user.username if user else 'anybody'} of " + ", ".join(leaks)


# --- Who may ------------------------------------------------------------------------------------


def may_read(user: User | None, canary: Canary) -> bool:
    """Deny by default; the classes of domain.md §8.3, the people of product.md §2."""
    if user is None:
        return False
    if canary.data_class == DataClass.PUBLIC:
        return True
    if user in _owners(canary.row):
        return True
    place = _place_of(canary.row)
    if isinstance(canary.row, Reflection | ReflectionAnswer):
        return _reflects(user, canary.row, place)
    match canary.data_class:
        case DataClass.COMMUNITY:
            return _shares(user, place)
        case DataClass.INTERNAL if _is_told(canary.row):
            return _shares(user, place)
        case DataClass.INTERNAL:
            return _works_with(user, place) if place else _is_colleague(user, canary.row)
        case DataClass.RESTRICTED:
            return isinstance(place, Community) and bool(
                _roles_in(user, place) & {Role.FACILITATOR, Role.MENTOR}
            )
        case DataClass.CONFIDENTIAL:
            return _is_trusted(user, canary.row)
    return False


def _related(row: models.Model) -> Iterator[models.Model]:
    """What a row points at, but for the people who made or moved it."""
    for field in row._meta.concrete_fields:
        if field.is_relation and not field.name.endswith("_by") and field.name != "by":
            target = getattr(row, field.name)
            if target is not None:
                yield target


def _place_of(row: models.Model) -> models.Model | None:
    """The community, service, cluster or organisation a row belongs to: the nearest of them."""
    waiting, seen = [row], set()
    while waiting:
        row = waiting.pop(0)
        if isinstance(row, Community | Service | Cluster | Organisation):
            return row
        seen.add(row.pk)
        waiting += [to for to in _related(row) if to.pk not in seen and not isinstance(to, User)]
    return None


def _owners(row: models.Model) -> set[User]:
    """Whose own the row is: the person, or whoever it is kept for."""
    if isinstance(row, User):
        return {row}
    user = getattr(row, "user", None)
    return {user} if isinstance(user, User) else set()


def _roles_in(user: User, place: Any) -> set[str]:
    """The roles a person holds in a community, a service, a cluster or an organisation."""
    live = user.memberships.filter(ended_at=None)
    return {membership.role for membership in live if _reaches(membership, place)}


def _reaches(membership: Membership, place: Any) -> bool:
    assigned = Assignment.objects.filter(membership=membership, ended_at=None)
    match place:
        case Service():
            return assigned.filter(service=place).exists()
        case Cluster():
            return membership.organisation_id == place.organisation_id
        case Organisation():
            return membership.organisation_id == place.pk
    everywhere = (Role.COORDINATOR, Role.FOCAL_POINT, Role.OBSERVER)
    return assigned.filter(community=place).exists() or (
        membership.role in everywhere
        and membership.organisation_id == place.cluster.organisation_id
    )


def _shares(user: User, place: Any) -> bool:
    """What is the community's own: its people and those who are sent to it, and their coordinator.

    A cluster's name is known to everyone in the field there, and to the services it refers to.
    """
    if isinstance(place, Cluster):
        return bool(_roles_in(user, place) - {Role.OBSERVER, Role.ADMINISTRATOR}) or any(
            role == Role.SOCIAL_WORKER for role in user.roles
        )
    roles = _roles_in(user, place) if place else set()
    return bool(roles & {Role.FACILITATOR, Role.MENTOR, Role.COMMITTEE_MEMBER, Role.COORDINATOR})


def _is_told(row: models.Model) -> bool:
    """Something that a group of a recorded session lets its community hear of, or an option."""
    told = ("community_unattributed", "community_attributed", "external")
    if isinstance(row, HarmOption | OptionView):
        return row.may_be_told if isinstance(row, HarmOption) else row.share_scope in told
    said = row.items.all() if isinstance(row, Harm) else [row]
    return any(
        isinstance(one, RankedItem | Strength | Quote | ToolRow)
        and one.share_scope in told
        and one.session.status != "draft"
        for one in said
    )


def _works_with(user: User, place: Any) -> bool:
    """What is internal: facilitator and mentor; what stands of a service, everyone in the field."""
    if isinstance(place, Service):
        return bool(user.roles - {Role.OBSERVER, Role.ADMINISTRATOR, Role.COMMITTEE_MEMBER})
    return bool(_roles_in(user, place) & {Role.FACILITATOR, Role.MENTOR})


def _is_colleague(user: User, row: models.Model) -> bool:
    """An account's own words: colleagues of the same organisation, and those who keep accounts."""
    if user.roles & {Role.ADMINISTRATOR}:
        return True
    person = row if isinstance(row, User) else None
    if person is None or user.roles <= {Role.OBSERVER, Role.COMMITTEE_MEMBER}:
        return False
    mine = {grant.organisation_id for grant in user.grants}
    return bool(mine & {grant.organisation_id for grant in person.grants})


def _reflects(user: User, row: models.Model, place: Any) -> bool:
    """Whose session it was, and the mentors there; no colleague in the same community."""
    session = getattr(row, "reflection", row).session
    roles = _roles_in(user, place)
    return Role.MENTOR in roles or (session.created_by == user and Role.FACILITATOR in roles)


def _is_trusted(user: User, row: models.Model) -> bool:
    """A referral or a concern: who raised it, the focal points there, who receives it."""
    root = getattr(row, "referral", None) or row
    if getattr(root, "created_by", None) == user:
        return True
    organisation = getattr(root, "organisation", None)
    if organisation is not None and Role.FOCAL_POINT in _roles_in(user, organisation):
        return True
    service = getattr(root, "service", None)
    return service is not None and Role.SOCIAL_WORKER in _roles_in(user, service)
