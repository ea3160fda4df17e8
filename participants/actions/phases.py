"""How does a phase begin, on whose yes, and how does it end?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import NEEDS_NO_YES, Agreement, AgreementMove, Community, Confirmation, Phase
from ..naming import demand_names_nobody
from .agreements import Answers, say_yes_again
from .telling import demand_somebody_to_tell


@transaction.atomic
def begin_phase(
    *,
    id: uuid.UUID,
    community: Community,
    kind: str,
    began_on: date,
    by: User,
    decision: str = "",
    decided_by: str = "",
    identifier_reason: str = "",
    answers: Answers | None = None,
) -> Phase:
    """Begin what the work is about now; phases overlap and repeat.

    Each stands on a yes of its own: the first one, as long as no phase stands on it, or else what
    the groups in `answers` say now. Getting to know each other, and going on without us, need none.
    """
    permissions.demand(by, Permission.RECORD_AGREEMENT, community)
    agreement = lock(community.agreement)  # two phases do not stand on one yes
    of = Confirmation.Noun.PHASE, id
    reason = demand_names_nobody(community, identifier_reason, decision, of=of, new=True, by=by)
    values = {
        "community": community, "kind": kind, "began_on": began_on, "decision": decision,
        "decided_by": decided_by, "identifier_reason": reason,
    }  # fmt: skip
    if Phase.objects.filter(pk=id).exists():  # it arrived before: its yes was recorded with it
        return create_once(Phase, id=id, by=by, **values)[0]
    _demand_its_time(agreement, kind, began_on)
    if kind == Phase.Kind.LEARNING:
        demand_somebody_to_tell(community)
    consent = None
    if kind not in NEEDS_NO_YES:
        consent = _yes(agreement, answers, began_on=began_on, by=by)
    phase, _made = create_once(Phase, id=id, by=by, consent=consent, **values)
    record("phase.begun", phase, by=by)
    return phase


def _demand_its_time(agreement: Agreement, kind: str, began_on: date) -> None:
    if began_on > clock.today():
        raise NotPossible(_("A phase begins when it begins, not before."), agreement)
    if kind not in Phase.may_begin_at(agreement.status):
        demand_some_phase(agreement)
        words = {"phase": Phase.Kind(kind).label, "status": agreement.get_status_display()}
        raise NotPossible(
            _("“%(phase)s” does not begin while this stands at “%(status)s”.") % words, agreement
        )
    stands_since = agreement.moves.last()
    if stands_since is not None and kind == Phase.Kind.SELF_LED:
        _demand_not_before(stands_since, began_on)


def demand_some_phase(agreement: Agreement) -> None:
    """Raise NotPossible unless some phase may begin as the agreement stands now."""
    if not Phase.may_begin_at(agreement.status):
        words = {"status": agreement.get_status_display()}
        raise NotPossible(
            _("This stands at “%(status)s”, so no phase begins now. We wait for the community.")
            % words,
            agreement,
        )


def _yes(
    agreement: Agreement, answers: Answers | None, *, began_on: date, by: User
) -> AgreementMove:
    """The yes on which a phase stands."""
    if answers:
        return say_yes_again(agreement, answers, decided_on=began_on, by=by)
    yes = agreement.free_yes()
    if yes is None:
        raise NotPossible(
            _("Ask the groups whether they want this, and say how they answered."), agreement
        )
    _demand_not_before(yes, began_on)
    return yes


def _demand_not_before(move: AgreementMove, began_on: date) -> None:
    if began_on < move.decided_on:
        words = {"day": date_format(move.decided_on, "j F Y")}
        raise NotPossible(
            _("This was decided on %(day)s, so it cannot begin earlier.") % words, move.agreement
        )


@transaction.atomic
def end_phase(phase: Phase, *, ended_on: date, by: User) -> Phase:
    """What the work was about has ended. The same may begin again."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, phase.community)
    phase = lock(phase)
    demand_open_phase(phase)
    if not phase.began_on <= ended_on <= clock.today():
        raise NotPossible(_("That day is before it began, or still to come."), phase)
    changed = assign(phase, {"ended_on": ended_on})
    record("phase.ended", phase, by=by, fields=changed)
    return phase


def demand_open_phase(phase: Phase) -> None:
    """Raise NotPossible when it has ended."""
    if phase.ended_on is not None:
        words = {"day": date_format(phase.ended_on, "j F Y")}
        raise NotPossible(_("This ended on %(day)s already.") % words, phase)
