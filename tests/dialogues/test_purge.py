"""What a community wants deleted is gone on its day, everywhere, and once."""

from __future__ import annotations

import threading
import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import Q, Sum

from cpfacilitate.audit.actions import purge
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import RevisionBase
from dialogues.actions import (
    by_laws,
    criteria,
    look_backs,
    milestones,
    ownership,
    plan_resources,
    practices,
    sessions,
    steps,
)
from dialogues.actions import options as ways
from dialogues.actions import purge as deletion
from dialogues.actions import signs as seen
from dialogues.actions import tools as actions
from dialogues.models import Action, DialogueSession, HeadCount, KeptCount
from dialogues.models import Revision as DialogueRevision
from participants import actions as participants
from participants.models import (
    Accommodation,
    Agreement,
    ChildrenInPlanning,
    Community,
    EntryVisit,
    Leaving,
    LiveContact,
    Phase,
    Subgroup,
)
from participants.models import Revision as ParticipantsRevision
from referrals.models import Referral
from tests import factories as cast
from tests.canaries import OURS, TOKEN, Cage
from tests.participants import factories as communities
from tests.participants import listening_factories as listening
from tests.referrals import factories as referrals

from . import category_factories as categories
from . import check_factories as checks
from . import factories, finding_factories
from . import guess_factories as guesses
from . import option_factories as options
from . import plan_factories as plans
from . import practice_factories as norms
from . import progress_factories as progress
from . import reflection_factories as reflections
from . import sign_factories as signs
from . import tool_factories as tools


def purged(now) -> int:
    """How many communities' records went when everything was purged that is due."""
    return purge(started_by="clock", now=now).deleted.get("leavings", 0)


# What of a community outlives its records. Everything else of it is gone.
STAYS = {
    "participants.Community",
    "participants.Agreement",
    "participants.AgreementMove",
    "participants.GroupAnswer",
    "participants.Subgroup",
    "participants.Phase",
    "participants.Leaving",
    "participants.Assignment",
    "dialogues.KeptCount",
}
# Of what stays, the only words.
WORDS_THAT_STAY = {
    "participants.Community.name",
    "participants.Community.name_key",
    "participants.Community.place_code",
    "participants.Subgroup.label",
}


def filled(world) -> Community:
    """One of everything about Masimbaya, each record changed once."""
    community, by, groups = world.community, world.facilitator, world.groups
    session = factories.recorded(groups["girls_10_13"], by=by, promise="Come back")
    sessions.save_session(
        session,
        version=DialogueSession.objects.get(pk=session.pk).version,
        values={
            "promise": "Ask Kadie Sesay",
            "identifier_reason": "a song’s name",
            **factories.NOTICED,
        },
        rows={
            "head_counts": [
                {"sex": "female", "age_band": "10_13", "people": 8, "with_difficulty": 2},
                {"sex": "male", "age_band": "10_13", "people": None, "with_difficulty": None},
            ],
            "strengths": [{"local_term": "aunties", "gloss": "", "share_scope": "facilitators"}],
            "items": [
                {"local_term": "angri", "gloss": "", "share_scope": "facilitators", "rank": 1}
            ],
            "quotes": [{"words": "we carry", "gloss": "loads", "about": "angri"}],
        },
        by=by,
    )
    for kind in tools.KINDS:
        tools.save(tools.add(session, kind, by=by), memo="Nobody laughed.", by=by)
    thought = reflections.reflection(session, by=by, talk_over=True)
    reflections.answer(thought, by=world.mentor)
    reflections.amendment(session, by=by)
    categories.grouping(world, "angri")
    guesses.told(world)
    guess = guesses.seen(guesses.guess(world), by=by)
    guesses.seen(guess, by=by, said_when_seen="Kadie Sesay sings so", identifier_reason="a singer")
    _seen(world, plans.agreed(world))
    plans.draft(world)
    _steps_told(world)
    _good_for_children(world)
    heard = finding_factories.heard(world, by=by)[0]
    named = {"identifier_reason": "a song’s name"}
    finding_factories.presented(heard, by=by, shown="Ask Amara Kamara", **named)
    finding_factories.answered(heard, by=by, reason="Ask Amara Kamara", **named)
    finding_factories.told(heard, groups=[groups["girls_10_13"]], by=by)
    _could_be_done(world, heard)
    _talked_of(world, session)
    agreement = community.agreement
    participants.edit_agreement(
        agreement, version=agreement.version, we_will="Listen", we_will_not="Pay Amara Kamara",
        identifier_reason="a song’s name", by=by,
    )  # fmt: skip
    for label in ("Girls B", "Girls C"):
        group = Subgroup.objects.get(pk=groups["girls_10_13"].pk)
        participants.edit_subgroup(
            group, version=group.version, label=label, focus_code="BJ-2", by=by
        )
    communities.handed_over(world, community)
    communities.contact(world, community)
    _what_other_pages_record(community, by=by)
    return community


def _steps_told(world) -> None:
    """A step in another one, something on the way, what a plan works with: each changed once."""
    by, named = world.facilitator, {"identifier_reason": "a song’s name"}
    plan = progress.agreed_with(
        world,
        lambda plan: progress.part(plans.first_step(plan), world),
        lambda plan: progress.milestone(plans.first_step(plan)),
        progress.resource,
    )
    whole, part = plan.actions.order_by("position")
    told = progress.report(
        part, by=world.committee_member, obstacle="Ask Amara Kamara", unexpected="They sang",
        evidence="The list", **named,
    )  # fmt: skip
    progress.report(part, by=by, told_at="the gathering")
    progress.answered(told, by=by, what="stop", decided_by="the elders")
    stone = whole.milestones.get()
    stone = milestones.reach_milestone(stone, version=1, reached_on=clock.today(), by=by)
    milestones.edit_milestone(stone, version=2, what="Two lists hang there", by=by)
    plan_resources.edit_plan_resource(
        plan.resources.get(), version=1, whose="ours", what="sixty cans", by=by
    )


def _could_be_done(world, finding) -> None:
    """What could be done, what a group sees in it and what was chosen, each changed where it can be."""
    by, group = world.facilitator, world.groups["girls_10_13"]
    named = {"identifier_reason": "a song’s name"}
    option = options.option(finding, by=by, words="Ask Amara Kamara", **named)
    view = options.view(option, group, by=by)
    ways.edit_option_view(
        view, version=1, weighs="drawback", words="Amara Kamara sings", share_scope="facilitators",
        by=by, **named,
    )  # fmt: skip
    ways.edit_option(option, version=1, words="Ask them", gloss="all of them", by=by)
    options.choice(option, by=by, unheard_reason="The rains come.")


def _good_for_children(world) -> None:
    """A check and its criteria, each changed once, and a dialogue about what may hurt a child."""
    by, plan = world.facilitator, plans.draft(world)
    checks.criterion(world)
    checks.weighed(checks.check(plan, by=by), "reopen", "Ask the girls again.", by=world.mentor)
    answered = checks.answered(plan, by=by)
    rows = [{**answered.answers[0], "note": "Buckets are dear."}]
    criteria.edit_criteria_check(answered, version=1, answers=rows, by=by)
    checks.seen(plan, by=by)
    checks.talked_over(plan, world)


def _seen(world, plan) -> None:
    """What people see of a plan, what they said looking back, each changed once."""
    by, named = world.facilitator, {"identifier_reason": "a song’s name"}
    sign = signs.sign(plan, by=by)
    reading = signs.reading(sign, by=by, told_at="under the mango tree")
    seen.edit_sign_reading(
        reading, version=1, seen_on=reading.seen_on, eyes="children", number=61,
        told_at="at Amara Kamara’s", by=by, **named,
    )  # fmt: skip
    said = {name: getattr(sign, name) for name in ("unit", "judged_by", "often", "started_by")}
    seen.edit_sign(sign, version=1, words="The song of Amara Kamara", by=by, **said, **named)
    kept = signs.look_back(plan, by=by)
    meeting = {name: getattr(kept, name) for name in ("held_on", "present", "now", "next_words")}
    look_backs.edit_look_back(
        kept, version=1, did="We asked Amara Kamara", by=by, **meeting, **named
    )
    review = signs.ownership_review(world.community, world.groups["women"], by=by)
    ownership.edit_ownership_review(
        review, version=1, calls="ours", note="Ask Amara Kamara", by=by, **named
    )


def _talked_of(world, session: DialogueSession) -> None:
    """A practice, what a group says of it and a rule about it, each changed once."""
    community, by, group = world.community, world.facilitator, world.groups["girls_10_13"]
    practice = norms.practice(community, by=by)
    practice = practices.edit_practice(practice, version=1, kind="mixed", by=by)
    norm = norms.norm(practice, group, by=by, session=session)
    practices.edit_norm_reflection(
        norm, version=1, subgroup=group, said_on=norm.said_on, readiness="slid_back",
        doubts="So it was with Amara Kamara", identifier_reason="a song’s name", by=by,
    )  # fmt: skip
    norms.check(world.round, group, by=by, note="It was dark.")
    rule = norms.by_law(community, by=by, practice=practice)
    said = {name: getattr(rule, name) for name in ("text", "agreed_on", "effect_on_poorest")}
    by_laws.edit_by_law(rule, version=1, practice=practice, sanctions="A talk", by=by, **said)


def _what_other_pages_record(community: Community, *, by) -> None:
    """Rows whose own actions are tested with their own pages."""
    made = {"id": uuid.uuid4(), "created_by": by}
    EntryVisit.objects.create(
        community=community, visited_on=clock.today(), met=["chief"], introduced="Who we are",
        created_by=by,
    )  # fmt: skip
    ChildrenInPlanning.objects.create(
        community=community, part="advisor", sex="girls", age_band="14_17", how_many=4,
        since_on=clock.today(), created_by=by,
    )  # fmt: skip
    Phase.objects.create(
        community=community, kind="entry", began_on=clock.today(), decision="We go on", **made
    )
    voice = community.rounds.first().planned_voices.first()
    Accommodation.objects.create(planned_voice=voice, code="childcare", note="Two aunties")


def left(world, choice: str = "return_and_delete", community: Community | None = None) -> Leaving:
    """A community that withdrew fifteen days ago."""
    agreement = (community or world.community).agreement
    agreement = type(agreement).objects.get(pk=agreement.pk)
    with clock.at(clock.now() - timedelta(days=15)):
        agreement = participants.move_agreement(
            agreement, "withdrawn", decided_on=clock.today(), words="There was talk.",
            data_choice=choice, informed="The elders told us.",
            by=world.facilitator if community is None else world.outsider_facilitator,
        )  # fmt: skip
    return agreement.leavings.get()


def again(leaving: Leaving) -> Leaving:
    return Leaving.objects.get(pk=leaving.pk)


def of_community(community: Community) -> dict[str, int]:
    """Every table that leads to a community → how many of its rows lead to this one."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ("participants", "dialogues"):
            for path in _paths(model):
                rows = model._base_manager.filter(**{path: community.pk})
                found[model._meta.label] = found.get(model._meta.label, 0) + rows.count()
    return found


def _paths(model: type[models.Model], deep: int = 4) -> list[str]:
    """The shortest way from a table to Community, as a lookup."""
    if model is Community:
        return ["pk"]
    waiting = [(model, "")]
    for _step in range(deep):
        further = []
        for at, path in waiting:
            for field in at._meta.concrete_fields:
                if field.is_relation and field.related_model._meta.app_label != "accounts":
                    if field.related_model is Community:
                        return [f"{path}{field.name}"]
                    further.append((field.related_model, f"{path}{field.name}__"))
        waiting = further
    return []


def stored() -> dict[str, str]:
    """Every table → all that stands in it, as text."""
    return {
        model._meta.label: repr(list(model._base_manager.values()))
        for model in apps.get_models()
        if model._meta.app_label in (*OURS, "audit")
    }


@pytest.mark.parametrize("choice", ["return_and_delete", "keep_aggregate_only"])
def test_no_word_of_the_community_is_left_in_any_table(world, choice):
    community = filled(world)
    leaving = left(world, choice)
    before = of_community(community)
    assert [label for label, count in before.items() if not count] == ["dialogues.KeptCount"]
    cage, mine = Cage(), set()
    for canary in cage.canaries.values():
        if _belongs(canary.row, community):
            mine.add(canary.token)
            assert canary.field in WORDS_THAT_STAY or canary.data_class in "BCD"
    assert len(mine) > 60
    assert purged(clock.now()) == 1
    left_over = {
        cage.canaries[token].field
        for text in stored().values()
        for token in TOKEN.findall(text.encode())
        if token in mine
    }
    assert left_over == WORDS_THAT_STAY
    stays = {label for label, count in of_community(community).items() if count}
    assert stays == STAYS - ({"dialogues.KeptCount"} if choice == "return_and_delete" else set())
    assert again(leaving).informed == ""


def _belongs(row: models.Model, community: Community) -> bool:
    """Does the row lead to the community, or is it what such a row said before?"""
    if isinstance(row, RevisionBase):
        return False  # its words are a JSON of their own: see the test of revisions
    return any(
        type(row)._base_manager.filter(Q(pk=row.pk), Q(**{path: community.pk})).exists()
        for path in _paths(type(row))
    )


def test_what_was_said_before_is_gone_too(world):
    community = filled(world)
    other = communities.member(world)  # no revision, but of this community
    keys = {row.record_id for store in (DialogueRevision, ParticipantsRevision)
            for row in store.objects.all()}  # fmt: skip
    assert len(keys) >= 3
    left(world)
    purged(clock.now())
    assert DialogueRevision.objects.count() == 0
    assert ParticipantsRevision.objects.count() == 0
    assert not type(other).objects.filter(community=community).exists()


def test_what_was_taken_out_before_leaves_no_word_either(world):
    """A step, a part of children and a planned voice that were changed, and then removed."""
    by = world.facilitator
    plan = plans.draft(world)
    kept = Action.objects.filter(plan=plan).get()
    role = steps.edit_child_role(kept.roles.get(), version=1, by=by, role="a drama about water")
    steps.remove_child_role(role, version=role.version, by=by)
    step = plans.step(plans.again(plan), world)
    plans.child_role(step)
    steps.edit_child_role(step.roles.get(), version=1, by=by, role="a song about school")
    step = steps.edit_action(
        step, version=step.version, what="Go by the other way", owner_group=step.owner_group, by=by
    )
    steps.remove_action(step, version=step.version, by=by)
    assert set(DialogueRevision.objects.values_list("record_id", flat=True)) == {plan.pk}
    session = factories.recorded(world.groups["women"], by=by)
    tool = tools.add(session, memo="They spoke of fire wood", by=by)
    tool = tools.save(tool, memo="They fell silent", by=by)
    actions.remove_tool(tool, version=tool.version, by=by)
    stays, goes = listening.voice(world, "women"), listening.add(world, "women")
    listening.edit(stays, by=by, times=3)
    goes = listening.edit(goes, by=by, times=2)
    participants.remove_voice(goes, by=by)
    words = ("about heavy loads", "about water", "Adults carry water", "fire wood", "fell silent")
    assert all(said in "".join(stored().values()) for said in words)
    left(world)
    assert purged(clock.now()) == 1
    assert not [said for said in words if said in "".join(stored().values())]
    assert (DialogueRevision.objects.count(), ParticipantsRevision.objects.count()) == (0, 0)


def test_everything_of_a_community_is_either_deleted_or_known_to_stay(world):
    """A record that comes later cannot be forgotten here."""
    gone = {queryset.model for queryset in deletion._records(world.community).values()}
    unknown = set()
    for model in apps.get_models():
        if model._meta.app_label not in ("participants", "dialogues") or not _paths(model):
            continue
        if model._meta.label not in STAYS and not _goes_with(model, gone):
            unknown.add(model._meta.label)
    assert unknown == set()


def _goes_with(model: type[models.Model], gone: set) -> bool:
    """Is the table deleted itself, or with a row it points at?"""
    return model in gone or any(
        field.is_relation
        and getattr(field.remote_field, "on_delete", None) is models.CASCADE
        and _goes_with(field.related_model, gone)
        for field in model._meta.concrete_fields
    )


def test_another_community_keeps_everything(world):
    filled(world)
    other = world.outside_community
    factories.recorded(other.subgroups.get(voice="women"), by=world.outsider_facilitator)
    before = of_community(other)
    revisions = ParticipantsRevision.objects.count()
    group = other.subgroups.get(voice="women")
    participants.edit_subgroup(
        group, version=group.version, label="Women B", by=world.outsider_facilitator
    )
    left(world)
    purged(clock.now())
    assert of_community(other) == before
    assert (ParticipantsRevision.objects.count(), revisions > 0) == (1, True)
    assert other.subgroups.filter(label="Women B").exists()


def test_a_referral_stays(world):
    filled(world)
    referral = referrals.named(world)
    before = repr(list(Referral.objects.values()))
    left(world)
    purged(clock.now())
    assert repr(list(Referral.objects.values())) == before
    assert Referral.objects.filter(pk=referral.pk).exists()


@pytest.mark.parametrize("choice", ["keep", "return"])
def test_what_is_to_be_kept_is_kept(world, choice):
    community = filled(world)
    leaving = left(world, choice)
    before = of_community(community)
    assert purged(clock.now() + timedelta(days=400)) == 0
    assert (of_community(community), again(leaving).purged_at) == (before, None)


def test_not_before_its_day_and_not_when_stopped(world):
    filled(world)
    leaving = left(world)
    assert purged(clock.now() - timedelta(days=2)) == 0
    participants.stop_purge(leaving, by=world.committee_member)
    assert purged(clock.now()) == 0
    assert DialogueSession.objects.exists()


def test_on_the_very_day(world):
    leaving = left(world)
    assert leaving.purge_on == clock.today() - timedelta(days=1)
    assert purged(clock.now() - timedelta(days=1)) == 1


def test_it_is_written_down_with_how_many_and_done_once(world):
    filled(world)
    leaving, moment = left(world), clock.now()
    held = (DialogueSession.objects.count(), world.community.plans.count(), 1)
    assert purged(moment) == 1
    assert purged(moment) == 0
    done = again(leaving)
    assert done.purged_at == moment
    assert tuple(done.purged[name] for name in ("sessions", "plans", "contacts")) == held
    event = AuditEvent.objects.get(event="leaving.purged")
    assert (event.by, event.record_id) == (None, leaving.pk)
    assert event.fields == ["informed", "purged", "purged_at"]


def test_options_that_were_taken_out_leave_no_words(world):
    by, found = world.facilitator, options.finding(world)
    option = options.option(found, by=by, words="So sings hawa")
    kept, gone = (options.view(option, world.groups["women"], by=by, words="So sings hawa")
                  for _time in range(2))  # fmt: skip
    said = {"weighs": "drawback", "words": "Otherwise", "share_scope": "facilitators"}
    for view in (kept, gone):
        ways.edit_option_view(view, version=1, by=by, **said)
    option = ways.edit_option(option, version=1, words="Otherwise", by=by)
    assert "So sings hawa" in stored()["dialogues.Revision"]
    gone.refresh_from_db()
    ways.remove_option_view(gone, version=2, by=by)
    ways.remove_option(option, version=option.version, by=by)
    left(world)
    purged(clock.now())
    assert [label for label, text in stored().items() if "So sings hawa" in text] == []


def test_the_trail_stays(world):
    filled(world)
    leaving = left(world)
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    purged(clock.now())
    assert before < set(AuditEvent.objects.values_list("pk", flat=True))
    assert leaving.agreement.moves.count() == 2


def test_one_that_fails_keeps_nobody_waiting_and_is_told(world, capsys):
    """A dialogue of another community that stands in a round of this one keeps it from going."""
    nobody = world.other_community
    session = factories.recorded(world.groups["women"], by=world.facilitator)
    group = nobody.subgroups.get(voice="women")
    DialogueSession.objects.filter(pk=session.pk).update(subgroup=group, community=nobody)
    fails, goes = left(world), left(world, community=world.outside_community)
    Leaving.objects.filter(pk=fails.pk).update(purge_on=clock.today() - timedelta(days=9))
    with pytest.raises(CommandError, match="purge_expired"):
        call_command("due")
    assert (again(fails).purged_at, again(fails).waits) == (None, True)
    assert again(goes).purged_at is not None
    DialogueSession.objects.filter(pk=session.pk).update(
        subgroup=world.groups["women"], community=world.community
    )
    assert purged(clock.now()) == 1


def test_nothing_is_deleted_of_a_community_with_which_we_go_on(world):
    leaving = left(world)
    Agreement.objects.filter(pk=leaving.agreement_id).update(status="exploring")
    assert purged(clock.now()) == 0
    assert again(leaving).purged_at is None


def test_the_command_does_it(world, capsys):
    left(world)
    call_command("due")
    assert "audit.purge_expired: 1" in capsys.readouterr().out


# --- Numbers -------------------------------------------------------------------------------------


def test_numbers_are_kept_by_quarter_and_not_counted_is_not_nobody(world):
    groups, by = world.groups, world.facilitator
    counted = {"sex": "female", "age_band": "10_13", "people": 9, "with_difficulty": 1}
    nobody = {"sex": "male", "age_band": "10_13", "people": None, "with_difficulty": None}
    for day, rows in (
        (date(2026, 1, 2), [counted]),
        (date(2026, 3, 31), [counted, nobody]),
        (date(2026, 4, 1), [{**counted, "with_difficulty": None}]),
    ):
        session = factories.recorded(groups["girls_10_13"], by=by)
        DialogueSession.objects.filter(pk=session.pk).update(held_on=day)
        session.head_counts.all().delete()
        session.head_counts.bulk_create(
            session.head_counts.model(session=session, **r) for r in rows
        )
    factories.filled(groups["women"], by=by)  # a draft counts for nothing
    left(world, "keep_aggregate_only")
    purged(clock.now())
    kept = KeptCount.objects.values_list(
        "quarter", "sex", "age_band", "people", "with_difficulty", "sessions"
    )
    assert list(kept) == [
        (date(2026, 1, 1), "female", "10_13", 18, 2, 2),
        (date(2026, 1, 1), "male", "10_13", None, None, 1),
        (date(2026, 4, 1), "female", "10_13", 9, None, 1),
    ]


def test_numbers_that_do_not_fit_together_are_kept_as_they_were_counted(world):
    """More who find it hard than came is asked about and taken: a deletion never stops at it."""
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    session.head_counts.update(people=3, with_difficulty=5)
    left(world, "keep_aggregate_only")
    purged(clock.now())
    assert not DialogueSession.objects.exists()
    assert set(KeptCount.objects.values_list("people", "with_difficulty")) == {(3, 5)}


def test_a_second_time_adds_up_and_a_full_deletion_takes_the_numbers_too(world):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    KeptCount.objects.create(
        community=world.community, quarter=deletion.quarter_of(session.held_on), sex="female",
        age_band="10_13", people=5, with_difficulty=None, sessions=1,
    )  # fmt: skip
    deletion.keep_counts(world.community)
    kept = KeptCount.objects.get()
    assert (kept.people, kept.with_difficulty, kept.sessions) == (14, 1, 2)
    left(world)
    purged(clock.now())
    assert KeptCount.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters(day, quarter):
    assert deletion.quarter_of(day) == quarter


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_do_it_once():
    world = cast.world()
    filled(world)
    left(world, "keep_aggregate_only")
    girls = HeadCount.objects.filter(sex="female").aggregate(people=Sum("people"))
    barrier, done = threading.Barrier(2), []

    def run():
        barrier.wait()
        try:
            done.append(purged(clock.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(done) == [0, 1]
    assert AuditEvent.objects.filter(event="leaving.purged").count() == 1
    assert KeptCount.objects.filter(sex="female").aggregate(people=Sum("people")) == girls


def test_a_contact_goes_with_its_community_and_the_service_stays(world):
    filled(world)
    left(world)
    purged(clock.now())
    assert LiveContact.objects.count() == 0
    assert type(world.service).objects.filter(pk=world.service.pk).exists()
