"""How is a rule of the community's own written down, and how does it end?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.models import Community

from ..guard import demand_names_nobody
from ..models import ByLaw, Practice
from ..models.by_laws import TEXTS
from .plans import revise
from .practices import demand_writing_norms


@transaction.atomic
def add_by_law(
    *,
    id: uuid.UUID,
    community: Community,
    by: User,
    practice: Practice | None = None,
    identifier_reason: str = "",
    **said: Any,
) -> ByLaw:
    """Write down what the community agreed; `said` are the fields of ByLaw.

    A red flag in it never keeps it from being written down: it is the community's law already.
    """
    demand_writing_norms(community, by=by)
    _demand_in_order(community, practice, said)
    reason = demand_names_nobody(
        ByLaw(pk=id, community=community), identifier_reason, *_texts(said), of=id, new=True, by=by
    )
    values = {**said, "practice": practice, "identifier_reason": reason}
    by_law, made = create_once(ByLaw, id=id, by=by, community=community, **values)
    if made:
        record("by_law.added", by_law, by=by)
    return by_law


@transaction.atomic
def edit_by_law(
    by_law: ByLaw,
    *,
    version: int,
    by: User,
    practice: Practice | None = None,
    identifier_reason: str = "",
    **said: Any,
) -> ByLaw:
    """Write it as it stands now, or that it is no longer in force. What it said before is kept."""
    demand_writing_norms(by_law.community, by=by)
    _demand_in_order(by_law.community, practice, said)
    by_law = lock(by_law, version=version)
    reason = demand_names_nobody(by_law, identifier_reason, *_texts(said), of=by_law.pk, by=by)
    values = {**said, "practice": practice, "identifier_reason": reason}
    revise(by_law, values, "by_law.edited", by=by)
    return by_law


def _demand_in_order(
    community: Community, practice: Practice | None, said: Mapping[str, Any]
) -> None:
    if practice is not None and practice.community_id != community.pk:
        raise NotPermitted
    if not said["effect_on_poorest"].strip():
        raise NotPossible(_("Say what it costs the poorest."))
    if said["agreed_on"] > clock.today():
        raise NotPossible(_("The day of the agreement is still to come."))
    ended_on, because = said.get("ended_on"), said.get("ended_because", "")
    if bool(ended_on) != bool(because.strip()):
        raise NotPossible(_("Where it is no longer in force, say since when and why."))
    if ended_on and not said["agreed_on"] <= ended_on <= clock.today():
        raise NotPossible(_("It ended between the day of the agreement and today."))


def _texts(said: Mapping[str, Any]) -> list[str]:
    return [said.get(name, "") for name in TEXTS]
