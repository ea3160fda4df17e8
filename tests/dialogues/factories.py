"""Sessions and rounds, reached by the product's own actions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.demo import masimbaya
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession
from participants.models import Subgroup

# What a facilitator may say of a dialogue beyond its lists.
NOTICED: dict[str, Any] = {
    "accommodations": [{"code": "sign", "planned": False, "delivered": True, "note": "hands"}],
    "power_notes": [{"kind": "silent", "who": "younger", "note": "until the stones came"}],
    "safe": "yes",
    "free": "partly",
    "space_note": "Sit under the other tree.",
    "decisions_asked": "That nobody fetches water before the bell.",
}
QUOTE = {
    "words": "The load is heavier than I am.",
    "gloss": "loads before school",
    "about": "ebi wok",
    "share_scope": "community_attributed",
}


def draft(subgroup: Subgroup, *, by: User) -> DialogueSession:
    """Notes just opened."""
    return actions.begin_session(id=uuid.uuid4(), subgroup=subgroup, by=by)


def filled(
    subgroup: Subgroup,
    *,
    by: User,
    harms: list[tuple[str, str]] = (("ebi wok", "heavy work"),),
    scopes: dict[str, str] | None = None,
    ranks: list[int] | None = None,
    quotes: Sequence[dict[str, str]] = (),
    people: int = 9,
    **values: Any,
) -> DialogueSession:
    """Notes with counts, a strength and a list of (words, meaning), what weighs most first."""
    session = draft(subgroup, by=by)
    items = [
        {
            "local_term": term,
            "gloss": gloss,
            "share_scope": (scopes or {}).get(term, "facilitators"),
            "rank": rank,
        }
        for rank, (term, gloss) in zip(ranks or range(1, 100), harms, strict=False)
    ]
    return actions.save_session(
        session,
        version=session.version,
        values={"limits_explained": True, **values},
        rows={
            "head_counts": [
                {"sex": "female", "age_band": "10_13", "people": people, "with_difficulty": 1}
            ],
            "strengths": [
                {
                    "local_term": "aunties walk us home",
                    "gloss": "older women",
                    "share_scope": "community_attributed",
                }
            ],
            "items": items,
            "quotes": quotes,
        },
        by=by,
    )


def recorded(subgroup: Subgroup, *, by: User, **kwargs: Any) -> DialogueSession:
    """A session that counts."""
    session = filled(subgroup, by=by, **kwargs)
    return actions.record_session(session, version=session.version, by=by)


def locked(subgroup: Subgroup, *, by: User, **kwargs: Any) -> DialogueSession:
    """A session that no longer changes."""
    return actions.lock_session(recorded(subgroup, by=by, **kwargs), by=by)


def masimbaya_round(groups: dict[str, Subgroup], *, by: User) -> None:
    """The eight lists of Masimbaya, with what each group allows to be told."""
    for group, harms in masimbaya.LISTS.items():
        recorded(
            groups[group],
            by=by,
            harms=[masimbaya.HARMS[harm] for harm in harms],
            scopes={
                words: masimbaya.TOLD.get(harm, "community_attributed")
                for harm, (words, _gloss) in masimbaya.HARMS.items()
            },
        )
