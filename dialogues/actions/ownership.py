"""How does a community write down how far it is its own?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_group_takes_part, demand_live_agreement
from participants.models import Community, Subgroup
from participants.permissions import demand

from ..guard import demand_names_nobody
from ..models import OwnershipReview
from ..models.ownership import QUESTIONS
from ..permissions import signs as permissions
from .plans import revise


@transaction.atomic
def add_ownership_review(
    *,
    id: uuid.UUID,
    community: Community,
    subgroup: Subgroup | None,
    answered_on: date,
    by: User,
    note: str = "",
    identifier_reason: str = "",
    **answers: Any,
) -> OwnershipReview:
    """Write down what all together answered on a day; with a group, what that group did."""
    demand_filling(community, subgroup, by=by)
    _demand_in_order(answered_on, answers)
    lock(community)  # two who write of the same day at once do not both find nothing
    other = OwnershipReview.objects.on(community, subgroup, answered_on).exclude(pk=id).first()
    if other is not None:
        raise NotPossible(_("The answers of this day are written down already."), other)
    place = OwnershipReview(pk=id, community=community)
    reason = demand_names_nobody(place, identifier_reason, note, of=id, new=True, by=by)
    review, made = create_once(
        OwnershipReview, id=id, by=by, community=community, subgroup=subgroup,
        answered_on=answered_on, note=note, identifier_reason=reason, **answers,
    )  # fmt: skip
    if made:
        record("ownership_review.added", review, by=by)
    return review


@transaction.atomic
def edit_ownership_review(
    review: OwnershipReview,
    *,
    version: int,
    by: User,
    note: str = "",
    identifier_reason: str = "",
    **answers: Any,
) -> OwnershipReview:
    """Correct what one wrote down oneself. What it said before is kept."""
    demand_own_review(review, by=by)
    _demand_in_order(review.answered_on, answers)
    review = lock(review, version=version)
    reason = demand_names_nobody(review, identifier_reason, note, of=review.pk, by=by)
    values = {**answers, "note": note, "identifier_reason": reason}
    revise(review, values, "ownership_review.edited", by=by)
    return review


def demand_filling(community: Community, subgroup: Subgroup | None, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down these answers now."""
    demand(by, Permission.REPORT_ACTION, community)
    demand_live_agreement(community)
    if subgroup is None:
        return
    hidden = subgroup.is_child and not permissions.reads_each_group(by, community)
    if subgroup.community_id != community.pk or hidden:
        raise NotPermitted
    demand_group_takes_part(subgroup)


def demand_own_review(review: OwnershipReview, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` wrote it, and may write there now."""
    if not permissions.corrects_ownership(by, review):
        raise NotPermitted
    demand_filling(review.community, review.subgroup, by=by)


def _demand_in_order(answered_on: date, answers: dict[str, Any]) -> None:
    if answered_on > clock.today():
        raise NotPossible(_("The day is still to come."))
    if not any(answers.get(name) for name in QUESTIONS):
        raise NotPossible(_("Answer one of the questions, whichever you like."))
