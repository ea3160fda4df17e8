"""Heard, carried, answered, told back: each step by who may, in its order, and only what may go."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import carrying, sessions
from dialogues.actions import findings as actions
from dialogues.models import Confirmation, Finding, Response, Revision, TellBack
from dialogues.models.rows import stored_rows
from dialogues.states import FINDING_TRANSITIONS, FindingStatus

from . import factories
from . import finding_factories as found
from .test_purge import left


@pytest.fixture
def heard(world) -> list[Finding]:
    return found.heard(world, by=world.facilitator)


def test_a_recorded_session_makes_a_finding_of_each_harm(world):
    session = factories.recorded(
        world.groups["women"], by=world.facilitator, harms=[("wata far", ""), ("angri", "")]
    )
    assert [each.status for each in found.found(session.round, "wata far", "angri")] == [
        "heard", "heard",
    ]  # fmt: skip
    factories.filled(world.groups["men"], by=world.facilitator, harms=[("new", "")])  # a draft
    factories.recorded(world.groups["elders"], by=world.facilitator, harms=[("angri", "")])
    assert Finding.objects.count() == 2


def test_what_nobody_says_any_more_goes_unless_it_was_carried(world, heard):
    session = heard[0].round.sessions.get()
    found.presented(heard[1], by=world.facilitator)
    sessions.save_session(
        session, version=session.version, values={}, rows={"items": stored_rows(session)["items"][2:]},
        by=world.facilitator,
    )  # fmt: skip
    left = {each.harm.local_term: each.status for each in Finding.objects.all()}
    assert left == {"bit pikin": "presented", "lɛf skul": "heard"}


def test_the_whole_way_is_kept_with_its_day_and_in_the_trail(world, heard):
    finding, by = heard[0], world.facilitator
    assert finding.status == "heard"
    presentation = found.presented(*heard[:2], by=by)
    assert [each.status for each in heard[:2]] == ["presented", "presented"]
    assert set(presentation.findings.all()) == set(heard[:2])
    found.answered(finding, by=by)
    assert finding.status == "answered"
    found.told(finding, groups=[world.groups["girls_10_13"]], by=by)
    assert finding.status == "told_back"
    trail = list(AuditEvent.objects.about(finding).values_list("event", flat=True))
    assert trail == ["finding.presented", "finding.answered", "finding.told_back"]
    found.answered(finding, by=by, answer="adopted", reason="The rains are over.")
    assert finding.status == "answered"  # those who said it hear of this, too
    assert finding.responses.count() == 2


def test_it_is_told_back_once_everybody_who_said_it_was_told(world, heard):
    by, groups = world.facilitator, world.groups
    factories.recorded(groups["boys_14_17"], by=by, harms=[found.HARMS[0]])
    factories.recorded(groups["men"], by=by, harms=[found.HARMS[0]])
    found.presented(heard[0], by=by)
    found.answered(heard[0], by=by)
    found.told(heard[0], groups=[groups["girls_10_13"], groups["men"]], by=by)
    assert heard[0].status == "answered"
    found.told(heard[0], groups=[groups["boys_14_17"]], by=by)
    assert heard[0].status == "told_back"  # men said it as well, but children did


def test_a_telling_before_a_new_answer_does_not_count_for_it(world, heard):
    by, girls = world.facilitator, world.groups["girls_10_13"]
    found.presented(heard[0], by=by)
    found.answered(heard[0], by=by, answer="more_talk")
    found.told(heard[0], groups=[girls], by=by)
    found.answered(heard[0], by=by, answer="rejected", reason="It costs too much.")
    assert heard[0].status == "answered"
    found.told(heard[0], groups=[girls], by=by, reaction="not_content")
    assert heard[0].status == "told_back"


def test_the_same_form_twice_is_one_record(world, heard):
    by, keys = world.facilitator, [uuid.uuid4() for _ in range(3)]
    girls = [world.groups["girls_10_13"]]
    for _time in range(2):
        found_again = {"by": by}
        carrying.present_findings(
            id=keys[0], round=heard[0].round, findings=heard, presented_on=clock.today(),
            audience="leaders", form="talk", **found_again,
        )  # fmt: skip
    for _time in range(2):
        carrying.respond_to_finding(
            id=keys[1], finding=heard[0], answered_on=clock.today(), audience="leaders",
            answer="rejected", reason="No.", by=by,
        )  # fmt: skip
    for _time in range(2):
        carrying.tell_back(
            id=keys[2], round=heard[0].round, findings=heard[:1], groups=girls,
            told_on=clock.today(), told_by="children", reaction="content", by=by,
        )  # fmt: skip
    assert (Response.objects.count(), TellBack.objects.count()) == (1, 1)
    assert heard[0].round.presentations.count() == 1


# --- What the groups allow ------------------------------------------------------------------------


def test_what_a_group_keeps_is_carried_to_nobody(world):
    kept, told = found.heard(
        world, by=world.facilitator, harms=found.HARMS[:2], scopes={"ebi wok": "facilitators"}
    )
    for some in ([kept], [told, kept]):
        with pytest.raises(NotPossible, match="keeps this to itself"):
            found.presented(*some, by=world.facilitator)
    found.refresh(kept, told)
    assert (kept.status, told.status) == ("heard", "heard")
    found.presented(told, by=world.facilitator)


def test_a_group_takes_back_what_it_let_be_told(world, heard):
    by, girls = world.facilitator, world.groups["girls_10_13"]
    finding = heard[0]
    session = sessions.lock_session(finding.round.sessions.get(), by=by)
    actions.withdraw_finding(finding, version=finding.version, subgroup=girls, by=by)
    finding.refresh_from_db()
    assert finding.status == "withdrawn_by_group"
    item = session.items.get(local_term="ebi wok")
    assert item.share_scope == "facilitators"
    assert session.items.exclude(pk=item.pk).filter(share_scope="facilitators").count() == 0
    kept = Revision.objects.get(record_id=session.pk, values__has_key="items").values["items"]
    assert kept[0]["share_scope"] == "community_unattributed"
    before = session.version
    session.refresh_from_db()
    assert session.version == before + 1  # a form that stood open does not put it back
    with pytest.raises(NotPossible, match="keeps this to itself"):
        found.presented(finding, by=by)


def test_one_of_two_groups_takes_it_back(world, heard):
    by, groups = world.facilitator, world.groups
    factories.recorded(
        groups["boys_14_17"], by=by, harms=[found.HARMS[0]],
        scopes={"ebi wok": "community_attributed"},
    )  # fmt: skip
    actions.withdraw_finding(
        heard[0], version=heard[0].version, subgroup=groups["girls_10_13"], by=by
    )
    found.refresh(heard[0])
    assert heard[0].status == "heard"
    with pytest.raises(NotPossible, match="nobody hear of it already"):
        actions.withdraw_finding(
            heard[0], version=heard[0].version, subgroup=groups["girls_10_13"], by=by
        )
    found.presented(heard[0], by=by)


def test_what_was_carried_is_not_taken_back(world, heard):
    found.presented(heard[0], by=world.facilitator)
    with pytest.raises(NotPossible, match="Carried"):
        actions.withdraw_finding(
            heard[0], version=heard[0].version, subgroup=world.groups["girls_10_13"],
            by=world.facilitator,
        )  # fmt: skip


def test_what_a_group_lets_be_told_again_is_heard_again(world, heard):
    by, finding = world.facilitator, heard[0]
    actions.withdraw_finding(
        finding, version=finding.version, subgroup=world.groups["girls_10_13"], by=by
    )
    session = finding.round.sessions.get()
    items = stored_rows(session)["items"]
    items[0]["share_scope"] = "community_unattributed"
    sessions.save_session(session, version=session.version, values={}, rows={"items": items}, by=by)
    found.refresh(finding)
    assert finding.status == "heard"


# --- Who, when, and in which words ----------------------------------------------------------------

CARRY = {
    "present": lambda finding, world, by: found.presented(finding, by=by),
    "answer": lambda finding, world, by: found.answered(finding, by=by),
    "tell": lambda finding, world, by: found.told(
        finding, groups=[world.groups["girls_10_13"]], by=by
    ),
    "withdraw": lambda finding, world, by: actions.withdraw_finding(
        finding, version=finding.version, subgroup=world.groups["girls_10_13"], by=by
    ),
}
# status → what the facilitator can do of it then.
POSSIBLE = {
    "heard": {"present", "withdraw"},
    "presented": {"present", "answer"},
    "answered": {"present", "answer", "tell"},
    "told_back": {"present", "answer", "tell"},
    "withdrawn_by_group": set(),
}


def at(status: str, finding: Finding, world) -> Finding:
    steps = {
        "heard": [], "presented": ["present"], "answered": ["present", "answer"],
        "told_back": ["present", "answer", "tell"], "withdrawn_by_group": ["withdraw"],
    }[status]  # fmt: skip
    for step in steps:
        CARRY[step](finding, world, world.facilitator)
    finding.refresh_from_db()
    assert finding.status == status
    return finding


@pytest.mark.parametrize("status", FindingStatus.values)
@pytest.mark.parametrize("step", CARRY)
def test_each_step_in_its_time(world, heard, status, step):
    finding = at(status, heard[0], world)
    if step in POSSIBLE[status]:
        CARRY[step](finding, world, world.facilitator)
    else:
        with pytest.raises(NotPossible):
            CARRY[step](finding, world, world.facilitator)


OTHERS = ["mentor", "coordinator", "committee_member", "focal_point", "observer", "social_worker",
          "administrator", "outsider_facilitator"]  # fmt: skip


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("step", CARRY)
def test_each_step_by_its_facilitator(world, heard, step, who):
    ready = {"present": "heard", "answer": "presented", "tell": "answered", "withdraw": "heard"}
    finding = at(ready[step], heard[0], world)
    with pytest.raises(NotPermitted):
        CARRY[step](finding, world, getattr(world, who))
    finding.refresh_from_db()
    assert finding.status == ready[step]


def test_the_table_of_moves_is_what_the_product_says():
    assert {
        (str(before), str(to)) for before, row in FINDING_TRANSITIONS.items() for to in row
    } == {
        ("heard", "presented"), ("heard", "withdrawn_by_group"), ("presented", "answered"),
        ("answered", "answered"), ("answered", "told_back"), ("told_back", "answered"),
        ("told_back", "told_back"),
    }  # fmt: skip


@pytest.mark.parametrize("days", [-3, 1])
def test_an_answer_comes_after_it_was_carried(world, heard, days):
    found.presented(heard[0], by=world.facilitator)
    with pytest.raises(NotPossible, match="An answer comes after"):
        found.answered(
            heard[0], by=world.facilitator, answered_on=clock.today() + timedelta(days=days)
        )


def test_words_that_name_somebody_need_a_reason_which_the_mentor_reads(world, heard):
    by, named = world.facilitator, "We ask Kadie Bangura"
    with pytest.raises(NotPossible, match="Kadie Bangura"):
        found.presented(heard[0], by=by, shown=named)
    why = {"identifier_reason": "A well."}
    found.presented(heard[0], by=by, shown=named, **why)
    found.answered(heard[0], by=by, reason=named, **why)
    found.told(heard[0], groups=[world.groups["girls_10_13"]], by=by, words=named, **why)
    assert Confirmation.objects.filter(round=world.round, reason="A well.").count() == 3


def test_after_we_parted_nothing_is_written(world, heard):
    found.presented(heard[0], by=world.facilitator)
    left(world, "keep")
    for step in ("present", "answer"):
        with pytest.raises(NotPossible):
            CARRY[step](heard[0], world, world.facilitator)


# --- One group of children alone ------------------------------------------------------------------


def test_the_name_of_one_group_alone_is_told_once_two_people_say_so(world):
    by, mentor = world.facilitator, world.mentor
    finding = found.heard(world, by=by, scopes={"ebi wok": "community_attributed"})[0]
    with pytest.raises(NotPossible, match="facilitator says it first"):
        actions.open_finding(finding, by=mentor)
    actions.open_finding(finding, by=by)
    with pytest.raises(NotPermitted):
        actions.open_finding(finding, by=by)
    actions.open_finding(finding, by=mentor)
    found.refresh(finding)
    assert (finding.open_by, finding.open_with) == (by, mentor)
    actions.guard_finding(finding, by=mentor)
    found.refresh(finding)
    assert (finding.open_by, finding.open_with) == (None, None)
    for who in OTHERS[1:]:
        for step in (actions.open_finding, actions.guard_finding):
            with pytest.raises(NotPermitted):
                step(finding, by=getattr(world, who))


# --- Written by mistake ---------------------------------------------------------------------------


def test_a_step_written_by_mistake_is_taken_out_and_the_finding_stands_where_it_was(world, heard):
    by, finding = world.facilitator, heard[0]
    presentation = found.presented(*heard[:2], by=by)
    response = found.answered(finding, by=by)
    telling = found.told(finding, groups=[world.groups["girls_10_13"]], by=by)
    with pytest.raises(NotPossible, match="They have answered since"):
        carrying.remove_presentation(presentation, by=by)
    with pytest.raises(NotPossible, match="They were told of it"):
        carrying.remove_response(response, by=by)
    for remove, step, status in (
        (carrying.remove_tell_back, telling, "answered"),
        (carrying.remove_response, response, "presented"),
        (carrying.remove_presentation, presentation, "heard"),
    ):
        remove(step, by=by)
        found.refresh(*heard)
        assert finding.status == status
    assert [each.status for each in heard] == ["heard", "heard", "heard"]
    assert AuditEvent.objects.filter(event="finding.step_removed").count() == 3


def test_what_was_said_with_a_reason_goes_with_the_step(world, heard):
    by, why = world.facilitator, {"identifier_reason": "A well."}
    presentation = found.presented(heard[0], by=by, shown="We ask Kadie Bangura", **why)
    carrying.remove_presentation(presentation, by=by)
    assert not Confirmation.objects.filter(round=world.round).exists()


@pytest.mark.parametrize("who", OTHERS)
def test_only_who_wrote_it_takes_it_out(world, heard, who):
    presentation = found.presented(heard[0], by=world.facilitator)
    with pytest.raises(NotPermitted):
        carrying.remove_presentation(presentation, by=getattr(world, who))


def test_an_earlier_answer_stays_when_the_later_one_was_a_mistake(world, heard):
    by, girls = world.facilitator, world.groups["girls_10_13"]
    found.presented(heard[0], by=by)
    found.answered(heard[0], by=by)
    found.told(heard[0], groups=[girls], by=by)
    again = found.answered(heard[0], by=by, answer="rejected")
    carrying.remove_response(again, by=by)
    found.refresh(heard[0])
    assert heard[0].status == "told_back"
