"""What does the page of a plan show to this person, in the order they read it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from participants.models import Subgroup
from participants.permissions import can_keep_links

from ..actions.plans import unheard_sentence
from ..actions.reviews import flags_told, missing_for_agreement
from ..changes import (
    MarkedItem,
    MarkedPlan,
    Piece,
    compare,
    numbered,
    reads_the_same,
)
from ..choosing import idea_of
from ..flagged import Flag, flags_of
from ..forms.reviews import ChangeAnswerForm, PlanReviewForm
from ..models import Action, ActionPlan, Decision, Finding, Kind, PlanReview
from ..models.plans import planning_subgroups
from ..models.seen import leads_of
from ..permissions import plans as permissions
from ..states import ActionStatus, PlanStatus
from ..trail import ideas_behind
from .children_part import ChildrenPart, asks_of
from .how_far import HowFar, Leads, far_of, how_far
from .plan_signs import PlanSigns
from .plan_step import Move, Role, Step
from .spoken import WorksWith, spoken, spoken_step


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
        self.to_talk_over = self._to_talk_over()  # read first: moves and waits ask for it as well

    @cached_property
    def prepares(self) -> bool:
        return permissions.can_prepare_plan(self.user, self.plan.community)

    @property
    def is_answered_now(self) -> bool:
        return permissions.is_answered_now(self.plan)

    @cached_property
    def can_edit(self) -> bool:
        return permissions.can_edit_plan(self.user, self.plan)

    @property
    def can_keep_links(self) -> bool:
        """From a service it works with, a link can be begun, or what stands in the way be written down."""
        return can_keep_links(self.user, self.plan.community)

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
        return compare(None if before is None else spoken(before), spoken(self.text))

    @cached_property
    def text(self) -> dict[str, Any]:
        """The plan as it reads now."""
        return self.plan.text(self.records)

    @cached_property
    def sent(self) -> dict[str, Any] | None:
        """What the community was sent last, for whoever does not read along while it is rewritten."""
        return permissions.sent_to(self.user, self.plan)

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
        numbers = [number for number, step in numbered(self.marked.actions) if step.is_changed]
        return get_text_list(numbers, _("and"))

    @cached_property
    def records(self) -> list[Action]:
        records = list(self.plan.actions.for_page())
        for action in records:
            action.plan = self.plan  # what was read of it serves every step
            action.parts_now = [part for part in records if part.parent_id == action.pk]
        return records

    @cached_property
    def steps(self) -> list[Step]:
        """The cards in their order, each with the steps it is made of."""
        return [step for step in self.all_steps if "." not in step.number]

    @cached_property
    def all_steps(self) -> list[Step]:
        records = {str(action.pk): action for action in self.records if self._reads_as_sent(action)}
        found: list[Step] = []
        for number, marked in reversed(numbered(self.marked.actions)):
            parts = tuple(step for step in found if step.number.rpartition(".")[0] == number)
            step = self._step(marked, records.get(marked.id))
            asks = asks_of(step) if self.prepares else ()
            found.insert(0, replace(step, number=number, parts=parts, asks=asks))
        return found

    def _reads_as_sent(self, action: Action) -> bool:
        """Does the step still say what the person reads of it, so that its progress belongs to it?"""
        if self.sent is None:
            return True
        was = [step for step in self.sent["actions"] if step["id"] == str(action.pk)]
        return any(reads_the_same(spoken_step(s), spoken_step(action.text())) for s in was)

    @cached_property
    def works_with(self) -> WorksWith:
        return WorksWith(self.marked.resources)

    @cached_property
    def how_far(self) -> HowFar | None:
        """How far all that was agreed is, for whoever reads the plan as it is now."""
        return None if self.sent is not None else how_far(self.plan, self.records)

    def _step(self, marked: MarkedItem, record: Action | None) -> Step:
        present = {str(role.pk): role for role in record.roles.all()} if record else {}
        roles = tuple(Role(role, present.get(role.id)) for role in marked.roles)
        if record is None:
            return Step(marked, None, roles, (), False)
        return Step(marked, record, roles, *self.about_step(record), far=far_of(record))

    def about_step(self, record: Action) -> tuple[tuple[Move, ...], bool, tuple[Finding, ...]]:
        """What can be done with a step now, may it go, and what was said that it answers."""
        removable = permissions.can_remove_action(self.user, record)
        ideas = tuple(self.ideas.get(record.pk, ()))
        return moves_of_step(self.user, record), removable, ideas

    @cached_property
    def children(self) -> ChildrenPart:
        """Children's part in it, and what is asked about it."""
        return ChildrenPart(self.all_steps, asks=self.prepares)

    @cached_property
    def idea_of(self) -> tuple[Kind, ...]:
        """Whose idea it was that a gathering chose and the plan began from."""
        reads = permissions.reads_drafts(self.user, self.plan.community)
        told = reads or self.plan.children_telling > 1
        return idea_of(self.plan.choice.option, with_children=told)

    @cached_property
    def ideas(self) -> dict[UUID, list[Finding]]:
        return ideas_behind(self.plan, self.user)

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
    def leads(self) -> Leads:
        """Who leads its steps, as time goes on."""
        return Leads(leads_of(self.plan))

    @cached_property
    def signs(self) -> PlanSigns:
        return PlanSigns(self.plan, self.user)

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
            self.is_answered_now
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
        if not self.is_answered_now:
            return None
        form = PlanReviewForm(user=self.user, plan=self.plan)
        return form if form.groups else None

    @property
    def shows_form(self) -> bool:
        """Is it answered on this page? Whoever writes down for groups has a page for all of them."""
        return self.review_form is not None and (not self.prepares or self.review_form.is_bound)

    def _to_talk_over(self) -> list[Flag]:
        """What of the text, as the person reads it, is to be talked over before it is agreed."""
        if self.plan.status not in (PlanStatus.DRAFT, PlanStatus.WITH_COMMUNITY):
            return []
        flags = flags_of(self.plan, self.text if self.sent is None else self.sent)
        still = [flag for flag in flags if flag.is_open]
        if self.sent is None:
            self.plan.open_flags = still  # what was read serves the moves as well
        return still

    @cached_property
    def flags_told(self) -> str:
        return flags_told(self.plan, self.to_talk_over)

    @cached_property
    def waits(self) -> list[str]:
        """What the plan waits for on the side of whoever prepares it."""
        if not self.prepares or not self.plan.community.agreement.is_live:
            return []
        if self.plan.status == PlanStatus.WITH_COMMUNITY:
            return missing_for_agreement(self.plan)
        return self._waits_in_draft() if self.plan.status == PlanStatus.DRAFT else []

    def _waits_in_draft(self) -> list[str]:
        roles = [role.record for step in self.all_steps for role in step.roles if role.record]
        waits = []
        if not self.steps:
            waits.append(_("No step is written yet."))
        if self.steps and not roles:
            waits.append(_("Children have no part in it yet. Ask them what they want to do."))
        if any(not (role.safety_checked and role.time_checked) for role in roles):
            waits.append(_("Ask what could harm the children who act, and whether they have time."))
        if unheard := [str(group) for group in self.plan.unheard_groups()]:
            waits.append(unheard_sentence(unheard))
        if self.flags_told:
            waits.append(self.flags_told)
        return waits


def moves_of_step(user: User, action: Action) -> tuple[Move, ...]:
    """What the person can say of a step now."""
    looks = [STEP_MOVES[to] for to in permissions.action_moves(user, action)]
    if permissions.can_confirm_action(user, action):
        looks.append(("check", _("Yes, it is so"), "action_confirm", True))
    return tuple(_button(look, action, go=False) for look in looks)


def _button(look: tuple, record: Any, *, go: bool, to: str = "") -> Move:
    symbol, label, name, posts = look
    url = reverse(f"dialogues:{name}", args=[record.pk])
    return Move(url, symbol, label, posts, to, record.version, go)
