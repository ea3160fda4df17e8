"""How is what a community decided about taking part recorded?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, lock

from .. import permissions
from ..models import Agreement, AgreementMove, Community, GroupAnswer, Subgroup
from ..states import ASKED_US_TO_GO, LEAVING, AgreementStatus
from .changes import change
from .leaving import demand_settled, settle_leaving

Answers = Mapping[Subgroup, tuple[str, int | None]]


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
    Agreeing needs at least one; declining needs nothing. A community that said no is asked again
    only when it invites (`invited`) or when the day it named has passed. When it is we who step
    back, `words` are our reason, as it was told to the community. With a yes, `renew_on` is the
    day we ask again; without one, the day that was agreed before stands. When we part,
    `data_choice` is what becomes of the records (a DataChoice) and `informed` who told whom.
    """
    agreement = lock(agreement)
    permissions.demand_agreement_move(by, agreement, to)
    if any(group.community_id != agreement.community_id for group in answers or ()):
        raise NotPermitted
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
    move = _keep_move(
        agreement, answers, to=to, decided_on=decided_on, words=words, invited=invited,
        no_contact_until=no_contact_until, by=by,
    )  # fmt: skip
    days = {"no_contact_until": no_contact_until, "renew_on": renew_on}
    changed = assign(agreement, {"status": to, "status_at": clock.now(), **days})
    record(f"agreement.{to}", agreement, by=by, fields=changed)
    if to in LEAVING:
        settle_leaving(
            move, data_choice=data_choice, informed=informed, identifier_reason=identifier_reason,
            by=by,
        )  # fmt: skip
    return agreement


def _keep_move(agreement: Agreement, answers: Answers | None, **said: Any) -> AgreementMove:
    move = AgreementMove.objects.create(agreement=agreement, at=clock.now(), **said)
    GroupAnswer.objects.bulk_create(
        GroupAnswer(move=move, subgroup=subgroup, answer=answer, people=people)
        for subgroup, (answer, people) in (answers or {}).items()
    )
    return move


def _demand_what_it_needs(
    agreement: Agreement, to: str, *, words: str, answers: Answers | None, invited: bool
) -> None:
    first_yes = agreement.status == AgreementStatus.EXPLORING and to == AgreementStatus.AGREED
    if first_yes and not answers:
        raise NotPossible(
            _("Say which groups were asked and how they answered before you record a yes."),
            agreement,
        )
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
def edit_agreement(
    agreement: Agreement, *, version: int, we_will: str, we_will_not: str, by: User
) -> Agreement:
    """Write down what we said we will and will not do."""
    agreement = lock(agreement, version=version)
    demand_editable(agreement, by=by)
    values = {"we_will": we_will, "we_will_not": we_will_not}
    change(agreement, values, event="agreement.edited", by=by)
    return agreement


def demand_editable(agreement: Agreement, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now write down what we said."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, agreement.community)
    if not agreement.is_open:
        raise NotPossible(
            _("This agreement has ended. What we said stays as it was said."), agreement
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
