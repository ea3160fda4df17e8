"""Which of the community's own terms stand behind the words of a session?"""

from __future__ import annotations

from collections.abc import Collection

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from participants.actions import register_practices, tell_practice
from participants.models import ProtectivePractice, fold

from ..models import DialogueSession, Harm, Quote, RankedItem, Strength


def link_words(
    session: DialogueSession, *, by: User, earlier: Collection[ProtectivePractice] = ()
) -> None:
    """Find or make the community's own term behind each ranked word and each strength.

    `earlier` are the practices the session spoke of before: it may tell of them no longer. A known
    term that came without a meaning takes one which some group let the community hear, and no
    other: how far a row may go is decided anew at any time, and what another group keeps to itself
    would go with it.
    """
    _link_strengths(session, earlier, by=by)
    items = list(session.items.all())
    for item in items:
        item.harm = _harm(session, item, by=by)
        if not item.gloss:
            item.gloss = RankedItem.objects.meaning_of(item.harm).first() or ""
    RankedItem.objects.bulk_update(items, ["harm", "gloss"])
    named = {fold(item.local_term): item.harm for item in items}
    quotes = list(session.quotes.all())
    for quote in quotes:
        quote.harm = named.get(fold(quote.about))
    Quote.objects.bulk_update(quotes, ["harm"])


def _link_strengths(
    session: DialogueSession, earlier: Collection[ProtectivePractice], *, by: User
) -> None:
    strengths = list(session.strengths.all())
    practices = register_practices(
        session.community,
        [(strength.local_term, session.language, strength.gloss) for strength in strengths],
        by=by,
    )
    for strength, practice in zip(strengths, practices, strict=True):
        strength.practice = practice
        if not strength.gloss and practice.may_be_told:
            strength.gloss = practice.gloss
    Strength.objects.bulk_update(strengths, ["practice", "gloss"])
    for practice in {*practices, *earlier}:
        words = Strength.objects.told_words_of(practice)
        # What people let the community read without a dialogue is not hidden by one more dialogue.
        if words is not None or practice in earlier:
            tell_practice(practice, words, by=by)


def _harm(session: DialogueSession, item: RankedItem, *, by: User) -> Harm:
    harm, made = Harm.objects.get_or_create(
        community=session.community,
        language=session.language,
        term_key=fold(item.local_term),
        defaults={"local_term": item.local_term, "gloss": item.gloss, "created_by": by},
    )
    if made:
        record("harm.named", harm, by=by)
    return harm
