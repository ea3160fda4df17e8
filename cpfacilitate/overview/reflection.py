"""What might facilitator and mentor ask themselves about how this community comes to decide?

Pure: plain facts of the record in, questions out. Each is a question and never an accusation; it
says what in the record it comes from, and is for the two of them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import CHILD_VOICES, Voice

# Those whose word weighs without asking, in most places.
OFTEN_HEARD = frozenset({Voice.MEN, Voice.ELDERS})


@dataclass(frozen=True)
class Question:
    """One thing to think about, and the lines of the record it comes from."""

    words: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class PlanFacts:
    """What stands in the record of one plan, the newest of its round."""

    name: str
    harm: str
    round: str
    in_a_child_list: bool
    has_steps: bool
    children_lead: bool  # in some step, alone or together with adults
    builds_on_something: bool
    builds_on_reason: str
    unheard_reason: str
    met_after_the_decision: tuple[str, ...]  # labels of groups
    answered: tuple[str, ...]  # voices
    silent: tuple[str, ...]  # voices of the planning group that have not answered


@dataclass(frozen=True)
class ChoiceFacts:
    """What stands in the record of something a gathering chose, and no plan began from yet."""

    option: str
    harm: str
    round: str
    in_a_child_list: bool


@dataclass(frozen=True)
class Facts:
    """What stands in the record of one community."""

    chairs: tuple[str, ...]  # the voice each of them speaks for
    members: tuple[str, ...]  # likewise, of everybody in the planning group
    children_plan: bool
    asked_only: str  # as WhoWasAsked.only
    asked: tuple[str, ...]  # labels of groups
    not_asked: tuple[str, ...]
    listening: str  # the newest round, if there is one
    visits_homes: bool  # in that round
    plans: tuple[PlanFacts, ...]
    choices: tuple[ChoiceFacts, ...] = ()
    decisions: tuple[bool, ...] = ()  # of gatherings: whether a word of dissent is kept


def questions(facts: Facts) -> list[Question]:
    """Those that hold, in the order in which a community comes to decide."""
    return [question for ask in ASKING if (question := ask(facts)) is not None]


def who_was_asked(facts: Facts) -> Question | None:
    if not facts.asked_only:
        return None
    words = {"asked": _listed(facts.asked), "others": _listed(facts.not_asked)}
    return Question(
        _("Who said yes, and who heard of it only afterwards?"),
        (_("About the agreement we asked: %(asked)s. Not asked: %(others)s.") % words,),
    )


def who_chairs(facts: Facts) -> Question | None:
    if not facts.chairs or not set(facts.chairs) <= OFTEN_HEARD:
        return None
    words = {"groups": _voices(facts.chairs)}
    return Question(
        _("Who speaks first in the meetings, and who waits to be asked?"),
        (_("Those who call and lead the meetings speak for: %(groups)s.") % words,),
    )


def where_are_the_women(facts: Facts) -> Question | None:
    """None of them plan, or so few that one voice stands against many."""
    count = Counter(facts.members)
    women, everybody = count[Voice.WOMEN], len(facts.members)
    if not everybody or women * 4 > everybody:
        return None
    words = {"women": women, "everybody": everybody}
    fact = _("Of %(everybody)d who plan, nobody speaks for the women.")
    if women:
        fact = ngettext(
            "Of %(everybody)d who plan, one speaks for the women.",
            "Of %(everybody)d who plan, %(women)d speak for the women.",
            women,
        )
    return Question(_("What do women say of this when they are among themselves?"), (fact % words,))


def where_are_the_children(facts: Facts) -> Question | None:
    if not facts.members or facts.children_plan:
        return None
    fact = _("No children plan with the adults.")
    if not CHILD_VOICES & set(facts.members):
        fact = _("No children plan with the adults, and no adult speaks for them.")
    return Question(
        _("Where could children come into the planning, in a way they choose?"), (fact,)
    )


def who_is_visited(facts: Facts) -> Question | None:
    if not facts.listening or facts.visits_homes:
        return None
    words = {"round": facts.listening}
    return Question(
        _("Who never comes to a meeting, and who could go to see them?"),
        (_("In %(round)s no visit at home is planned.") % words,),
    )


def what_children_listed(facts: Facts) -> Question | None:
    words = _("What would children say of this choice, had they chosen?")
    line = _("“%(plan)s” is about “%(harm)s”. In %(round)s it stands on no list of girls or boys.")
    of_plans = _of_plans(facts, words, lambda plan: not plan.in_a_child_list, line)
    chosen = tuple(
        line % {"plan": choice.option, "harm": choice.harm, "round": choice.round}
        for choice in facts.choices
        if not choice.in_a_child_list
    )
    because = (of_plans.because if of_plans else ()) + chosen
    return Question(words, because) if because else None


def who_disagreed(facts: Facts) -> Question | None:
    """More than one gathering decided, and every time nobody is said to have seen it differently."""
    if len(facts.decisions) < 2 or any(facts.decisions):
        return None
    words = {"number": len(facts.decisions)}
    return Question(
        _("Who saw it differently, and where could they say so?"),
        (_("Gatherings decided %(number)d times, and no word of dissent is kept.") % words,),
    )


def before_they_met(facts: Facts) -> Question | None:
    lines = []
    for plan in facts.plans:
        words = {"plan": plan.name, "groups": _listed(plan.met_after_the_decision)}
        if plan.unheard_reason:
            words["reason"] = plan.unheard_reason
            lines.append(_("“%(plan)s” went out before everybody was heard: %(reason)s") % words)
        elif plan.met_after_the_decision:
            lines.append(
                _("“%(plan)s” was decided before these groups were heard: %(groups)s.") % words
            )
    if not lines:
        return None
    return Question(_("What might those have changed who had not met yet?"), tuple(lines))


def who_answered(facts: Facts) -> Question | None:
    lines = []
    for plan in facts.plans:
        if plan.answered and set(plan.answered) <= OFTEN_HEARD:
            words = {"plan": plan.name, "answered": _voices(plan.answered)}
            line = _("To “%(plan)s” only these have answered: %(answered)s.") % words
            if plan.silent:
                line += " " + _("Still silent: %(silent)s.") % {"silent": _voices(plan.silent)}
            lines.append(line)
    if not lines:
        return None
    return Question(_("Whose silence do we take for a yes?"), tuple(lines))


def who_leads_the_steps(facts: Facts) -> Question | None:
    return _of_plans(
        facts,
        _("Which step could children lead, or share?"),
        lambda plan: plan.has_steps and not plan.children_lead,
        _("In “%(plan)s” adults lead every step."),
    )


def what_was_there(facts: Facts) -> Question | None:
    return _of_plans(
        facts,
        _("What did people do for children before we came?"),
        lambda plan: not plan.builds_on_something,
        _("“%(plan)s” builds on nothing that is in the register. %(reason)s"),
    )


def _of_plans(
    facts: Facts, words: str, holds: Callable[[PlanFacts], bool], line: str
) -> Question | None:
    """A question about every plan of which something holds."""
    because = tuple(
        (
            line
            % {
                "plan": plan.name,
                "harm": plan.harm,
                "round": plan.round,
                "reason": plan.builds_on_reason,
            }
        ).strip()
        for plan in facts.plans
        if holds(plan)
    )
    return Question(words, because) if because else None


def _listed(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))


def _voices(voices: Iterable[str]) -> str:
    """The kinds of voice, each once, in the order in which the product always names them."""
    present = set(voices)
    return _listed(str(voice.label) for voice in Voice if voice in present)


ASKING: tuple[Callable[[Facts], Question | None], ...] = (
    who_was_asked,
    who_chairs,
    where_are_the_women,
    where_are_the_children,
    who_is_visited,
    what_children_listed,
    who_disagreed,
    before_they_met,
    who_answered,
    who_leads_the_steps,
    what_was_there,
)
