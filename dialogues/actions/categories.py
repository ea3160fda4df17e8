"""How does a person lay terms together afterwards, and take one out again?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import lock
from participants.actions import demand_live_agreement
from participants.models import Community, fold

from ..guard import name_sentence
from ..models import Harm, HarmCategory, HarmGrouping
from ..models.categories import CategoryCode
from ..permissions.categories import demand_group_harms


def demand_grouping(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may lay the terms of `community` together now."""
    demand_group_harms(by, community)
    demand_live_agreement(community)


@transaction.atomic
def group_harm(harm: Harm, *, by: User, code: str = "", name: str = "") -> HarmGrouping:
    """Put a term into a category: one of the list to begin with (`code`), or one by `name`.

    What is there already stays as it was put there. Nothing that was said is changed by it.
    """
    demand_grouping(harm.community, by=by)
    harm = lock(harm)
    category = _category(harm.community, code, name.strip(), by=by)
    live = HarmGrouping.objects.live().filter(harm=harm, category=category).first()
    if live is not None:
        return live
    grouping = HarmGrouping.objects.create(harm=harm, category=category, by=by)
    record("harm.grouped", harm, by=by)
    return grouping


@transaction.atomic
def ungroup_harm(grouping: HarmGrouping, *, by: User) -> HarmGrouping:
    """Take a term out of a category. That it stood there stays to be read; twice is once."""
    demand_grouping(grouping.harm.community, by=by)
    lock(grouping.harm)
    grouping = HarmGrouping.objects.get(pk=grouping.pk)
    if grouping.ended_at is None:
        grouping.ended_at, grouping.ended_by = clock.now(), by
        grouping.save(update_fields=["ended_at", "ended_by"])
        record("harm.ungrouped", grouping.harm, by=by)
    return grouping


def _category(community: Community, code: str, name: str, *, by: User) -> HarmCategory:
    """The category as this community has it, made when it is used for the first time."""
    if not code:
        code = next((c.value for c in CategoryCode if fold(str(c.label)) == fold(name)), "")
    if not code and not name:
        raise NotPossible(_("Choose a group of words, or give it a name of its own."))
    if not code and (sentence := name_sentence(community, name, by=by)):
        raise NotPossible(sentence)
    own = {"code": code} if code else {"name_key": fold(name), "code": ""}
    category, made = HarmCategory.objects.get_or_create(
        community=community, **own, defaults={"created_by": by, "name": "" if code else name}
    )
    if made:
        record("harm_category.named", category, by=by)
    return category
