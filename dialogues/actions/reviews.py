"""How does a community answer its plan, and how does its gathering agree to it?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.actions import demand_live_agreement
from participants.models import Subgroup

from ..flagged import Flag, flags_sentence
from ..guard import demand_names_nobody
from ..models import Action, ActionPlan, Decision, PlanReview, RedFlagKind
from ..models.gatherings import in_order
from ..models.plans import planning_subgroups
from ..permissions import plans as permissions
from ..states import PlanStatus
from .plans import demand_move, revise


@transaction.atomic
def review_plan(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    edition: int,
    subgroup: Subgroup,
    answer: str,
    by: User,
    words: str = "",
    about: Action | None = None,
    told_on: date | None = None,
    told_at: str = "",
    identifier_reason: str = "",
) -> PlanReview:
    """Answer one edition of the plan for one group of the planning group.

    Who speaks for the group answers in the application; who prepares the plan writes down what the
    group told, and at which meeting. A later answer replaces the earlier, which is kept.
    """
    plan = lock(plan)
    said = _said(plan, answer, words.strip(), about) | _came(plan, told_on, told_at.strip(), by=by)
    said |= {"plan": plan, "edition": edition, "subgroup": subgroup}
    if (sent := PlanReview.objects.filter(pk=id).first()) is not None:
        return _same(sent, said, by=by)
    if subgroup not in permissions.groups_to_speak_for(by, plan):
        raise NotPermitted
    _demand_these_words(plan, edition)
    if said["told_on"] is not None:
        _demand_since(plan, said["told_on"])
    texts = (said["words"], said["told_at"])
    reason = demand_names_nobody(plan, identifier_reason, *texts, of=id, by=by)
    for replaced in plan.answers().filter(subgroup=subgroup):
        _replace(replaced, said["channel"], by=by)
    review, _made = create_once(PlanReview, id=id, by=by, **said, identifier_reason=reason)
    record("plan.reviewed", plan, by=by, fields=["reviews"])
    if plan.created_by_id != by.pk:
        notify(plan.created_by, about=plan)
    return review


@transaction.atomic
def review_as_told(
    answers: Iterable[Mapping[str, Any]],
    *,
    plan: ActionPlan,
    edition: int,
    told_on: date,
    told_at: str,
    by: User,
    identifier_reason: str = "",
) -> list[PlanReview]:
    """Write down what several groups told at one meeting: all of it, or nothing."""
    permissions.demand_prepare_plan(by, plan.community)
    meeting = {"told_on": told_on, "told_at": told_at, "identifier_reason": identifier_reason}
    return [
        review_plan(plan=plan, edition=edition, by=by, **meeting, **answer) for answer in answers
    ]


def _said(plan: ActionPlan, answer: str, words: str, about: Action | None) -> dict[str, Any]:
    """The answer itself; who wants something else says what, and may say in which step."""
    if answer != PlanReview.Answer.AGREE and not words:
        raise NotPossible(_("Say in the group’s words what it wants. A few are enough."), plan)
    if about is not None and about.plan_id != plan.pk:
        raise NotPermitted
    changes = answer == PlanReview.Answer.CHANGE
    return {"answer": answer, "words": words, "about": about if changes else None}


def _came(plan: ActionPlan, told_on: date | None, told_at: str, *, by: User) -> dict[str, Any]:
    """How the answer came; one that was told names the meeting, so that the group can say if not."""
    if not permissions.can_prepare_plan(by, plan.community):
        return {"channel": PlanReview.Channel.IN_APPLICATION, "told_on": None, "told_at": ""}
    if told_on is None or not told_at:
        raise NotPossible(_("Write at which meeting the group said it, and on which day."), plan)
    if told_on > clock.today():
        raise NotPossible(_("The day of the meeting is still to come."), plan)
    return {"channel": PlanReview.Channel.AS_TOLD, "told_on": told_on, "told_at": told_at}


def _demand_since(plan: ActionPlan, day: date) -> None:
    """Raise NotPossible where the plan says something else since: nobody spoke of these words then."""
    changed_on = plan.changed_on()
    if changed_on is not None and day < changed_on:
        raise NotPossible(
            _("The plan changed on %(day)s. Ask again what people say to it as it is now.")
            % {"day": date_format(changed_on, "j F")},
            plan,
        )


def _same(review: PlanReview, said: Mapping[str, Any], *, by: User) -> PlanReview:
    """An answer that came twice is one; another answer under its key is never taken for it."""
    if review.created_by_id != by.pk:
        raise AlreadyThere(_("This answer was already sent by somebody else."))
    if any(getattr(review, name) != value for name, value in said.items()):
        raise AlreadyThere(
            _("This form was sent before, with other words. Nothing is lost: keep these as new."),
            review,
        )
    return review


def _replace(review: PlanReview, channel: str, *, by: User) -> None:
    """A group changes its mind; nobody changes it for a group that answered by itself."""
    told = PlanReview.Channel.AS_TOLD
    if channel == told and review.channel != told:
        raise NotPossible(
            _("This group has answered by itself. Only those who speak for it can change that."),
            review.plan,
        )
    assign(lock(review), {"replaced_at": clock.now(), "replaced_by": by})


def demand_answers(plan: ActionPlan) -> None:
    """Raise NotPossible unless the plan waits for answers now."""
    demand_live_agreement(plan.community)
    if why := why_not_answered(plan):
        raise NotPossible(why, plan)


def why_not_answered(plan: ActionPlan) -> str:
    """Why no group can answer the plan now; nothing where groups can."""
    agreement = plan.community.agreement
    if plan.status != PlanStatus.WITH_COMMUNITY:
        words = {"status": plan.get_status_display()}
        return (
            _("The plan stands at “%(status)s”. Groups answer while it is with the community.")
            % words
        )
    if not agreement.is_live:
        words = {"community": plan.community.name, "status": agreement.get_status_display()}
        return _("%(community)s has no agreement with us at present (%(status)s).") % words
    return ""


def _demand_these_words(plan: ActionPlan, edition: int) -> None:
    demand_answers(plan)
    if plan.edition != edition:
        raise NotPossible(
            _("The plan changed after you opened it. Read it again, then answer."), plan
        )


@transaction.atomic
def answer_change(
    review: PlanReview,
    *,
    version: int,
    answered_words: str,
    by: User,
    identifier_reason: str = "",
) -> PlanReview:
    """Tell a group what became of the change it asked for."""
    plan = lock(review.plan)
    permissions.demand_prepare_plan(by, plan.community)
    review = lock(review, version=version)
    if review.answer != PlanReview.Answer.CHANGE or review.replaced_at is not None:
        raise NotPossible(_("The group no longer asks for this change."), plan)
    if not answered_words.strip():
        raise NotPossible(_("Say what became of the change the group asked for."), plan)
    demand_names_nobody(
        plan, identifier_reason, answered_words, of=review.pk, standing=(review.words,), by=by
    )
    values = {
        "answered_words": answered_words.strip(),
        "answered_at": clock.now(),
        "answered_by": by,
    }
    revise(review, values, "plan.change_answered", by=by)
    return review


@transaction.atomic
def agree_plan(
    plan: ActionPlan,
    *,
    id: uuid.UUID,
    edition: int,
    held_on: date,
    how: str,
    present: str,
    by: User,
    dissent: str = "",
    took_part: Iterable[str] = (),
    review_on: date | None = None,
    identifier_reason: str = "",
) -> Decision:
    """Record that the gathering agreed. Dissent is written down and does not stand in the way."""
    plan = lock(plan)
    if (sent := Decision.objects.filter(pk=id, created_by=by).first()) is not None:
        return sent
    demand_agreeable(plan, by=by)
    _demand_these_words(plan, edition)
    if held_on > clock.today():
        raise NotPossible(_("The day of the gathering is still to come."), plan)
    _demand_since(plan, held_on)
    demand_names_nobody(plan, identifier_reason, present, dissent, of=id, by=by)
    decision, _made = create_once(
        Decision,
        id=id,
        by=by,
        plan=plan,
        edition=edition,
        held_on=held_on,
        how=how,
        present=present,
        dissent=dissent.strip(),
        took_part=in_order(took_part),
        review_on=review_on,
    )
    changed = assign(plan, {"status": PlanStatus.AGREED, "status_at": clock.now()})
    record("plan.agreed", plan, by=by, fields=changed)
    return decision


def demand_agreeable(plan: ActionPlan, *, by: User) -> None:
    """Raise NotPermitted or NotPossible, naming what is missing, unless the gathering can agree now."""
    demand_move(plan, PlanStatus.AGREED, by=by)
    demand_live_agreement(plan.community)
    if missing := missing_for_agreement(plan):
        raise NotPossible(" ".join(missing), plan)


def missing_for_agreement(plan: ActionPlan) -> list[str]:
    """What a decision still waits for, in sentences; nothing when the gathering can agree."""
    if not planning_subgroups(plan.community).exists():
        return [_("Nobody is in the planning group yet, so no group can answer.")]
    sentences = []
    if silent := [str(group) for group in plan.groups_to_answer()]:
        groups = {"groups": get_text_list(silent, _("and"))}
        sentences.append(_("Not answered yet: %(groups)s.") % groups)
    if waiting := plan.changes_to_answer().count():
        sentences.append(
            ngettext(
                "%(number)d change that was asked for has no answer.",
                "%(number)d changes that were asked for have no answer.",
                waiting,
            )
            % {"number": waiting}
        )
    if waits := flags_told(plan, plan.open_flags):
        sentences.append(waits)
    return sentences


def flags_told(plan: ActionPlan, flags: Iterable[Flag]) -> str:
    """What a plan waits for that may hurt a child; nothing where nothing does."""
    flags = list(flags)
    writing = plan.status == PlanStatus.DRAFT
    return flags_sentence(flags, dict(RedFlagKind.choices), writing=writing) if flags else ""
