"""Children answer as a group how it was for them; beside us, and what is seen differently first."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.answers_beside import beside
from dialogues.models import Confirmation, ProcessCheck, Revision
from dialogues.models.process_checks import REQUIREMENTS
from participants import actions as participants
from participants.models import Subgroup

from . import practice_factories as practices

ANSWERS = {**dict.fromkeys(REQUIREMENTS, "yes"), "safe": "no", "inclusive": "partly"}


def show(world) -> str:
    return reverse("dialogues:process_check_show", args=[world.round.pk])


def add(world, group: str = "") -> str:
    query = {"group": world.groups[group].pk} if group else None
    return reverse("dialogues:process_check_add", args=[world.round.pk], query=query)


def edit(check: ProcessCheck) -> str:
    return reverse("dialogues:process_check_edit", args=[check.pk])


def said(**changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "answered_on": clock.today().isoformat(), "note": "It was dark.",
        **ANSWERS, **changes,
    }  # fmt: skip


def test_there_are_nine_and_each_has_a_column():
    assert len(REQUIREMENTS) == 9
    assert {*REQUIREMENTS} <= {field.name for field in ProcessCheck._meta.fields}


def test_a_group_answers_and_it_stands_beside_our_own(world, as_user):
    client = as_user(world.facilitator)
    page = client.get(show(world)).content.decode()
    assert "Nobody was asked yet." in page
    assert add(world, "girls_10_13") in page
    form = client.get(add(world, "girls_10_13")).content.decode()
    assert form.count("Leave it out") == form.count("#i-glad") == 9
    assert client.post(add(world, "girls_10_13"), said()).url == show(world)
    assert client.post(add(world), said(**dict.fromkeys(REQUIREMENTS, "yes"))).status_code == 302
    girls, own = ProcessCheck.objects.for_page()
    assert {name: getattr(girls, name) for name in REQUIREMENTS} == ANSWERS
    assert (girls.subgroup, own.subgroup) == (world.groups["girls_10_13"], None)
    for name in ("facilitator", "mentor"):
        page = as_user(getattr(world, name)).get(show(world)).content.decode()
        assert page.count("Seen differently") == 2
        first = [str(REQUIREMENTS[each]) for each in ("inclusive", "safe", "transparent")]
        at = [page.index(question.replace("'", "&#x27;")) for question in first]
        assert at == sorted(at)
        assert "It was dark." in page
        main = page[page.index("<main") : page.index("</main>")]
        assert "%" not in main.replace("100%", "")
    event = AuditEvent.objects.get(record_id=girls.pk)
    assert (event.event, event.by, event.fields) == ("process_check.added", world.facilitator, [])


def test_only_what_both_answered_differs(world):
    by = world.facilitator
    practices.check(world.round, None, by=by, safe="", voluntary="partly")
    practices.check(world.round, world.groups["girls_10_13"], by=by, safe="no", relevant="")
    lines = beside(list(ProcessCheck.objects.for_page()))
    assert [line.question for line in lines if line.differs] == [REQUIREMENTS["voluntary"]]
    assert lines[0].differs
    rest = [line.question for line in lines[1:]]
    assert rest == [words for name, words in REQUIREMENTS.items() if name != "voluntary"]


def test_without_our_own_answers_nothing_differs(world):
    by = world.facilitator
    practices.check(world.round, world.groups["girls_10_13"], by=by)
    practices.check(world.round, world.groups["boys_10_13"], by=by, answer="no")
    lines = beside(list(ProcessCheck.objects.for_page()))
    assert [line.differs for line in lines] == [False] * 9
    assert [len(line.children) for line in lines] == [2] * 9


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (dict.fromkeys(REQUIREMENTS, ""), "Answer one of the questions"),
        ({"safe": "5"}, "Select a valid choice"),
        ({"answered_on": "2099-01-01"}, "still to come"),
        ({"answered_on": "2001-01-01"}, "before the round began"),
        ({"note": "z" * 2001}, "at most 2000"),
        ({"note": "The daughter of Kadie said so."}, "daughter of Kadie"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, changes, told):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(world, "girls_10_13"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert str(sent["note"]) in page
    if sent["voluntary"]:
        assert page.count("checked") >= 8
    assert not ProcessCheck.objects.exists()


def test_adults_are_not_asked_here(world, as_user):
    client = as_user(world.facilitator)
    assert add(world, "women") not in client.get(show(world)).content.decode()
    assert client.get(add(world, "women")).status_code == 403
    assert client.post(add(world, "women"), said()).status_code == 403
    stranger = world.outside_community.subgroups.get(label="Girls 10–13")
    elsewhere = reverse(
        "dialogues:process_check_add", args=[world.round.pk], query={"group": stranger.pk}
    )
    assert client.get(elsewhere).status_code == 404
    with pytest.raises(NotPermitted):
        practices.check(world.round, stranger, by=world.facilitator)


def test_a_group_and_we_ourselves_answer_once_in_a_round(world, as_user):
    client = as_user(world.facilitator)
    for group in ("girls_10_13", ""):
        once = said()
        for _time in range(2):  # the same form twice is one
            assert client.post(add(world, group), once).status_code == 302
        again = client.post(add(world, group), said(note="kept words"))
        assert again.status_code == 409
        assert "kept words" in again.content.decode()
    assert ProcessCheck.objects.count() == 2
    page = client.get(show(world)).content.decode()
    assert add(world, "girls_10_13") not in page
    assert add(world, "girls_14_17") in page


def test_whoever_wrote_it_corrects_it_and_what_it_said_is_kept(world, as_user):
    check = practices.check(world.round, world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    assert edit(check) in client.get(show(world)).content.decode()
    assert client.get(edit(check)).content.decode().count("checked") == 9
    assert client.post(edit(check), said(version=1)).url == show(world)
    check.refresh_from_db()
    assert check.safe == "no"
    revision = Revision.objects.get(record_id=check.pk)
    assert (revision.version, revision.values["safe"]) == (1, "yes")
    late = client.post(edit(check), said(version=1, note="Later words."))
    assert late.status_code == 409
    assert "Later words." in late.content.decode()


def test_why_words_name_nobody_is_kept(world, as_user):
    sent = said(note="The daughter of Kadie said so.", identifier_reason="It is a tale.")
    as_user(world.facilitator).post(add(world, "girls_10_13"), sent)
    kept = Confirmation.objects.get()
    assert (kept.process_check, kept.place) == (ProcessCheck.objects.get(), "process_check")
    listed = as_user(world.mentor).get(reverse("overview:confirmation_list")).content.decode()
    assert show(world) in listed
    assert "It is a tale." in as_user(world.mentor).get(show(world)).content.decode()


def test_no_day_before_the_round_or_to_come(world):
    for day in (world.round.began_on - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(NotPossible):
            practices.check(world.round, None, by=world.facilitator, answered_on=day)


def test_a_group_that_pauses_is_not_asked(world, as_user):
    girls = world.groups["girls_10_13"]
    check = practices.check(world.round, girls, by=world.facilitator)
    for group in ("girls_10_13", "girls_14_17"):
        one = Subgroup.objects.get(pk=world.groups[group].pk)
        participants.pause_subgroup(one, by=world.facilitator)
    client = as_user(world.facilitator)
    page = client.get(show(world)).content.decode()
    assert add(world, "girls_14_17") not in page
    assert edit(check) not in page
    for url in (add(world, "girls_14_17"), edit(check)):
        assert client.get(url).status_code == 409
        assert client.post(url, said(version=1)).status_code == 409


def test_without_an_agreement_nothing_is_written(world, as_user):
    check = practices.check(world.round, None, by=world.facilitator)
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    client = as_user(world.facilitator)
    for url in (add(world, "girls_10_13"), edit(check)):
        assert client.get(url).status_code == 409
        answer = client.post(url, said(version=1))
        assert answer.status_code == 409
        assert "It was dark." in answer.content.decode()
    page = client.get(show(world)).content.decode()
    assert "check/add/" not in page
    assert edit(check) not in page


def test_only_facilitator_and_mentor_read_it_and_only_the_facilitator_writes(world, as_user):
    check = practices.check(world.round, world.groups["girls_10_13"], by=world.facilitator)
    for name, reads, writes in (
        ("mentor", 200, 403), ("committee_member", 404, 404), ("coordinator", 404, 404),
        ("focal_point", 404, 404), ("observer", 404, 404), ("outsider_facilitator", 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(show(world)).status_code == reads, name
        for url in (add(world, "girls_14_17"), add(world), edit(check)):
            assert client.get(url).status_code == writes, name
            assert client.post(url, said(version=1)).status_code == writes, name
    assert ProcessCheck.objects.get().version == 1


def test_wrong_method_is_405(world, as_user):
    check = practices.check(world.round, None, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.post(show(world)).status_code == 405
    for url in (add(world), edit(check)):
        assert client.put(url).status_code == 405
