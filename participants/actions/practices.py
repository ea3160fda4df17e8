"""How does what already protects children come into the register, and how is it kept right?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Community, Confirmation, ProtectivePractice, fold
from ..naming import demand_names_nobody
from ..states import AgreementStatus
from .agreements import demand_live_agreement
from .changes import change


@transaction.atomic
def register_practices(
    community: Community, practices: Iterable[tuple[str, str, str]], *, by: User
) -> list[ProtectivePractice]:
    """Enter what protects children, as (words, language, meaning); what is known already is found."""
    registered = []
    for local_term, language, gloss in practices:
        practice, made = ProtectivePractice.objects.get_or_create(
            community=community,
            language=language,
            term_key=fold(local_term),
            defaults={
                "local_term": local_term,
                "gloss": gloss,
                "from_dialogue": True,
                "created_by": by,
            },
        )
        if made:
            record("protective_practice.registered", practice, by=by)
        registered.append(practice)
    return registered


@transaction.atomic
def tell_practice(
    practice: ProtectivePractice, words: tuple[str, str] | None, *, by: User
) -> ProtectivePractice:
    """Let the community hear of it in the (words, meaning) of a group that allows it, or no longer.

    What else is known of it stays with those who read it so far.
    """
    practice = lock(practice)
    values = {"may_be_told": words is not None}
    if words is not None:
        values |= {"local_term": words[0], "gloss": words[1]}
    if changed := assign(practice, values):
        record("protective_practice.told", practice, by=by, fields=changed)
    return practice


@transaction.atomic
def add_practice(
    *,
    id: uuid.UUID,
    community: Community,
    local_term: str,
    language: str,
    by: User,
    gloss: str = "",
    who_does_it: str = "",
    which_children: str = "",
    works_when: str = "",
    gaps: str = "",
    at_risk: bool | None = None,
    risk: str = "",
    may_be_told: bool = False,
    details_may_be_told: bool = False,
    identifier_reason: str = "",
) -> ProtectivePractice:
    """Enter something that protects children and that nobody said in a recorded dialogue."""
    demand_register_open(community, by=by)
    _demand_a_risk(at_risk, risk)
    _demand_told_words(may_be_told, details_may_be_told)
    said = (local_term, gloss, who_does_it, which_children, works_when, gaps, risk)
    of = Confirmation.Noun.PRACTICE, id
    reason = demand_names_nobody(community, identifier_reason, *said, of=of, new=True, by=by)
    lock(community)  # two who enter the same words at once do not both find them missing
    called = ProtectivePractice.objects.called(local_term, language, community)
    if known := called.exclude(pk=id).first():
        raise NotPossible(known.is_there, known)
    practice, made = create_once(
        ProtectivePractice, id=id, by=by, community=community, local_term=local_term,
        language=language, term_key=fold(local_term), gloss=gloss, who_does_it=who_does_it,
        which_children=which_children, works_when=works_when, gaps=gaps, at_risk=at_risk,
        risk=risk, may_be_told=may_be_told, details_may_be_told=details_may_be_told,
        identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("protective_practice.registered", practice, by=by)
    return practice


@transaction.atomic
def edit_practice(
    practice: ProtectivePractice,
    *,
    version: int,
    by: User,
    who_does_it: str = "",
    which_children: str = "",
    works_when: str = "",
    gaps: str = "",
    at_risk: bool | None = None,
    risk: str = "",
    may_be_told: bool = False,
    details_may_be_told: bool = False,
    identifier_reason: str = "",
) -> ProtectivePractice:
    """Say more of it. Its words and what they mean stay as people said them in the dialogues.

    Of what was said in a dialogue first, `may_be_told` changes nothing: its groups decide.
    """
    demand_register_open(practice.community, by=by)
    _demand_a_risk(at_risk, risk)
    said = (who_does_it, which_children, works_when, gaps, risk)
    reason = demand_names_nobody(
        practice.community,
        identifier_reason,
        *said,
        of=(Confirmation.Noun.PRACTICE, practice.pk),
        standing=(practice.local_term, practice.gloss),
        by=by,
    )
    practice = lock(practice, version=version)
    if practice.from_dialogue:
        may_be_told = practice.may_be_told
    else:
        _demand_told_words(may_be_told, details_may_be_told)
    values = {
        "who_does_it": who_does_it,
        "which_children": which_children,
        "works_when": works_when,
        "gaps": gaps,
        "at_risk": at_risk,
        "risk": risk,
        "may_be_told": may_be_told,
        "details_may_be_told": details_may_be_told,
        "identifier_reason": reason,
    }
    change(practice, values, event="protective_practice.edited", by=by)
    return practice


def demand_register_open(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down what protects there now.

    It is asked from the first visit on, before anything is agreed; never where people said no.
    """
    permissions.demand_keep_practices(by, community)
    if community.agreement.status != AgreementStatus.EXPLORING:
        demand_live_agreement(community)


def _demand_a_risk(at_risk: bool | None, risk: str) -> None:
    if risk and not at_risk:
        raise NotPossible(_("Say that something puts it at risk, or leave out what it is."))


def _demand_told_words(may_be_told: bool, details_may_be_told: bool) -> None:
    if details_may_be_told and not may_be_told:
        raise NotPossible(_("Say that the community may read the words, or keep the details too."))
