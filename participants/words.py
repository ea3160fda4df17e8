"""With which words does the product speak of what a community decided? Calm ones, for every answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import AgreementMove
from .states import AgreementStatus, BarrierStatus, VoiceStatus

Words = str | Promise
_S = AgreementStatus


@dataclass(frozen=True)
class StatusWords:
    """How a status is told: the headline of its page, a sentence under it."""

    headline: Words
    lead: Words


STATUS: dict[str, StatusWords] = {
    _S.EXPLORING: StatusWords(
        _("We are getting to know each other."),
        _("Nothing is agreed yet. The community takes the time it needs."),
    ),
    _S.AGREED: StatusWords(
        _("The community agreed to work together."),
        _("It may pause or stop at any time, and needs no reason."),
    ),
    _S.PAUSED: StatusWords(
        _("The community asked for a pause."),
        _("We wait until it wants to go on. No reason is needed."),
    ),
    _S.DECLINED: StatusWords(
        _("The community chose not to go ahead."),
        _("We thank them for hearing us. No reason is needed, and none was asked."),
    ),
    _S.WITHDRAWN: StatusWords(
        _("The community chose to stop working together."),
        _("We thank them for the time we had. No reason is needed, and none was asked."),
    ),
    _S.CONCLUDED: StatusWords(
        _("We finished our work together."),
        _("The community goes on by itself. We come when it invites us."),
    ),
    _S.STEPPED_BACK: StatusWords(
        _("We stepped back."),
        _("The reason was ours, and the community was told."),
    ),
}


@dataclass(frozen=True)
class MoveWords:
    """How a move is told: its button, the heading of its form, what is said when it is done."""

    button: Words
    symbol: str
    heading: Words
    done: Words
    history: Words


MOVES: dict[str, MoveWords] = {
    _S.EXPLORING: MoveWords(
        _("We may ask again"),
        "talk",
        _("Getting to know each other again"),
        _("Recorded. Take it slowly, and ask everybody anew."),
        _("We began to ask again"),
    ),
    _S.AGREED: MoveWords(
        _("They agreed"),
        "check",
        _("The community agreed"),
        _("Recorded. Dialogues can be logged from now on."),
        _("The community agreed"),
    ),
    _S.PAUSED: MoveWords(
        _("Pause"),
        "hand",
        _("The community asks for a pause"),
        _("Recorded. Nothing is logged until the community wants to go on."),
        _("The community asked for a pause"),
    ),
    _S.DECLINED: MoveWords(
        _("They chose not to"),
        "hand",
        _("The community chose not to go ahead"),
        _("Recorded, as the community decided. Thank them for hearing us."),
        _("The community chose not to go ahead"),
    ),
    _S.WITHDRAWN: MoveWords(
        _("Stop working together"),
        "hand",
        _("The community stops working with us"),
        _("Recorded, as the community decided. Thank them for the time you had."),
        _("The community chose to stop"),
    ),
    _S.CONCLUDED: MoveWords(
        _("We finished together"),
        "check",
        _("Our work together is finished"),
        _("Recorded. The community goes on by itself."),
        _("We finished our work together"),
    ),
    _S.STEPPED_BACK: MoveWords(
        _("We step back"),
        "back",
        _("We step back, and tell the community why"),
        _("Recorded, with the reason that the community was told."),
        _("We stepped back"),
    ),
}
_AFTER_A_PAUSE = MoveWords(
    _("Go on"),
    "check",
    _("The community wants to go on"),
    _("Recorded. Dialogues can be logged again."),
    _("The community wanted to go on"),
)
_RENEWED = MoveWords(
    _("They were asked again"),
    "talk",
    _("Do they want to go on?"),
    _("Recorded. Thank them, and tell everybody what was agreed."),
    _("They were asked again, and go on"),
)
_ONCE_MORE = {(_S.PAUSED, _S.AGREED): _AFTER_A_PAUSE, (_S.AGREED, _S.AGREED): _RENEWED}


def of_move(since: str, to: str) -> MoveWords:
    """The words of a move to `to` by an agreement that stands at `since`."""
    return _ONCE_MORE.get((since, to), MOVES[to])


def told(history: Iterable[AgreementMove]) -> list[tuple[MoveWords, AgreementMove]]:
    """Each step of an agreement with its words, in the order in which they were taken."""
    history = list(history)
    since = [_S.EXPLORING, *(move.to for move in history)]
    return [(of_move(before, move.to), move) for before, move in zip(since, history, strict=False)]


# The longest time between two dialogues with a group, in days.
LISTEN_EVERY: dict[int, Words] = {
    30: _("Every month"),
    60: _("Every two months"),
    90: _("Every three months"),
    180: _("Every half a year"),
}

_V = VoiceStatus
# What people may say became of a planned voice.
VOICE_MOVES: dict[str, Words] = {
    _V.NOT_REACHED: _("They are to be heard after all"),
    _V.PARTLY: _("Not everybody was reached"),
    _V.HEARD: _("What was heard is enough"),
    _V.CHOSE_NOT: _("They chose not to take part"),
}


_B = BarrierStatus
# What a person says became of a barrier: symbol, and the words of the button and of its page.
BARRIER_MOVES: dict[str, tuple[str, Words]] = {
    _B.OPEN: ("back", _("It is there again")),
    _B.WORKED_ON: ("pencil", _("We work on it now")),
    _B.SOLVED: ("check", _("It is solved")),
    _B.NOT_OURS: ("close", _("It is no longer ours")),
}
