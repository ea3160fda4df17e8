"""What needs this person today? One section per kind of waiting, only for roles that have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from dialogues.models import ActionPlan, DialogueSession, Reflection
from dialogues.models.best_interests import plans_to_talk_over
from dialogues.states import SessionStatus
from participants.models import Agreement, PlannedVoice, Round, Service
from participants.permissions import holds
from participants.states import CHOICES_RESPECTED, AgreementStatus
from referrals import cards
from referrals.models import Concern, Referral

from .rhythm import waiting
from .voices import told
from .waits import waiting_answers

ANSWERS_STAND = timedelta(days=7)
MOST = 10  # of one kind; the rest stands on the page of its own


@dataclass(frozen=True)
class Section:
    """Things that wait, under one heading; `name` is also the part of the template that draws them."""

    name: str
    title: str
    things: list[Any]
    waits: bool = True  # not a thing to do, but worth seeing first

    @property
    def template(self) -> str:
        return f"overview/_{self.name}.html"


@dataclass(frozen=True)
class Decided:
    """How many communities gave which answer, and how many of those answers were a choice of theirs."""

    by_status: list[tuple[str, int]]
    respected: int


@dataclass(frozen=True)
class Today:
    """A person's first page."""

    headline: str
    sections: list[Section]
    may_log: bool
    accompanies: bool


def of(user: User) -> Today:
    """The person's page, each section asked for only where a role has it."""
    found = [
        section
        for permission, ask in ASKED
        if user.granted(permission)
        for section in ask(user)
        if section.things
    ]
    sections = list({section.name: section for section in found}.values())
    return Today(
        _headline(user, sections),
        sections,
        may_log=bool(user.granted(Permission.LOG_SESSION)),
        accompanies=bool(user.granted(Permission.UNLOCK_SESSION)),
    )


def _headline(user: User, sections: list[Section]) -> str:
    if user.granted(Permission.RECEIVE_REFERRAL):
        return cards.headline(user, clock.now())
    count = sum(len(section.things) for section in sections if section.waits)
    if not count:
        return _("Nothing waits for you today")
    words = ngettext("One thing waits for you", "%(count)d things wait for you", count)
    return words % {"count": count}


def _referrals(user: User) -> Iterator[Section]:
    yield Section("referrals", _("Referrals that need you"), cards.needed(user, clock.now()))


def _answered(user: User) -> Iterator[Section]:
    closed = Referral.objects.answered(user, since=clock.now() - ANSWERS_STAND)
    yield Section("closed", _("Answers from services"), list(closed[:MOST]), waits=False)


def _concerns(user: User) -> Iterator[Section]:
    concerns = Concern.objects.needs(user).for_list()
    yield Section("concerns", _("Told in confidence"), list(concerns[:MOST]))


def _carrying(user: User) -> Iterator[Section]:
    yield Section("answers", _("Children wait for an answer"), waiting_answers(user)[:MOST])


def _facilitating(user: User) -> Iterator[Section]:
    mine = list(DialogueSession.objects.visible_to(user).waiting_for(user).for_list())
    drafts = [session for session in mine if session.status == SessionStatus.DRAFT]
    counting = (session for session in mine if session.status != SessionStatus.DRAFT)
    unkept = (one for one in counting if one.promise and not one.promise_kept_on)
    promised = sorted(unkept, key=_nearest)
    answered = [session for session in mine if session.mentor_wrote]
    plans = ActionPlan.objects.visible_to(user).back_from_community().for_list()
    latest = Round.objects.where(user, Permission.LOG_SESSION).taking_part().latest()
    voices = list(PlannedVoice.objects.of_rounds(latest).owing())
    rounds = {voice.round_id: voice.round for voice in voices}.values()
    unheard = [found for found in told(rounds, voices, user) if found.unheard]
    owed = [voice for voice in voices if voice.owes]
    yield Section("plans_back", _("Plans back from the community"), list(plans[:MOST]))
    yield Section("drafts", _("Notes to finish"), drafts[:MOST])
    yield Section("mentor_wrote", _("Your mentor wrote to you"), answered[:MOST])
    yield Section("voices", _("Voices not yet heard"), unheard)
    yield Section("owed", _("Planned for a group, and did not come"), owed[:MOST])
    yield Section("promises", _("Promises you made"), promised[:MOST])


def _nearest(session: DialogueSession) -> tuple[bool, date, date]:
    """Promises by the day they were made for; those without one come last."""
    by = session.promise_by
    return by is None, by or session.held_on, session.held_on


def _listening(user: User) -> Iterator[Section]:
    title = _("Would like to be heard again")
    again = waiting(user, most=MOST, heard_before=True)  # the others: “Voices not yet heard”
    yield Section("rhythm", title, again, waits=False)


def _accompanying(user: User) -> Iterator[Section]:
    reflections = Reflection.objects.visible_to(user).for_list().asked_of(user)
    flagged = plans_to_talk_over(user)[:MOST]
    yield Section("plans_flagged", _("Plans to talk over before they are agreed"), flagged)
    yield Section("reflections", _("Would like to talk it over"), list(reflections[:MOST]))
    sessions = DialogueSession.objects.visible_to(user).still_open().for_list()
    yield Section(
        "open_sessions", _("Sessions to talk over before they lock"), list(sessions[:MOST])
    )


def _answering(user: User) -> Iterator[Section]:
    plans = ActionPlan.objects.visible_to(user)
    asking = list(plans.asking(user).for_list()[:MOST])
    yield Section("plans_asking", _("Plans that wait for your group"), asking)
    others = [plan for plan in plans.for_list()[:MOST] if plan not in asking]
    yield Section("plans", _("Our plans"), others, waits=False)


def _agreeing(user: User) -> Iterator[Section]:
    found = Agreement.objects.visible_to(user).with_a_day(clock.today())
    purges = [agreement for agreement in found if agreement.purge_on]
    due = [
        agreement
        for agreement in found
        if agreement.is_live and holds(user, Permission.RECORD_AGREEMENT, agreement.community)
    ]
    yield Section("purges", _("What will be deleted soon"), purges[:MOST])
    yield Section("agreements_due", _("Ask again whether they want to go on"), due[:MOST])


def _coordinating(user: User) -> Iterator[Section]:
    stale = Service.objects.visible_to(user).in_use().stale(clock.today()).with_phones()
    yield Section("services", _("Services to phone and confirm"), list(stale[:MOST]))


def _figures(user: User) -> Iterator[Section]:
    """Counts of communities, never their names: a choice that was respected is no failure."""
    counts = Agreement.objects.count_by_status(user)
    decided = Decided(
        [(label, counts[value]) for value, label in AgreementStatus.choices if value in counts],
        sum(counts.get(status, 0) for status in CHOICES_RESPECTED),
    )
    found = [decided] if decided.by_status else []
    yield Section("agreements", _("What communities decided"), found, waits=False)


ASKED: tuple[tuple[Permission, Callable[[User], Iterator[Section]]], ...] = (
    (Permission.CARRY_FINDING, _carrying),
    (Permission.RAISE_REFERRAL, _referrals),
    (Permission.RECEIVE_REFERRAL, _referrals),
    (Permission.RAISE_REFERRAL, _answered),
    (Permission.TAKE_UP_CONCERN, _concerns),
    (Permission.END_AGREEMENT, _agreeing),
    (Permission.UNLOCK_SESSION, _agreeing),
    (Permission.LOG_SESSION, _facilitating),
    (Permission.KEEP_COMMUNITY, _listening),
    (Permission.UNLOCK_SESSION, _accompanying),
    (Permission.REVIEW_PLAN, _answering),
    (Permission.KEEP_DIRECTORY, _agreeing),
    (Permission.KEEP_DIRECTORY, _coordinating),
    (Permission.VIEW_FIGURES, _figures),
)
