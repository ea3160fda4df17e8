"""Could these words tell somebody who a child is? Asked of every free text about a community."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import BooleanField, QuerySet, Value
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.identifiers import Hint, hints
from cpfacilitate.lib.records import keep_confirmed

from .models import Community, Confirmation, ProtectivePractice, Service


def own_words(community: Community, by: User) -> list[QuerySet]:
    """What people here call groups, services near them and, as far as `by` reads it, what protects."""
    practices = ProtectivePractice.objects.read_by(by, community)
    services = Service.objects.filter(organisation=community.cluster.organisation_id)
    return [
        _column(community.subgroups.all(), "label", given=True),
        _column(services, "name", given=True),
        said(practices, "local_term"),
    ]


def said(rows: QuerySet, name: str) -> QuerySet:
    """A column of what people said, of which each word was asked about when it was written down."""
    return _column(rows, name, given=False)


def _column(rows: QuerySet, name: str, *, given: bool) -> QuerySet:
    given_name = Value(given, output_field=BooleanField())
    return rows.order_by().annotate(_given=given_name).values_list(name, "_given")


def seen_in(
    community: Community, texts: Iterable[str], words: Iterable[QuerySet] | None = None, *, by: User
) -> list[Hint]:
    """Every stretch of the texts that may identify someone, once each.

    `words` are columns (`said`, `own_words`) of what identifies nobody, `own_words` where nothing
    is said: one query for all of them. They hold what `by` reads and no more: what is not asked
    about would tell them that somebody said it. What a text is from end to end is asked about
    although it is among them, and so is everywhere what would be asked about alone: a reason once
    given for it speaks for one record only.
    """
    texts = [text for text in texts if text]
    if not texts:
        return []
    first, *rest = own_words(community, by) if words is None else words
    whole = {text.strip().casefold() for text in texts}
    here = (community.name, community.cluster.name, community.language)
    known = [
        word
        for word, given in first.union(*rest)
        if word.strip().casefold() not in whole and (given or not _is_asked_about(word, here))
    ]
    found = (hint for text in texts for hint in hints(text, known=[*here, *known]))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2000)
def _is_asked_about(word: str, known: tuple[str, ...]) -> bool:
    """Would it be, as all that somebody wrote?"""
    return bool(hints(word, known=known))


def named_in(community: Community, *texts: str) -> list[Hint]:
    """Every stretch of the names of a group that may be a person's: no reason makes that neutral."""
    known = [community.name, community.cluster.name]
    found = (hint for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


def seen_words(found: Iterable[Hint]) -> str:
    """“Amara Kamara” (may be a person's name) and “class 5” (…)."""
    each = [f"“{hint.excerpt}” ({hint.why})" for hint in found]
    return get_text_list(each, _("and"))


def neutral_sentence(found: list[Hint]) -> str:
    """What a person reads who gives a group a name that may be somebody's."""
    words = {"words": seen_words(found)}
    return (
        _(
            "This may tell who is in the group: %(words)s. Everybody reads it, so choose a neutral "
            "name, in small letters where it is nobody’s."
        )
        % words
    )


def demand_neutral(community: Community, *texts: str) -> None:
    """Raise NotPossible when the names of a group may be a person's."""
    if found := named_in(community, *texts):
        raise NotPossible(neutral_sentence(found))


def naming_sentence(found: list[Hint]) -> str:
    """What a person reads whose words may tell who someone is."""
    return _(
        "This may tell who someone is: %(words)s. Rewrite it, or say below why these words "
        "name nobody."
    ) % {"words": seen_words(found)}


def told_by_reason(found: Iterable[Hint], explained: Iterable[Hint]) -> list[Hint]:
    """What was `found` in a reason and may itself tell who someone is: not the words it explains."""
    words = [hint.excerpt.casefold() for hint in explained]
    return [hint for hint in found if not any(hint.excerpt.casefold() in each for each in words)]


def reason_sentence(found: list[Hint]) -> str:
    """What a person reads whose reason says who someone is."""
    return _(
        "The reason itself may tell who someone is: %(words)s. Say it without them: what the words "
        "are, and nothing of a person."
    ) % {"words": seen_words(found)}


def demand_reason(reason: str, found: list[Hint], told: list[Hint]) -> None:
    """Raise NotPossible where words that were `found` have no reason, or one that tells more."""
    if found and not reason.strip():
        raise NotPossible(naming_sentence(found))
    if found and told:
        raise NotPossible(reason_sentence(told))


def demand_names_nobody(
    community: Community,
    reason: str,
    *texts: str,
    of: tuple[str, uuid.UUID],
    by: User,
    standing: Iterable[str] = (),
    new: bool = False,
) -> str:
    """Why words that may tell who someone is name nobody; nothing where no words may.

    `of` is the record whose words they all are, but for those `standing` in it as they were: its
    Confirmation.Noun and its key. With a reason the words are kept as a Confirmation; those of a
    `new` record only once, however often it arrives. Raises NotPossible when they may and there is
    no reason, or one that says itself who someone is.
    """
    found, stood = (seen_in(community, each, by=by) for each in (texts, standing))
    told = told_by_reason(seen_in(community, [reason], by=by), [*found, *stood])
    demand_reason(reason, found, told)
    noun, key = of
    reason = reason.strip() if found else ""
    if new and Confirmation.objects.filter(record_id=key).exists():
        return reason
    keep_confirmed(
        Confirmation,
        key,
        words=[hint.excerpt for hint in (*found, *stood)],
        reason=reason,
        by=by,
        community=community,
        noun=noun,
    )
    return reason
