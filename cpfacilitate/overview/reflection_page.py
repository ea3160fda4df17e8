"""Which facts of a community's record do the questions to reflect on come from?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.roles import Permission
from dialogues.models import (
    Action,
    ActionPlan,
    ChildRole,
    Choice,
    Decision,
    Dissent,
    PlanReview,
    RankedItem,
)
from dialogues.models.told import words_of_plan
from dialogues.states import SessionStatus
from participants.models import (
    CHILD_VOICES,
    Channel,
    ChildrenInPlanning,
    Community,
    PlannedVoice,
    PlanningGroupMember,
    ProtectivePractice,
    Subgroup,
    WhoWasAsked,
)
from participants.states import VoiceStatus

from .reflection import ChoiceFacts, Facts, PlanFacts, questions

MISSING = frozenset({VoiceStatus.NOT_REACHED, VoiceStatus.PARTLY})


@require_GET
def reflect(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Questions for facilitator and mentor; for everybody else there is no such page."""
    accompanied = Community.objects.where(request.user, Permission.REFLECT).for_list()
    community = get_object_or_404(with_children_who_plan(accompanied), pk=pk)
    context = {"community": community, "questions": questions(facts_of(community))}
    return render(request, "overview/reflect.html", context)


def with_children_who_plan(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Each with `children_plan`: do children plan there now?"""
    children = ChildrenInPlanning.objects.current().filter(community=OuterRef("pk"))
    return communities.annotate(children_plan=Exists(children))


def facts_of(community: Community) -> Facts:
    """What the record says of a community read by `with_children_who_plan`, in eight queries more."""
    groups = list(Subgroup.objects.of(community))
    members = list(community.planning_group.current().select_related("subgroup"))
    asked = WhoWasAsked.of(community.agreement.moves.history(), groups)
    voices = list(
        PlannedVoice.objects.filter(round__community=community)
        .select_related("round", "subgroup")
        .order_by("-round__number", "subgroup__position", "subgroup__label", "pk")
    )
    newest = [voice for voice in voices if voice.round_id == voices[0].round_id]
    plans = list(_newest_of_each_round(community))
    return Facts(
        chairs=tuple(member.subgroup.voice for member in members if member.chairs),
        members=tuple(member.subgroup.voice for member in members),
        children_plan=community.children_plan,
        asked_only=asked.only,
        asked=tuple(answer.subgroup.label for answer in asked.asked),
        not_asked=tuple(group.label for group in asked.not_asked),
        listening=str(newest[0].round) if newest else "",
        visits_homes=any(voice.channel == Channel.HOME_VISITS for voice in newest),
        plans=_plans(plans, groups, members, voices),
        **_decided(community, plans),
    )


def _decided(community: Community, plans: Iterable[ActionPlan]) -> dict[str, Any]:
    """What gatherings chose and decided: on whose lists it stands, and whether dissent is kept."""
    listed = RankedItem.objects.filter(
        harm=OuterRef("option__finding__harm"),
        session__round=OuterRef("option__finding__round"),
        session__subgroup__voice__in=CHILD_VOICES,
    ).exclude(session__status=SessionStatus.DRAFT)
    choices = (
        Choice.objects.filter(option__finding__community=community)
        .select_related("option__finding__harm", "option__finding__round")
        .annotate(
            in_a_child_list=Exists(listed),
            has_dissent=Exists(Dissent.objects.filter(choice=OuterRef("pk"))),
            has_plan=Exists(ActionPlan.objects.filter(choice=OuterRef("pk"))),
        )
        .order_by("-held_on", "pk")
    )
    dissent = [each.has_dissent for each in choices]
    dissent += [plan.has_dissent for plan in plans if plan.decided_on is not None]
    waiting = (each for each in choices if not each.has_plan)
    return {
        "choices": tuple(
            ChoiceFacts(
                option=each.option.words,
                harm=each.option.finding.harm.local_term,
                round=str(each.option.finding.round),
                in_a_child_list=each.in_a_child_list,
            )
            for each in waiting
        ),
        "decisions": tuple(dissent),
    }


def _plans(
    plans: Sequence[ActionPlan],
    groups: Sequence[Subgroup],
    members: Sequence[PlanningGroupMember],
    voices: Sequence[PlannedVoice],
) -> tuple[PlanFacts, ...]:
    reviews = PlanReview.objects.standing().filter(plan__in=plans)
    answers = {(review.plan_id, review.edition, review.subgroup_id) for review in reviews}
    voice_of = {group.pk: group.voice for group in groups}
    planning = {member.subgroup_id for member in members}
    facts = []
    for plan in plans:
        answered = {who for about, edition, who in answers
                    if (about, edition) == (plan.pk, plan.edition)}  # fmt: skip
        facts.append(
            PlanFacts(
                name=plan.name,
                harm=plan.harm_words()[0],
                round=str(plan.round),
                in_a_child_list=plan.in_a_child_list,
                has_steps=plan.has_steps,
                children_lead=plan.children_lead,
                builds_on_something=plan.builds_on_something,
                builds_on_reason=plan.builds_on_reason,
                unheard_reason=plan.unheard_reason,
                met_after_the_decision=_heard_after(plan, voices),
                answered=tuple(voice_of[who] for who in answered),
                silent=tuple(voice_of[who] for who in planning - answered),
            )
        )
    return tuple(facts)


def _newest_of_each_round(community: Community) -> QuerySet[ActionPlan]:
    """One plan of each round, the newest round first, with what is asked of each as annotations."""
    newest = ActionPlan.objects.filter(round=OuterRef("round")).order_by("-created_at", "id")
    listed = RankedItem.objects.filter(
        harm=OuterRef("harm"),
        session__round=OuterRef("round"),
        session__subgroup__voice__in=CHILD_VOICES,
    ).exclude(session__status=SessionStatus.DRAFT)
    led = ChildRole.objects.filter(action__plan=OuterRef("pk")).exclude(
        mode=ChildRole.Mode.ADULTS_LEAD
    )
    disagreed = PlanReview.objects.standing().filter(
        plan=OuterRef("pk"), answer=PlanReview.Answer.DISAGREE
    )
    return (
        community.plans.filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("round", "harm")
        .annotate(
            in_a_child_list=Exists(listed),
            has_steps=Exists(Action.objects.filter(plan=OuterRef("pk"))),
            children_lead=Exists(led),
            builds_on_something=Exists(
                ProtectivePractice.objects.filter(plans=OuterRef("pk")).order_by()
            ),
            decided_on=Subquery(
                Decision.objects.filter(plan=OuterRef("pk"))
                .order_by("edition")
                .values("held_on")[:1]
            ),
            has_dissent=Exists(
                Decision.objects.filter(plan=OuterRef("pk")).exclude(dissent="").order_by()
            )
            | Exists(disagreed),
            **words_of_plan(),
        )
        .order_by("-round__number")
    )


def _heard_after(plan: ActionPlan, voices: Iterable[PlannedVoice]) -> tuple[str, ...]:
    """The groups that were heard only after the gathering decided, or that are missing still."""
    if plan.decided_on is None:
        return ()
    late = (
        voice.subgroup.label
        for voice in voices
        if voice.round_id == plan.round_id
        and (
            voice.status in MISSING if voice.heard_on is None else voice.heard_on > plan.decided_on
        )
    )
    return tuple(dict.fromkeys(late))
