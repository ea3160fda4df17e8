"""Which steps of a dialogue's notes say enough, and what has nobody written yet?

Nothing here blocks: it is a check on a step, and a calm list on the last look and on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpfacilitate.lib import clock

from .arithmetic import YOUNG
from .models import Answer, DialogueSession, ShareScope
from .models.noticed import Noticed

_NOT_QUITE = {Answer.NO, Answer.PARTLY}
# What one does when it is missing, before anybody speaks.
IF_MISSING: dict[str, Promise] = {
    "two_adults": gettext_lazy("Wait for a second adult, or end kindly and come another day."),
    "seen": gettext_lazy(
        "Move to where people can see you and nobody can overhear. If there is no such place today, "
        "talk about what protects children, and come back for the rest."
    ),
    "same_sex": gettext_lazy(
        "Ask the group whether it wants to go on with you, or come again with a colleague."
    ),
    "focal_point_reachable": gettext_lazy(
        "Reach the focal point before you begin. If nobody can be reached, come another day."
    ),
}


def with_children(session: DialogueSession) -> bool:
    """Are they children, or were children counted among them?"""
    return session.subgroup.is_child or any(
        row.age_band in YOUNG and row.people for row in session.head_counts.all()
    )


def unsaid(session: DialogueSession) -> list[tuple[str, str]]:
    """What somebody would ask who reads the record later, as (step of the form, sentence)."""
    return [("s2", sentence) for sentence in _unsaid_before(session)]


def _unsaid_before(session: DialogueSession) -> Iterator[str]:
    if not session.limits_explained:
        yield _("It is not written that people heard what stays private and what cannot.")
    if session.agreed is None:
        yield _("It is not written how many agreed to take part.")
    if not with_children(session):
        return
    words = {name: str(session._meta.get_field(name).verbose_name) for name in Noticed.BEFORE}
    unwritten = [words[name] for name in words if not getattr(session, name)]
    missing = [words[name] for name in words if getattr(session, name) in _NOT_QUITE]
    if unwritten:
        yield _("It is not written whether %(words)s.") % {"words": "; ".join(unwritten)}
    if missing and not session.before_note:
        yield _("Not so, or only partly: %(words)s. What did you do about it?") % {
            "words": "; ".join(missing)
        }


_ENOUGH: dict[str, Callable[[DialogueSession], bool]] = {
    "s1": lambda session: bool(session.time_band) and session.held_on <= clock.today(),
    "s2": lambda session: not unsaid(session),
    "s3": lambda session: session.people is not None,
    "s4": lambda session: session.strengths_asked or bool(session.strengths.all()),
    "s5": lambda session: bool(session.items.all()),
    "s6": lambda session: (
        bool(session.quotes.all())
        or any(item.share_scope != ShareScope.FACILITATORS for item in session.items.all())
    ),
    "s7": lambda session: bool(
        session.power_notes
        or session.space_note
        or any(getattr(session, name) for name in Noticed.SPACE_AND_VOICE)
    ),
    "s8": lambda session: bool(session.promise or session.decisions_asked),
}


def enough(session: DialogueSession) -> list[str]:
    """The steps that say enough."""
    return [step for step, says in _ENOUGH.items() if says(session)]
