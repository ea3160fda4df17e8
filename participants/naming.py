"""Could these words tell somebody who a child is? Asked of every free text about a community."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.identifiers import Hint, hints
from cpfacilitate.lib.records import keep_confirmed

from .models import Community, Confirmation, ProtectivePractice, Service


def own_words(community: Community) -> list[QuerySet]:
    """What people here call groups, what protects and the services near them: no one person."""
    practices = ProtectivePractice.objects.filter(community=community)
    services = Service.objects.filter(organisation=community.cluster.organisation_id)
    return [
        community.subgroups.order_by().values_list("label"),
        practices.order_by().values_list("local_term"),
        services.order_by().values_list("name"),
    ]


def seen_in(
    community: Community, texts: Iterable[str], words: Iterable[QuerySet] | None = None
) -> list[Hint]:
    """Every stretch of the texts that may identify someone, once each.

    `words` are columns of what identifies nobody, `own_words` where nothing is said: one query for
    all of them. What a text is from end to end is asked about although it is among them.
    """
    texts = [text for text in texts if text]
    if not texts:
        return []
    first, *rest = own_words(community) if words is None else words
    whole = {text.strip().casefold() for text in texts}
    known = [community.name, community.cluster.name, community.language]
    known += [word for (word,) in first.union(*rest) if word.strip().casefold() not in whole]
    found = (hint for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


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
    no reason.
    """
    found = seen_in(community, texts)
    if found and not reason.strip():
        raise NotPossible(naming_sentence(found))
    noun, key = of
    reason = reason.strip() if found else ""
    if new and Confirmation.objects.filter(record_id=key).exists():
        return reason
    keep_confirmed(
        Confirmation,
        key,
        words=[hint.excerpt for hint in (*found, *seen_in(community, standing))],
        reason=reason,
        by=by,
        community=community,
        noun=noun,
    )
    return reason
