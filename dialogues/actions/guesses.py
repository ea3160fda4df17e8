"""How do adults guess the children's list, and what is kept of the moment when they see it?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.actions import demand_group_takes_part, demand_live_agreement
from participants.models import Lens, Round, Subgroup, fold

from ..guard import demand_names_nobody
from ..models import Guess, GuessedItem
from ..models.guesses import ITEM_FIELDS, MOST_GUESSED, known_harms, stored_items, texts_of_items
from ..models.rows import reranked, said_twice
from ..permissions.guesses import demand_write_guesses
from ..side_by_side import told_by_children
from ..tool_words import asked_of
from .revisions import keep_revision

Items = Sequence[Mapping[str, Any]]

NOTHING_TOLD = lazy(
    "The community may not hear a list of the children of this round yet, so there is nothing that "
    "they could have seen."
)


def demand_guessing(listening: Round, subgroup: Subgroup, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless this group may guess in this round now."""
    demand_write_guesses(by, listening.community)
    if subgroup.community_id != listening.community_id:
        raise NotPermitted
    if subgroup.lens != Lens.ADULTS:
        raise NotPossible(
            _("Groups of adults guess what children say. This group says it itself."), subgroup
        )
    demand_live_agreement(listening.community)
    demand_group_takes_part(subgroup)


@transaction.atomic
def add_guess(
    *,
    id: uuid.UUID,
    listening: Round,
    subgroup: Subgroup,
    made_on: date,
    items: Items,
    by: User,
    identifier_reason: str = "",
) -> Guess:
    """Write down what a group of adults thinks children will say; once in a round for each group.

    `items`: local_term, gloss, rank (1 is what they think weighs most, equal ranks are ties).
    """
    demand_guessing(listening, subgroup, by=by)
    listening = lock(listening)
    demand_no_other(listening, subgroup, but=id)
    _demand_day(made_on, since=listening.began_on)
    items = _whole(items)
    reason = _named(listening, None, items, identifier_reason, of=id, by=by)
    guess, made = create_once(
        Guess, id=id, by=by, community=listening.community, round=listening, subgroup=subgroup,
        made_on=made_on, identifier_reason=reason,
    )  # fmt: skip
    if made:
        _put(guess, items)
        record("guess.added", guess, by=by)
    elif guess.version == 1 and stored_items(guess) != items:
        raise AlreadyThere(
            _("This form was sent before, with other words. Nothing is lost: keep these as new."),
            guess,
        )
    return guess


@transaction.atomic
def edit_guess(
    guess: Guess,
    *,
    version: int,
    made_on: date,
    items: Items,
    by: User,
    identifier_reason: str = "",
) -> Guess:
    """Change what they guess, until they have seen the children's list; what it was is kept."""
    demand_editable(guess, by=by)
    guess = lock(guess, version=version)
    demand_editable(guess, by=by)
    _demand_day(made_on, since=guess.round.began_on)
    items, stood = _whole(items, guess), stored_items(guess)
    reason = _named(guess.round, guess, items, identifier_reason, of=guess.pk, by=by)
    before = assign(guess, {"made_on": made_on, "identifier_reason": reason})
    if stood != items:
        guess.items.all().delete()
        _put(guess, items)
        if not before:
            guess.version += 1
            guess.save(update_fields=["version"])
        before["items"] = stood
    if before:
        keep_revision(guess, before, version=version, by=by)
        record("guess.edited", guess, by=by, fields=before)
    return guess


@transaction.atomic
def see_guess(
    guess: Guess,
    *,
    version: int,
    seen_on: date,
    said_when_seen: str,
    by: User,
    identifier_reason: str = "",
) -> Guess:
    """They have seen the children's list; what they said then, if anything. From now on the guess stays.

    Again: puts right what was written down of it. What it said before is kept.
    """
    demand_seeable(guess, by=by)
    guess = lock(guess, version=version)
    was_seen = guess.is_seen
    if not was_seen and not told_by_children(guess.round):
        raise NotPossible(str(NOTHING_TOLD), guess)
    _demand_day(seen_on, since=guess.made_on)
    asked = asked_of(
        guess.community, [said_when_seen], [guess.said_when_seen], identifier_reason,
        record=guess, by=by,
    )  # fmt: skip
    if asked:
        raise NotPossible(asked.sentence, guess)
    named = demand_names_nobody(
        guess.round, identifier_reason, said_when_seen, of=guess.pk, by=by,
        standing=texts_of_items(stored_items(guess)),
    )  # fmt: skip
    values = {"seen_on": seen_on, "said_when_seen": said_when_seen}
    before = assign(guess, values | {"identifier_reason": named or guess.identifier_reason})
    if before:
        if was_seen:
            keep_revision(guess, before, version=version, by=by)
        record("guess.corrected" if was_seen else "guess.seen", guess, by=by, fields=before)
    return guess


def demand_no_other(listening: Round, subgroup: Subgroup, *, but: uuid.UUID | None = None) -> None:
    """Raise NotPossible, with the guess that stands, when this group guessed in this round before."""
    other = Guess.objects.filter(round=listening, subgroup=subgroup).exclude(pk=but).first()
    if other is not None:
        raise NotPossible(
            _("This group guessed in this round before. Open that guess and change it there."),
            other,
        )


def demand_editable(guess: Guess, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may change what they guessed."""
    demand_write_guesses(by, guess.community)
    if guess.seen_on is not None:
        day = {"day": date_format(guess.seen_on, "j F Y")}
        raise NotPossible(
            _("They saw the children’s list on %(day)s. What they thought before stays as it was.")
            % day,
            guess,
        )
    demand_live_agreement(guess.community)
    demand_group_takes_part(guess.subgroup)


def demand_seeable(guess: Guess, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down what they said when they saw it."""
    demand_write_guesses(by, guess.community)
    demand_live_agreement(guess.community)
    demand_group_takes_part(guess.subgroup)


def _demand_day(day: date, *, since: date) -> None:
    if not since <= day <= clock.today():
        raise NotPossible(_("This day is before its time, or still to come."))


def _whole(items: Items, guess: Guess | None = None) -> list[dict[str, Any]]:
    """The rows as they are kept: in order, ranked anew. Raises NotPossible for too few or too many."""
    said = [{name: item.get(name, "") for name in ITEM_FIELDS} for item in items]
    if not said or len(said) > MOST_GUESSED:
        raise NotPossible(
            _("A guess is one thing at least, and ten at most: what they think weighs most."), guess
        )
    if twice := said_twice(item["local_term"] for item in said):
        words = {"words": twice[0]}
        raise NotPossible(
            _("“%(words)s” stands in the list more than once. Keep its best place.") % words, guess
        )
    return reranked(said)


def _named(
    listening: Round, guess: Guess | None, items: Items, reason: str, *, of: uuid.UUID, by: User
) -> str:
    """The reason as it is kept; `guess` is the record as it stands, None for a new one."""
    texts = texts_of_items(items)
    before = texts_of_items(stored_items(guess)) if guess else []
    if asked := asked_of(listening.community, texts, before, reason, record=guess, by=by):
        raise NotPossible(asked.sentence, guess)
    return demand_names_nobody(listening, reason, *texts, of=of, new=guess is None, by=by)


def _put(guess: Guess, items: Items) -> None:
    """Write the rows, each with the community's own term where it has one; none is made."""
    known = known_harms(guess.community, [item["local_term"] for item in items])
    GuessedItem.objects.bulk_create(
        GuessedItem(
            guess=guess, position=position, harm=known.get(fold(item["local_term"])), **item
        )
        for position, item in enumerate(items)
    )
