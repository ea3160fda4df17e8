"""How does a session come to be found by what was said in it?"""

from __future__ import annotations

from ..models import DialogueSession, SessionWord
from ..models.words import words_of


def keep_words(session: DialogueSession) -> None:
    """Write which words the session says now; called by whatever changes one, in its transaction."""
    said, stood = words_of(session), set(session.words.values_list("word", flat=True))
    session.words.filter(word__in=stood - said).delete()
    SessionWord.objects.bulk_create(
        SessionWord(session=session, community_id=session.community_id, word=word)
        for word in sorted(said - stood)
    )
