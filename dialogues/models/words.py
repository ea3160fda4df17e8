"""In which sessions was a word said? One row for each word of each session, to be found by its beginning."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.paging import Page
from cpfacilitate.lib.records import Row, classes
from participants.models import Community
from participants.models.names import search_key
from participants.standing import standing_of

from .rows import ROW_TEXTS
from .sessions import DialogueSession, DialogueSessionQuerySet
from .tools import texts_of

LONGEST = 60  # letters of a word that are looked at
MOST_TERMS = 4  # words of one search that count
RARE = 1000  # a word of so many sessions is looked up; one of more is met on the way

# What a session says to everybody who may open it, besides its rows and its tools. A reflection does not.
SESSION_TEXTS = ("question", "decisions_asked", "promise")


def split(text: str) -> list[str]:
    """The words of a text as they are looked up, each once: letters, marks and numbers of any script."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    # One letter may come apart into many, and a key is cut: so each word is folded by itself.
    words = (search_key(word) for word in _parted(seen))
    folded = (word for key in words for word in _parted(key))
    return list(dict.fromkeys(word[:LONGEST] for word in folded))


def _parted(text: str) -> list[str]:
    return "".join(
        letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in text
    ).split()


def words_of(session: DialogueSession) -> set[str]:
    """Every word by which the session is found."""
    texts = [getattr(session, name) for name in SESSION_TEXTS]
    for rows, names in ROW_TEXTS.items():
        texts += [text for row in getattr(session, rows).values_list(*names) for text in row]
    for tool in session.tools.laid_out():
        texts += texts_of(vars(tool), tool.shape, [vars(row) for row in tool.shaped])
    return set(split("\n".join(texts)))


def _after(beginning: str) -> str:
    """The first text behind all that begin so, in the order of code points; "" when there is none."""
    while beginning:
        following = ord(beginning[-1]) + 1
        if following <= 0x10FFFF:
            # Those from D800 on are no letters of their own.
            return beginning[:-1] + chr(0xE000 if 0xD800 <= following < 0xE000 else following)
        beginning = beginning[:-1]
    return ""


class SessionWordQuerySet(models.QuerySet):
    def begins(self, beginning: str) -> SessionWordQuerySet:
        """Words that begin so, as a range: an ordinary index finds it."""
        found = self.filter(word__gte=beginning)
        end = _after(beginning)
        return found.filter(word__lt=end) if end else found


class SessionWord(Row):
    """A word somebody said or wrote in a session, folded. It belongs to the session and goes with it."""

    session = models.ForeignKey(
        DialogueSession, models.CASCADE, related_name="words", db_index=False
    )
    # As in the session, so that one index answers where a word was said here.
    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    # PostgreSQL compares it letter by letter, too: a migration says so to it.
    word = models.CharField(max_length=LONGEST)

    objects = SessionWordQuerySet.as_manager()
    data_classes = classes(C="session community word")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "word"], name="session_word")]
        indexes = [models.Index(fields=["community", "word", "session"], name="word_in_community")]


def page_saying(
    sessions: DialogueSessionQuerySet,
    text: str,
    cursor: str,
    *,
    user: User,
    of: Community | None = None,
    among: Collection[Community] = (),
) -> Page:
    """The page after `cursor` of those `sessions` in which every word of `text` begins a word.

    Looked for where `user` sees sessions, in one community (`of`) when there is one. A rare word is
    looked up once and for all; a common one is asked for session by session, newest first, until
    the page is full: neither grows with the table.
    """
    if not text.strip():
        return sessions.page_after(cursor, among)
    terms = split(text)[:MOST_TERMS]
    if not terms:
        return sessions.none().page_after(cursor)
    reach = standing_of(user).communities(Permission.VIEW_SESSION, prefix="community__")
    found = _rare(terms, reach & Q(community=of) if of else reach)
    for term in terms:
        if term not in found:
            said = SessionWord.objects.begins(term).filter(session=OuterRef("pk"))
            sessions = sessions.filter(Exists(said))
    if not found:
        return sessions.page_after(cursor, among)
    # By their keys, one by one: else SQLite goes through all sessions of the community in order.
    few = DialogueSession.objects.for_list().filter(pk__in=set.intersection(*found.values()))
    allowed = sessions.order_by().select_related(None).filter(pk=OuterRef("pk"))
    return few.filter(Exists(allowed)).page_after(cursor)


def _rare(terms: Sequence[str], reach: Q) -> dict[str, set]:
    """Term → the keys of the sessions that say it, of those terms that few sessions say."""
    words, each = SessionWord.objects.filter(reach), []
    for number, term in enumerate(terms):
        few = words.begins(term).values("pk")[: RARE + 1]
        found = SessionWord.objects.filter(pk__in=few).annotate(term=Value(number))
        each.append(found.values_list("term", "session_id"))
    rows = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
    said: dict[str, list] = {term: [] for term in terms}
    for number, key in rows:
        said[terms[number]].append(key)
    return {term: set(keys) for term, keys in said.items() if len(keys) <= RARE}
