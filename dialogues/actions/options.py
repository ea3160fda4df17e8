"""How is written down what could be done about a harm, what groups see in it, and what was chosen?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import Record, create_once, lock
from participants.actions import demand_group_takes_part, demand_live_agreement
from participants.models import Community, Subgroup

from ..guard import demand_names_nobody, forget_confirmed
from ..models import Choice, Dissent, Finding, HarmOption, Kind, OptionView
from ..models.gatherings import in_order, unheard_in
from ..models.options import COUNTED, HEADS, kept_back, rows_said_in
from ..models.shapes import Option
from ..permissions.plans import demand_prepare_plan
from .plans import demand_no_reporting, demand_told, revise, unheard_sentence
from .revisions import forget_revisions, keep_revision


def demand_writing_options(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write of what could be done there now."""
    demand_prepare_plan(by, community)
    demand_live_agreement(community)


# --- What could be done --------------------------------------------------------------------------


@transaction.atomic
def add_option(
    *,
    id: uuid.UUID,
    finding: Finding,
    words: str,
    by: User,
    gloss: str = "",
    raised_by: Iterable[str] = (),
    may_be_told: bool = True,
    rows: Iterable[Option] = (),
    identifier_reason: str = "",
) -> HarmOption:
    """Write down something that could be done, with what dialogues said of it already."""
    demand_writing_options(finding.community, by=by)
    if finding.harm is None:
        raise NotPermitted
    rows = _said_there(finding, rows)
    _demand_heard(finding, may_be_told, rows)
    demand_no_reporting(finding, words, gloss)
    reason = demand_names_nobody(
        finding.round, identifier_reason, words, gloss, of=id, new=True, by=by
    )
    option, made = create_once(
        HarmOption, id=id, by=by, finding=finding, words=words, gloss=gloss,
        raised_by=in_order(raised_by), may_be_told=may_be_told, identifier_reason=reason,
    )  # fmt: skip
    if made:
        option.rows.set(rows)
        record("option.added", option, by=by)
    return option


@transaction.atomic
def edit_option(
    option: HarmOption,
    *,
    version: int,
    words: str,
    by: User,
    gloss: str = "",
    raised_by: Iterable[str] = (),
    may_be_told: bool = True,
    rows: Iterable[Option] = (),
    identifier_reason: str = "",
) -> HarmOption:
    """Say it better. What it said before is kept; what a gathering chose stays as it was chosen."""
    demand_writing_options(option.community, by=by)
    finding, rows = option.finding, _said_there(option.finding, rows)
    option = lock(option, version=version)
    values = {"words": words, "gloss": gloss, "raised_by": in_order(raised_by)}
    values["may_be_told"] = may_be_told
    if not option.choices.exists():
        _demand_heard(option, may_be_told, rows)
    elif any(values[name] != getattr(option, name) for name in values):
        raise NotPossible(_("A gathering chose it in these words, so they stay."), option)
    demand_no_reporting(option, words, gloss)
    reason = demand_names_nobody(
        finding.round, identifier_reason, words, gloss, of=option.pk, by=by
    )
    revise(option, values | {"identifier_reason": reason}, "option.edited", by=by)
    before = list(option.rows.order_by("pk"))
    if {row.pk for row in before} != {row.pk for row in rows}:
        option.rows.set(rows)
        _revise_rows(option, {"rows": [row.pk for row in before]}, "option.edited", by=by)
    return option


def _revise_rows(of: Record, before: Mapping[str, Any], event: str, *, by: User) -> None:
    """What stands in rows of their own is kept like a field: what it said, and a version of its own."""
    keep_revision(of, before, by=by)
    of.version += 1
    of.save(update_fields=["version"])
    record(event, of, by=by, fields=list(before))


def _said_there(finding: Finding, rows: Iterable[Option]) -> list[Option]:
    """The rows, all of them of dialogues of this round."""
    rows = list(rows)
    if rows and not set(rows) <= set(rows_said_in(finding)):
        raise NotPermitted
    return rows


def _demand_heard(about: Finding | HarmOption, may_be_told: bool, rows: list[Option]) -> None:
    """What the community may read stands on nothing that every group keeps back."""
    if may_be_told and kept_back(rows):
        raise NotPossible(
            _(
                "No group lets the community hear what it said of this. Take off that the community "
                "may read it, or ask the groups."
            ),
            about,
        )


@transaction.atomic
def remove_option(option: HarmOption, *, version: int, by: User) -> None:
    """Take out what was written by mistake, while no gathering chose it."""
    demand_writing_options(option.community, by=by)
    option = lock(option, version=version)
    if option.choices.exists():
        raise NotPossible(_("A gathering chose it, so it stays."), option)
    record("option.removed", option, by=by)
    views = list(option.views.all())
    forget_confirmed(option, *views)
    forget_revisions(option, *views)
    option.delete()


# --- What a group sees in it ---------------------------------------------------------------------


@transaction.atomic
def add_option_view(
    *,
    id: uuid.UUID,
    option: HarmOption,
    subgroup: Subgroup,
    weighs: str,
    words: str,
    by: User,
    share_scope: str = "facilitators",
    identifier_reason: str = "",
) -> OptionView:
    """Write down what one group says for it, or against it."""
    demand_writing_options(option.community, by=by)
    if subgroup.community_id != option.finding.community_id:
        raise NotPermitted
    demand_group_takes_part(subgroup)
    lock(option)  # nobody takes it out meanwhile
    place = option.finding.round
    reason = demand_names_nobody(place, identifier_reason, words, of=id, new=True, by=by)
    view, made = create_once(
        OptionView, id=id, by=by, option=option, subgroup=subgroup, weighs=weighs, words=words,
        share_scope=share_scope, identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("option_view.added", view, by=by)
    return view


@transaction.atomic
def edit_option_view(
    view: OptionView,
    *,
    version: int,
    weighs: str,
    words: str,
    share_scope: str,
    by: User,
    identifier_reason: str = "",
) -> OptionView:
    """Put it as the group wants it, also how far it may go. What it said before is kept."""
    demand_writing_options(view.community, by=by)
    place = view.option.finding.round
    view = lock(view, version=version)
    reason = demand_names_nobody(place, identifier_reason, words, of=view.pk, by=by)
    values = {"weighs": weighs, "words": words, "share_scope": share_scope}
    revise(view, {**values, "identifier_reason": reason}, "option_view.edited", by=by)
    return view


@transaction.atomic
def remove_option_view(view: OptionView, *, version: int, by: User) -> None:
    """Take out what was written by mistake."""
    demand_writing_options(view.community, by=by)
    view = lock(view, version=version)
    record("option_view.removed", view, by=by)
    forget_confirmed(view)
    forget_revisions(view)
    view.delete()


# --- What was chosen -----------------------------------------------------------------------------


@transaction.atomic
def add_choice(
    *,
    id: uuid.UUID,
    option: HarmOption,
    held_on: date,
    how: str,
    took_part: Iterable[str],
    by: User,
    counts: Mapping[str, int | None] | None = None,
    dissents: Mapping[str, str] | None = None,
    review_on: date | None = None,
    unheard_reason: str = "",
    identifier_reason: str = "",
) -> Choice:
    """Record which option a gathering chose. Dissent is kept and does not stand in the way.

    `counts` are how many were there by the names of COUNTED and `with_difficulty`, `dissents` what
    was said against it by Kind. Who was not heard is a reason to wait, or to say why not.
    """
    option = lock(option)
    if (sent := Choice.objects.filter(pk=id, created_by=by).first()) is not None:
        return sent
    demand_choosable(option, by=by)
    listening, dissents = option.finding.round, _spoken(dissents or {})
    values = _gathered(option, held_on, how, took_part, counts or {}, review_on)
    unheard = [str(group) for group in unheard_in(listening)]
    if unheard and not unheard_reason.strip():
        raise NotPossible(unheard_sentence(unheard), option)
    why = unheard_reason.strip() if unheard else ""
    reason = demand_names_nobody(
        listening, identifier_reason, why, *dissents.values(), of=id, new=True, by=by
    )
    choice, _made = create_once(
        Choice, id=id, by=by, option=option, unheard_reason=why, identifier_reason=reason, **values
    )
    _keep_dissents(choice, dissents)
    record("choice.added", choice, by=by)
    return choice


@transaction.atomic
def edit_choice(
    choice: Choice,
    *,
    version: int,
    held_on: date,
    how: str,
    took_part: Iterable[str],
    by: User,
    counts: Mapping[str, int | None] | None = None,
    dissents: Mapping[str, str] | None = None,
    review_on: date | None = None,
    unheard_reason: str = "",
    identifier_reason: str = "",
) -> Choice:
    """Put right what was written of the gathering. What it said before is kept."""
    demand_correcting_choice(choice, by=by)
    choice = lock(choice, version=version)
    listening, dissents = choice.option.finding.round, _spoken(dissents or {})
    values = _gathered(choice.option, held_on, how, took_part, counts or {}, review_on)
    why = unheard_reason.strip() if choice.unheard_reason else ""
    if choice.unheard_reason and not why:
        raise NotPossible(_("Say why it was decided before everybody was heard."), choice)
    reason = demand_names_nobody(
        listening, identifier_reason, why, *dissents.values(), of=choice.pk, by=by
    )
    values |= {"unheard_reason": why, "identifier_reason": reason}
    revise(choice, values, "choice.edited", by=by)
    if dissents != (before := choice.differently):
        choice.dissents.all().delete()
        _keep_dissents(choice, dissents)
        _revise_rows(choice, {"dissents": before}, "choice.edited", by=by)
    return choice


def demand_correcting_choice(choice: Choice, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may put right what was written of a gathering."""
    demand_writing_options(choice.community, by=by)
    if choice.plans.filter(edition__gte=1).exists():
        raise NotPossible(
            _("The community was sent a plan that begins from it, so it stays."), choice
        )


def _gathered(
    option: HarmOption,
    held_on: date,
    how: str,
    took_part: Iterable[str],
    counts: Mapping[str, int | None],
    review_on: date | None,
) -> dict[str, Any]:
    """Field → value of what is known of a gathering that was held."""
    if held_on > clock.today():
        raise NotPossible(_("The day of the gathering is still to come."), option)
    began = option.community.rounds.filter(began_on__lte=held_on).count()
    return {
        "held_on": held_on,
        "how": how,
        "took_part": _by_whom(took_part, counts),
        "review_on": review_on,
        "after_rounds": max(began, 1),
        **dict.fromkeys(HEADS),
        **counts,
    }


def _keep_dissents(choice: Choice, dissents: Mapping[str, str]) -> None:
    Dissent.objects.bulk_create(
        Dissent(choice=choice, kind=kind, words=words) for kind, words in dissents.items()
    )


def _spoken(dissents: Mapping[str, str]) -> dict[str, str]:
    return {kind: dissents[kind].strip() for kind in Kind if dissents.get(kind, "").strip()}


def _by_whom(took_part: Iterable[str], counts: Mapping[str, int | None]) -> list[str]:
    """Those who took part, and everybody who was counted there."""
    there = {name for name in COUNTED if counts.get(name)}
    kinds = {Kind.CHILDREN if name in ("girls", "boys") else Kind(name) for name in there}
    return [str(kind) for kind in in_order(kinds | set(took_part))]


def demand_choosable(option: HarmOption, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless a gathering can choose it now."""
    demand_writing_options(option.community, by=by)
    if not option.may_be_told or option.is_kept_back:
        raise NotPossible(
            _(
                "A gathering chooses among what everybody may read. Let the community read it first."
            ),
            option,
        )
    demand_told(option.finding.harm, option.finding.round)


def demand_chosen(option: HarmOption, *, by: User) -> Choice:
    """How a gathering chose it last, for a plan that begins from it. Raises NotPossible while none did."""
    demand_prepare_plan(by, option.community)
    choice = Choice.objects.about(option.finding).filter(option=option).first()
    if choice is None:
        raise NotPossible(
            _("No gathering has chosen this yet. Write down first how it did."), option
        )
    return choice


@transaction.atomic
def remove_choice(choice: Choice, *, by: User) -> None:
    """Who wrote a choice by mistake takes it out again, until a plan has begun from it."""
    demand_writing_options(choice.community, by=by)
    choice = lock(choice)  # so does whoever begins a plan from it
    if choice.created_by_id != by.pk:
        raise NotPermitted
    if choice.plans.exists():
        raise NotPossible(_("A plan has begun from it, so it stays."), choice)
    record("choice.removed", choice, by=by)
    forget_confirmed(choice)
    forget_revisions(choice)
    choice.delete()
