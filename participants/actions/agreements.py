"""How is what a community decided about taking part recorded?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, lock

from .. import permissions
from ..models import Agreement, AgreementMove, Community, Confirmation, GroupAnswer, Subgroup
from ..naming import demand_names_nobody
from ..states import ASKED_US_TO_GO, LEAVING, AgreementStatus
from .changes import change
from .leaving import demand_settled, settle_leaving

AGREEMENT = Confirmation.Noun.AGREEMENT
Answers = Mapping[Subgroup, tuple[str, int | None]]
# What is written down of an agreement while it is open.
FREE_TEXTS = ("we_will", "we_will_not", "expectations", "conditions", "languages")
SAID = (*FREE_TEXTS, "decides_by", "listen_every_days")


@transaction.atomic
def move_agreement(
    agreement: Agreement,
    to: str,
    *,
    decided_on: date,
    by: User,
    words: str = "",
    answers: Answers | None = None,
    no_contact_until: date | None = None,
    invited: bool = False,
    renew_on: date | None = None,
    data_choice: str = "",
    informed: str = "",
    identifier_reason: str = "",
) -> Agreement:
    """Record what the community decided.

    `answers` are the groups that were asked: group → (answer, people or None when not counted).
    Agreeing needs a group that says yes, and going on after a pause needs one where groups were
    asked; declining needs nothing. A community that said no is asked again
    only when it invites (`invited`) or when the day it named has passed. When it is we who step
    back, `words` are our reason, as it was told to the community. With a yes, `renew_on` is the
    day we ask again; without one, the day that was agreed before stands. When we part,
    `data_choice` is what becomes of the records (a DataChoice) and `informed` who told whom.
    """
    agreement = lock(agreement)
    permissions.demand_agreement_move(by, agreement, to)
    _demand_may_answer_for(agreement, answers or {}, by=by)
    _demand_what_it_needs(agreement, to, words=words, answers=answers, invited=invited)
    demand_settled(agreement, to, data_choice=data_choice)
    _demand_a_day_in_order(agreement, decided_on)
    demand_a_day_to_come(agreement, renew_on)
    if to not in ASKED_US_TO_GO:
        no_contact_until = None
    if to not in (AgreementStatus.AGREED, AgreementStatus.PAUSED):
        renew_on = None
    else:
        renew_on = renew_on or agreement.renew_on
    said = {"words": words, "invited": invited, "no_contact_until": no_contact_until}
    step = uuid.uuid4()
    reason = demand_names_nobody(
        agreement.community, identifier_reason, words, informed, of=(AGREEMENT, step), by=by
    )
    move = AgreementMove.objects.create(
        pk=step, agreement=agreement, to=to, decided_on=decided_on, at=clock.now(), by=by,
        identifier_reason=reason, **said,
    )  # fmt: skip
    _keep_answers(move, answers or {})
    days = {"no_contact_until": no_contact_until, "renew_on": renew_on}
    changed = assign(agreement, {"status": to, "status_at": clock.now(), **days})
    record(f"agreement.{to}", agreement, by=by, fields=changed)
    if to in LEAVING:
        settle_leaving(move, data_choice=data_choice, informed=informed, reason=reason, by=by)
    return agreement


def _demand_what_it_needs(
    agreement: Agreement, to: str, *, words: str, answers: Answers | None, invited: bool
) -> None:
    first_yes = agreement.status == AgreementStatus.EXPLORING and to == AgreementStatus.AGREED
    if first_yes or (answers and to == AgreementStatus.AGREED):
        _demand_somebody_goes_on(agreement, answers or {})
    if to == AgreementStatus.STEPPED_BACK and not words:
        raise NotPossible(_("Say why we step back, as it was told to the community."), agreement)
    welcome = invited or agreement.welcomes_contact(clock.today())
    if to == AgreementStatus.EXPLORING and not welcome:
        raise NotPossible(_not_now(agreement), agreement)


def _not_now(agreement: Agreement) -> str:
    if agreement.no_contact_until is None:
        return _("The community asks for no contact now. Come back when it invites you.")
    words = {"day": date_format(agreement.no_contact_until, "j F Y")}
    return _("The community asks for no contact before %(day)s, unless it invites you.") % words


def _demand_a_day_in_order(agreement: Agreement, decided_on: date) -> None:
    if decided_on > clock.today():
        raise NotPossible(_("The day of the decision is still to come."), agreement)
    last = agreement.moves.last()
    if last is not None and decided_on < last.decided_on:
        words = {"day": date_format(last.decided_on, "j F Y")}
        raise NotPossible(
            _("The step before this one was on %(day)s, so this one cannot be earlier.") % words,
            agreement,
        )


def demand_a_day_to_come(agreement: Agreement, renew_on: date | None) -> None:
    """Raise NotPossible unless the day we ask again is after today, if there is one."""
    if renew_on is not None and renew_on <= clock.today():
        raise NotPossible(_("We ask again on a day after today."), agreement)


@transaction.atomic
def renew_agreement(
    agreement: Agreement,
    *,
    decided_on: date,
    answers: Answers,
    by: User,
    id: uuid.UUID | None = None,
    renew_on: date | None = None,
    words: str = "",
    identifier_reason: str = "",
) -> Agreement:
    """The groups were asked once more, and say that they go on; `renew_on` is when we ask again.

    `id` is the key of the step, so that sending it twice makes it once.
    """
    agreement = lock(agreement)
    permissions.demand(by, Permission.RECORD_AGREEMENT, agreement.community)
    if id is not None and _is_recorded(agreement, id, by=by):
        return agreement
    demand_a_day_to_come(agreement, renew_on)
    step = id or uuid.uuid4()
    reason = demand_names_nobody(
        agreement.community, identifier_reason, words, of=(AGREEMENT, step), by=by
    )
    say_yes_again(
        agreement,
        answers,
        decided_on=decided_on,
        by=by,
        pk=step,
        words=words,
        identifier_reason=reason,
    )
    assign(agreement, {"renew_on": renew_on})
    return agreement


def _is_recorded(agreement: Agreement, step: uuid.UUID, *, by: User) -> bool:
    """Did this very step arrive before, from the same person?"""
    move = AgreementMove.objects.filter(pk=step).first()
    if move is not None and (move.agreement_id, move.by_id) != (agreement.pk, by.pk):
        raise AlreadyThere(
            _("This form was already sent by somebody else. Open a new one and try again.")
        )
    return move is not None


def say_yes_again(
    agreement: Agreement, answers: Answers, *, decided_on: date, by: User, **kept: Any
) -> AgreementMove:
    """A yes once more on a live agreement that the caller has locked, by the groups in `answers`."""
    demand_renewable(agreement)
    _demand_may_answer_for(agreement, answers, by=by)
    _demand_somebody_goes_on(agreement, answers)
    _demand_a_day_in_order(agreement, decided_on)
    move = AgreementMove.objects.create(
        agreement=agreement, to=AgreementStatus.AGREED, renewed=True, decided_on=decided_on,
        at=clock.now(), by=by, **kept,
    )  # fmt: skip
    _keep_answers(move, answers)
    record("agreement.renewed", agreement, by=by)
    return move


def demand_renewable(agreement: Agreement) -> None:
    """Raise NotPossible unless the community takes part now, so that it can be asked to go on."""
    if not agreement.is_live:
        words = {"status": agreement.get_status_display()}
        raise NotPossible(
            _("This stands at “%(status)s”. Whether they go on is asked while they take part.")
            % words,
            agreement,
        )


def _demand_may_answer_for(agreement: Agreement, answers: Answers, *, by: User) -> None:
    """Groups of this community; a group of children only by those who may see each group."""
    community = agreement.community
    if any(group.community_id != community.pk for group in answers):
        raise NotPermitted
    children = any(group.is_child for group in answers)
    if children and not permissions.can_see_each_group(by, community):
        raise NotPermitted


def _demand_somebody_goes_on(agreement: Agreement, answers: Answers) -> None:
    if not answers:
        raise NotPossible(
            _("Say which groups were asked and how they answered before you record a yes."),
            agreement,
        )
    if not any(answer in GroupAnswer.GOES_ON for answer, _people in answers.values()):
        raise NotPossible(
            _("No group said yes, so this is no yes. Record what they decided."), agreement
        )


def _keep_answers(move: AgreementMove, answers: Answers) -> None:
    GroupAnswer.objects.bulk_create(
        GroupAnswer(move=move, subgroup=subgroup, answer=answer, people=people)
        for subgroup, (answer, people) in answers.items()
    )


@transaction.atomic
def edit_agreement(
    agreement: Agreement,
    *,
    version: int,
    by: User,
    identifier_reason: str = "",
    told_where: bool = False,
    **said: Any,
) -> Agreement:
    """Write down what we said, what the community hopes for and asks of us, and how it decides.

    `said` are fields of SAID. With `told_where` the community was told today where this is kept.
    """
    agreement = lock(agreement, version=version)
    demand_editable(agreement, by=by)
    values = {name: said[name] for name in SAID if name in said}
    words = (values.get(name, getattr(agreement, name)) for name in FREE_TEXTS)
    reason = demand_names_nobody(
        agreement.community, identifier_reason, *words, of=(AGREEMENT, agreement.pk), by=by
    )
    if told_where:
        values |= _told_where(agreement)
    values["identifier_reason"] = reason
    change(agreement, values, event="agreement.edited", by=by)
    return agreement


def _told_where(agreement: Agreement) -> dict[str, Any]:
    if not settings.HOSTING_PLACE:
        raise NotPossible(_("The organisation has not said yet where this is kept."), agreement)
    return {"hosting_place": settings.HOSTING_PLACE, "hosting_shown_on": clock.today()}


def demand_editable(agreement: Agreement, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now write down what we said."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, agreement.community)
    if not agreement.is_open:
        raise NotPossible(
            _("This agreement has ended. What we said stays as it was said."), agreement
        )


def demand_open_agreement(community: Community) -> None:
    """Raise NotPossible, with the sentence why, when the community and we have parted."""
    agreement = Agreement.objects.get(community=community)
    if not agreement.is_open:
        words = {"community": community.name, "status": agreement.get_status_display()}
        raise NotPossible(
            _(
                "%(community)s and we have parted (%(status)s), so nothing is written down about "
                "it. A referral for a child is always possible."
            )
            % words,
            agreement,
        )


def demand_live_agreement(community: Community) -> None:
    """Raise NotPossible, with the sentence why, unless the community takes part now."""
    agreement = Agreement.objects.get(community=community)
    if not agreement.is_live:
        words = {"community": community.name, "status": agreement.get_status_display()}
        raise NotPossible(
            _(
                "%(community)s has no agreement with us at present (%(status)s), so nothing is "
                "logged. A referral for a child is always possible."
            )
            % words,
            agreement,
        )
