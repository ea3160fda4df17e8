"""Which card of its plan does a person see who reads it one screen at a time, and answers?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from cpfacilitate.accounts.models import User
from participants.models import Subgroup

from ..actions.reviews import why_not_answered
from ..changes import REMOVED, MarkedItem, Piece, numbered
from ..flagged import Flag
from ..forms.reviews import PARTS, PlanReviewForm
from ..models import Action, ActionPlan, Finding, PlanReview
from ..models.plans import planning_subgroups
from ..permissions import plans as permissions
from ..states import PlanStatus
from ..synthesis import lenses_naming
from .plan_page import PlanPage
from .plan_step import Move, Step

ASKED = (*PARTS, "send")


@dataclass(frozen=True)
class Card:
    """One screen: what is on it, and which step where it is one."""

    kind: str
    marked: MarkedItem | None = None  # the step as it reads
    number: str = ""  # of the step

    @property
    def template(self) -> str:
        return f"dialogues/_walk_{self.kind}.html"

    @property
    def is_typed(self) -> bool:
        """Is something typed on it, which goes along when a person goes back?"""
        return self.kind in ("words", "group")

    @property
    def is_read(self) -> bool:
        return self.kind not in ASKED


class ReadPage(PlanPage):
    """A plan that is read, card by card or on paper: nothing on it is pressed but an answer."""

    @cached_property
    def text(self) -> dict[str, Any]:
        """While groups answer it is the very text they were sent: nothing else is read for it."""
        sent = self.plan.__dict__.get("sent_now")
        if sent is None or self.plan.status != PlanStatus.WITH_COMMUNITY:
            return super().text
        return {**sent, "harm": self.plan.harm_words()[0]}

    @property
    def builds_on(self) -> list[tuple[Piece, str]]:
        return [(piece, "") for piece in self.marked.fields["builds_on"].pieces]

    @cached_property
    def weighs(self) -> bool:
        """Do the steps differ in how much of the work they are, so that each says it?"""
        kept = [step.now for step in self.marked.actions if step.kind != REMOVED]
        return len({now.get("weight") for now in kept if not now["dropped"]}) > 1

    def _to_talk_over(self) -> list[Flag]:
        return []  # it is talked over on the plan's own page

    def about_step(self, record: Action) -> tuple[tuple[Move, ...], bool, tuple[Finding, ...]]:
        return (), False, ()  # what was said is read where it is shown

    @cached_property
    def speakers(self) -> list[Subgroup]:
        """The groups of the planning group, whatever they answered."""
        return list(planning_subgroups(self.plan.community))


class Walk:
    """The cards of a plan in their order, those on which it is answered last."""

    def __init__(
        self,
        plan: ActionPlan,
        user: User,
        said: Mapping[str, str],
        *,
        at: str = "1",
        form: PlanReviewForm | None = None,
    ):
        self.plan, self.user, self.said = plan, user, said
        self.page = ReadPage(plan, user)
        self._form = form
        self._at = at

    @cached_property
    def answers(self) -> bool:
        """May this person answer now?"""
        return permissions.is_answered_now(self.plan) and bool(self.groups)

    @cached_property
    def groups(self) -> list[Subgroup]:
        """The groups for which this person may answer."""
        return permissions.groups_to_speak_for(self.user, self.plan)

    @property
    def is_unsent(self) -> bool:
        """Did this person begin to answer, and is the plan no longer answered?"""
        return bool(self.said.get("answer")) and not self.answers

    @property
    def why_unsent(self) -> str:
        """Why it is answered no longer."""
        return why_not_answered(self.plan)

    @property
    def is_begun(self) -> bool:
        """Is there something they typed, and nothing that says what the group answers?"""
        return bool(self.said.get("words")) and not self.said.get("answer")

    @property
    def edition(self) -> str:
        """The edition this person began to read, and can answer."""
        return self.said.get("edition", str(self.plan.edition))

    @property
    def is_changed(self) -> bool:
        """Did the plan change since?"""
        return self.edition != str(self.plan.edition)

    @property
    def is_silent(self) -> bool:
        """Does the person belong to the planning group's side without a group to speak for?"""
        waits = permissions.is_answered_now(self.plan) and not self.groups
        return waits and permissions.is_own_affair(self.user, self.plan)

    @cached_property
    def form(self) -> PlanReviewForm:
        """The answer as far as it goes, to be put right or sent."""
        if self._form is not None:
            return self._form
        said = dict(self.said)
        if said.get("answer") == PlanReview.Answer.AGREE:
            said |= {"words": "", "about": ""}  # typed before the group thought again
        return PlanReviewForm(
            user=self.user, plan=self.plan, steps=self.page.records, groups=self.groups,
            initial=said,
        )  # fmt: skip

    @cached_property
    def cards(self) -> list[Card]:
        steps = [Card("step", each, number) for number, each in numbered(self.page.marked.actions)]
        works = [Card("works")] if self.page.works_with else []
        cards = [Card("about"), Card("heard"), *steps, *works, Card("decided"), Card("answered")]
        return cards + [Card(kind) for kind in self._asked()]

    def _asked(self) -> Iterable[str]:
        """The cards on which this answer is given, as far as it has come."""
        if not self.answers:
            return
        yield "answer"
        answer = self.said.get("answer")
        if answer not in PlanReview.Answer.values:
            return
        if answer != PlanReview.Answer.AGREE:
            yield "words"
        if len(self.groups) > 1 or self.page.prepares:
            yield "group"
        yield "send"

    @cached_property
    def place(self) -> int:
        """The number of the card in view, counted from 1; a number beyond them is the nearest."""
        if self._at in ASKED:
            return self.number_of(self._at)
        number = int(self._at) if self._at.isdecimal() and len(self._at) < 4 else 1
        return min(max(number, 1), len(self.cards))

    def number_of(self, kind: str) -> int:
        """Where a card stands; one that is not asked yet is the question itself."""
        kinds = [card.kind for card in self.cards]
        return (
            kinds.index(kind if kind in kinds else "answer" if "answer" in kinds else "answered")
            + 1
        )

    @property
    def card(self) -> Card:
        return self.cards[self.place - 1]

    @property
    def before(self) -> int:
        return self.place - 1

    @property
    def after(self) -> int:
        return self.place + 1 if self.place < len(self.cards) else 0

    @property
    def question(self) -> int:
        return self.number_of("answer")

    @property
    def total(self) -> int:
        """How many cards are read, with the question that comes after them."""
        return len([card for card in self.cards if card.is_read]) + self.answers

    @cached_property
    def named(self) -> dict[str, bool]:
        """Lens → did it name what the plan is about, as the community may hear; never one group."""
        if self.page.sent is not None and self.page.sent["harm"] != self.plan.harm_words()[0]:
            return {}
        return lenses_naming(self.plan.round, self.plan.harm_id)

    @cached_property
    def step(self) -> Step:
        """The step in view, where the card is one."""
        return next(step for step in self.page.all_steps if step.number == self.card.number)

    @property
    def ideas(self) -> tuple[Finding, ...]:
        """What was said that the step in view answers."""
        record = self.step.record
        return tuple(self.page.ideas.get(record.pk, ())) if record else ()

    @cached_property
    def about(self) -> Card | None:
        """The step of which a change speaks."""
        steps = [card for card in self.cards if card.marked and card.marked.kind != REMOVED]
        return next((card for card in steps if card.marked.id == self.said.get("about")), None)

    @property
    def group(self) -> str:
        """For whom it is answered."""
        spoken_for = {str(group.pk): str(group) for group in self.groups}
        return spoken_for.get(self.said.get("subgroup", ""), "")

    def address(self, kind: str) -> str:
        """Where a card is read."""
        url = reverse("dialogues:plan_review", args=[self.plan.pk])
        return f"{url}?card={self.number_of(kind)}"
