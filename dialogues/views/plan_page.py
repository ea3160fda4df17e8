"""What does the page of a plan show to this person, in the order they read it?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.models import AuditEvent
from participants.models import Children, Subgroup

from ..actions.plans import unheard_sentence
from ..actions.reviews import missing_for_agreement
from ..changes import (
    CHECKS,
    REMOVED,
    Marked,
    MarkedItem,
    MarkedPlan,
    Piece,
    compare,
    reads_the_same,
)
from ..child_parts import asked_of, asked_of_plan, leading
from ..forms.reviews import ChangeAnswerForm, PlanReviewForm
from ..models import Action, ActionPlan, ChildRole, Decision, Finding, PlanReview
from ..models.plans import planning_subgroups
from ..permissions import plans as permissions
from ..spoken import spoken, spoken_step
from ..states import ActionStatus, PlanStatus
from ..trail import ideas_behind


@dataclass(frozen=True)
class Move:
    """A button: where it leads, what it says, and what it posts if it posts."""

    url: str
    symbol: str
    label: str | Promise
    posts: bool = False
    to: str = ""
    version: int = 0
    go: bool = False


@dataclass(frozen=True)
class Role:
    """Children's part in a step, as it reads now or as it was before it went."""

    marked: MarkedItem
    record: ChildRole | None

    @property
    def checks(self) -> list[Marked]:
        """What was asked and seen to before children take part, as far as it is said or was."""
        said = [self.marked.fields[name] for name in CHECKS]
        return [check for check in said if not check.is_empty]


@dataclass(frozen=True)
class Step:
    """One card of what we will do."""

    marked: MarkedItem
    record: Action | None
    roles: tuple[Role, ...]
    moves: tuple[Move, ...]
    removable: bool
    ideas: tuple[Finding, ...] = ()  # what was said that it answers
    asks: tuple[str, ...] = ()  # about children's part in it, for whoever prepares the plan

    @property
    def one_mode(self) -> MarkedItem | None:
        """A role to say how children act in all of them, where that is the same and unchanged."""
        marked = [role.marked for role in self.roles]
        if any(role.is_changed for role in marked) or len({r.now["mode"] for r in marked}) != 1:
            return None
        return marked[0]

    @property
    def one_checks(self) -> list[Marked]:
        """The same for what was seen to, said once where it is the same of all."""
        checks = [role.checks for role in self.roles]
        same = bool(checks) and all(each == checks[0] for each in checks)
        return checks[0] if same else []


@dataclass(frozen=True)
class Asked:
    """A change a group asked for, and where it is answered."""

    review: PlanReview
    form: ChangeAnswerForm | None


# What the buttons say: symbol, word, and the page or the post behind them.
PLAN_MOVES: dict[str, tuple[str, str | Promise, str, bool]] = {
    PlanStatus.DRAFT: ("back", gettext_lazy("Take it back to change it"), "plan_take_back", True),
    PlanStatus.WITH_COMMUNITY: (
        "next", gettext_lazy("Send it to the community"), "plan_send", False,
    ),
    PlanStatus.AGREED: (
        "check", gettext_lazy("Write down what the gathering decided"), "plan_agree", False,
    ),
    PlanStatus.IN_ACTION: ("next", gettext_lazy("The work begins"), "plan_move", True),
    PlanStatus.REFLECTING: ("talk", gettext_lazy("Look back together"), "plan_move", True),
    PlanStatus.CONCLUDED: ("check", gettext_lazy("Conclude"), "plan_move", True),
    PlanStatus.SET_ASIDE: ("close", gettext_lazy("Set aside"), "plan_set_aside", False),
}  # fmt: skip
STEP_MOVES: dict[str, tuple[str, str | Promise, str, bool]] = {
    ActionStatus.STARTED: ("next", gettext_lazy("It has begun"), "action_start", True),
    ActionStatus.DONE: ("check", gettext_lazy("It is done"), "action_finish", False),
    ActionStatus.DROPPED: ("close", gettext_lazy("We drop it"), "action_drop", False),
}


class PlanPage:
    """One page for whoever may see the plan; what each may do is asked of the permissions."""

    def __init__(
        self,
        plan: ActionPlan,
        user: User,
        *,
        review_form: PlanReviewForm | None = None,
        change_form: ChangeAnswerForm | None = None,
    ):
        self.plan, self.user = plan, user
        self._review_form, self.change_form = review_form, change_form

    @cached_property
    def prepares(self) -> bool:
        return permissions.can_prepare_plan(self.user, self.plan.community)

    @cached_property
    def can_edit(self) -> bool:
        return permissions.can_edit_plan(self.user, self.plan)

    @cached_property
    def history(self) -> list[AuditEvent]:
        """What happened to the plan, for whoever prepares it."""
        return list(AuditEvent.objects.about(self.plan)) if self.prepares else []

    @cached_property
    def marked(self) -> MarkedPlan:
        """The text, with what changed marked while the community has not agreed to it."""
        if self.sent is not None:
            return compare(None, spoken(self.sent))
        before = None
        if self.plan.status in (PlanStatus.DRAFT, PlanStatus.WITH_COMMUNITY):
            before = self.plan.baseline(lambda: [review.edition for review in self.reviews])
        return compare(
            None if before is None else spoken(before), spoken(self.plan.text(self.records))
        )

    @cached_property
    def sent(self) -> dict[str, Any] | None:
        """What the community was sent last, for whoever does not read along while it is rewritten."""
        rewritten = self.plan.status in (PlanStatus.DRAFT, PlanStatus.SET_ASIDE)
        if not rewritten or permissions.reads_drafts(self.user, self.plan.community):
            return None
        return self.plan.texts[self.plan.edition]

    @cached_property
    def harm_gloss(self) -> str:
        """What it is about, as a group that lets the community hear it explained it."""
        term, gloss = self.plan.harm_words()
        return gloss if self.sent is None or self.sent["harm"] == term else ""

    @cached_property
    def builds_on(self) -> list[tuple[Piece, str]]:
        """What already protects and the plan builds on, each with its page where they may read it."""
        reads_all = permissions.reads_drafts(self.user, self.plan.community)
        pages = {
            str(practice): practice.get_absolute_url()
            for practice in self.plan.builds_on.all()
            if practice.may_be_told or reads_all
        }
        pieces = self.marked.fields["builds_on"].pieces
        return [(piece, pages.get(piece.words, "")) for piece in pieces]

    @cached_property
    def changed_steps(self) -> str:
        """“1 and 3”: the numbers of the steps that changed; empty when none did."""
        numbers = [str(n) for n, step in enumerate(self.marked.actions, 1) if step.is_changed]
        return get_text_list(numbers, _("and"))

    @cached_property
    def records(self) -> list[Action]:
        records = list(self.plan.actions.for_page())
        for action in records:
            action.plan = self.plan  # what was read of it serves every step
        return records

    @cached_property
    def steps(self) -> list[Step]:
        records = {str(action.pk): action for action in self.records if self._reads_as_sent(action)}
        return [self._step(marked, records.get(marked.id)) for marked in self.marked.actions]

    def _reads_as_sent(self, action: Action) -> bool:
        """Does the step still say what the person reads of it, so that its progress belongs to it?"""
        if self.sent is None:
            return True
        was = [step for step in self.sent["actions"] if step["id"] == str(action.pk)]
        return any(reads_the_same(spoken_step(s), spoken_step(action.text())) for s in was)

    def _step(self, marked: MarkedItem, record: Action | None) -> Step:
        present = {str(role.pk): role for role in record.roles.all()} if record else {}
        roles = tuple(Role(role, present.get(role.id)) for role in marked.roles)
        if record is None:
            return Step(marked, None, roles, (), False)
        removable = self.is_removable(record)
        ideas = self.ideas_of(record)
        asks = tuple(self._asks(list(record.roles.all()))) if self.prepares else ()
        return Step(marked, record, roles, self.step_moves(record), removable, ideas, asks)

    def is_removable(self, action: Action) -> bool:
        return permissions.can_remove_action(self.user, action)

    def ideas_of(self, action: Action) -> tuple[Finding, ...]:
        return tuple(self.ideas.get(action.pk, ()))

    def _asks(self, roles: list[ChildRole]) -> list[str]:
        return [sentence for role in roles for sentence in asked_of(role, roles)]

    @cached_property
    def asks(self) -> list[str]:
        """About children's part in the whole plan, for whoever prepares it."""
        if not self.prepares:
            return []
        return asked_of_plan(
            role.record for step in self.steps for role in step.roles if role.record
        )

    @cached_property
    def leading(self) -> str:
        """How many children lead something in it, as this person reads it."""
        numbers: Counter[str] = Counter()
        for step in self.steps:
            for role in step.roles:
                now, kind = role.marked.now, role.marked.kind
                if now["mode_code"] != ChildRole.Mode.CHILD_LED or kind == REMOVED:
                    continue
                if step.marked.kind != REMOVED and not step.marked.now["dropped"]:
                    numbers[now["sex"]] += int(now["how_many"])
        return leading({sex: numbers[sex] for sex in Children.values})

    @cached_property
    def ideas(self) -> dict[UUID, list[Finding]]:
        return ideas_behind(self.plan, self.user)

    def step_moves(self, action: Action) -> tuple[Move, ...]:
        moves = [
            _button(STEP_MOVES[to], action, go=False)
            for to in permissions.action_moves(self.user, action)
        ]
        if permissions.can_confirm_action(self.user, action):
            moves.append(
                _button(("check", _("Yes, it is so"), "action_confirm", True), action, go=False)
            )
        return tuple(moves)

    @cached_property
    def moves(self) -> list[Move]:
        """What can be done with the plan now, the next step of its life first."""
        possible = permissions.plan_moves(self.user, self.plan)
        aside = [to for to in (PlanStatus.DRAFT, PlanStatus.SET_ASIDE) if to in possible]
        onward = [to for to in possible if to not in aside]
        return [
            _button(PLAN_MOVES[to], self.plan, to=to, go=to in onward[:1])
            for to in (*onward, *aside)
        ]

    @cached_property
    def groups(self) -> list[tuple[Subgroup, PlanReview | None]]:
        """Who of the planning group has answered this text, and what."""
        these = [review for review in self.reviews if review.edition == self.plan.edition]
        answers = {review.subgroup_id: review for review in these}
        return [(group, answers.get(group.pk)) for group in planning_subgroups(self.plan.community)]

    @cached_property
    def reviews(self) -> list[PlanReview]:
        return list(self.plan.reviews.standing().for_page())

    @cached_property
    def dissent(self) -> list[PlanReview]:
        """The groups whose latest answer is that they do not agree."""
        latest = {review.subgroup_id: review for review in self.reviews}
        disagree = PlanReview.Answer.DISAGREE
        return [review for review in latest.values() if review.answer == disagree]

    @cached_property
    def asked(self) -> list[Asked]:
        change = PlanReview.Answer.CHANGE
        return [
            Asked(review, self._change_form(review))
            for review in self.reviews
            if review.answer == change
        ]

    def _change_form(self, review: PlanReview) -> ChangeAnswerForm | None:
        if not self.prepares or review.answered_at is not None:
            return None
        sent = self.change_form
        if sent is not None and sent.data.get("review") == str(review.pk):
            return sent
        return ChangeAnswerForm(user=self.user, plan=self.plan, review=review)

    @cached_property
    def decisions(self) -> list[Decision]:
        return sorted(self.plan.decisions.all(), key=lambda one: one.edition, reverse=True)

    @cached_property
    def dissenting_decisions(self) -> list[Decision]:
        return [decision for decision in self.decisions if decision.dissent]

    @cached_property
    def is_silent(self) -> bool:
        """Does the person belong to the planning group's side without a group to speak for?"""
        return (
            self.plan.status == PlanStatus.WITH_COMMUNITY
            and permissions.is_own_affair(self.user, self.plan)
            and self.review_form is None
        )

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that holds: none while the community is asked again."""
        under_way = self.plan.status not in (PlanStatus.DRAFT, PlanStatus.WITH_COMMUNITY)
        return self.decisions[0] if under_way and self.decisions else None

    @cached_property
    def review_form(self) -> PlanReviewForm | None:
        if self._review_form is not None:
            return self._review_form
        if not permissions.is_answered_now(self.plan):
            return None
        form = PlanReviewForm(user=self.user, plan=self.plan)
        return form if form.groups else None

    @property
    def shows_form(self) -> bool:
        """Is it answered on this page? Whoever writes down for groups has a page for all of them."""
        return self.review_form is not None and (not self.prepares or self.review_form.is_bound)

    @cached_property
    def waits(self) -> list[str]:
        """What the plan waits for on the side of whoever prepares it."""
        if not self.prepares:
            return []
        if self.plan.status == PlanStatus.WITH_COMMUNITY:
            return missing_for_agreement(self.plan)
        return self._waits_in_draft() if self.plan.status == PlanStatus.DRAFT else []

    def _waits_in_draft(self) -> list[str]:
        roles = [role.record for step in self.steps for role in step.roles if role.record]
        waits = []
        if not self.steps:
            waits.append(_("No step is written yet."))
        if self.steps and not roles:
            waits.append(_("Children have no part in it yet. Ask them what they want to do."))
        if any(not (role.safety_checked and role.time_checked) for role in roles):
            waits.append(_("Ask what could harm the children who act, and whether they have time."))
        if unheard := [str(group) for group in self.plan.unheard_groups()]:
            waits.append(unheard_sentence(unheard))
        return waits


def _button(look: tuple, record: Any, *, go: bool, to: str = "") -> Move:
    symbol, label, name, posts = look
    url = reverse(f"dialogues:{name}", args=[record.pk])
    return Move(url, symbol, label, posts, to, record.version, go)
