"""Could what was written with a tool, or guessed, tell somebody who a child is?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.identifiers import Hint
from participants.models import Community
from participants.naming import naming_sentence, reason_sentence

from .guard import seen_in, told_by_reason, was_given
from .models import SHAPES, DialogueSession, Tool
from .models.tools import stored_rows_of, texts_of


@dataclass(frozen=True)
class Asked:
    """Words that need a reason they do not have, if any; what the reason tells; and the reason to be kept."""

    words: tuple[Hint, ...]
    reason: str
    told: tuple[Hint, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.told)

    @property
    def sentence(self) -> str:
        if self.words:
            return naming_sentence(list(self.words))
        return reason_sentence(list(self.told))


def reason_asked_for(
    session: DialogueSession,
    tool: Tool | None,
    kind: str,
    values: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User,
) -> Asked:
    """A reason given for earlier words does not speak for new ones; one that nobody needs goes."""
    before: Sequence[str] = ()
    if tool is not None:
        said = {name: getattr(tool, name) for name in ("question", "about", "memo")}
        before = texts_of(said, tool.shape, stored_rows_of(tool))
    return asked_of(
        session.community, texts_of(values, SHAPES[kind], rows), before,
        values.get("identifier_reason", ""), record=tool, by=by,
    )  # fmt: skip


def asked_of(
    community: Community,
    texts: Sequence[str],
    before: Sequence[str],
    reason: str,
    *,
    record: Any,
    by: User,
) -> Asked:
    """The same for the texts of any record that keeps its reason, as they were `before`; None if new."""
    found = seen_in(community, texts, by=by)
    reason = reason.strip()
    if not found:
        return Asked((), "")
    stood = set(seen_in(community, before, by=by))
    told = tuple(told_by_reason(community, reason, found, by=by))
    given = record is not None and (
        reason == record.identifier_reason or was_given(record.pk, reason)
    )
    if reason and not given:
        return Asked((), reason, told)
    return Asked(tuple(each for each in found if each not in stood or not reason), reason, told)
