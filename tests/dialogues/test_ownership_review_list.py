"""How far is it their own? As they see it, beside how they saw it before, and beside nobody else."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import Confirmation, OwnershipReview, Revision
from dialogues.models.ownership import QUESTIONS
from dialogues.ownership_path import paths
from participants import actions as participants
from participants.models import Subgroup

from . import sign_factories as make
from .test_sign_show import main_of, told


def show(world) -> str:
    return reverse("dialogues:ownership_review_list", args=[world.community.pk])


def add(world, group: str = "") -> str:
    query = {"group": world.groups[group].pk} if group else None
    return reverse("dialogues:ownership_review_add", args=[world.community.pk], query=query)


def paper(world) -> str:
    return reverse("dialogues:ownership_review_paper", args=[world.community.pk])


def edit(review) -> str:
    return reverse("dialogues:ownership_review_edit", args=[review.pk])


def said(answer: str = "partly", **changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "answered_on": clock.today().isoformat(), "note": "We keep the book.",
        **dict.fromkeys(QUESTIONS, answer), **changes,
    }  # fmt: skip


def test_there_are_eight_with_three_steps_and_each_has_a_column():
    assert len(QUESTIONS) == 8
    assert {len(steps) for _question, steps in QUESTIONS.values()} == {3}
    assert {*QUESTIONS} <= {field.name for field in OwnershipReview._meta.fields}


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_answered_together_and_again_it_shows_their_own_path(world, as_user, who):
    by = getattr(world, who)
    client = as_user(by)
    assert "Nobody answered yet." in main_of(client, show(world))
    form = client.get(add(world)).content.decode()
    assert form.count("#i-whole") == form.count("#i-round") == form.count("Leave it out") == 8
    assert client.post(add(world), said()).url == show(world)
    before = OwnershipReview.objects.get()
    event = AuditEvent.objects.get(record_id=before.pk)
    assert (event.event, event.by, event.fields) == ("ownership_review.added", by, [])
    later = clock.today() + timedelta(days=90)
    with clock.at(clock.now() + timedelta(days=90)):
        make.ownership_review(world.community, by=by, calls="ours", paper="", answered_on=later)
        page = main_of(as_user(by), show(world))
    rows = re.findall(r"<tr role=\"row\"><th scope=\"row\".*?</tr>", page, re.S)
    assert len(rows) == 8
    first = told(rows[0])
    assert first.index("We do") < first.index("We and the organisation")  # the newest first
    assert "not answered" in told(rows[2])
    assert "We keep the book." in page
    words = told(page).lower()
    for never in ("%", "score", "total", "average", "rank", world.outside_community.name.lower()):
        assert never not in words


def test_nothing_is_made_into_a_number():
    review = OwnershipReview(answered_on=clock.today(), **dict.fromkeys(QUESTIONS, "ours"))
    (path,) = paths([review], each_group=True)
    assert not [name for name in vars(path) if name in ("score", "total", "sum")]
    assert [given.step for row in path.rows for given in row.answers] == ["ours"] * 8


def test_group_by_group_each_beside_its_own(world, as_user):
    by, community = world.facilitator, world.community
    make.ownership_review(community, world.groups["women"], by=by, note="Women say so.")
    make.ownership_review(community, world.groups["girls_10_13"], by=by, note="Girls say so.")
    make.ownership_review(community, by=by)
    heads = re.compile(r"<h2 id=\"p\d\">(.*?)</h2>", re.S)
    page = main_of(as_user(by), show(world))
    assert [told(head) for head in heads.findall(page)] == ["All together", "Girls 10–13", "Women"]
    page = main_of(as_user(world.committee_member), show(world))
    assert [told(head) for head in heads.findall(page)] == ["All together", "Women"]
    assert "Girls 10–13" not in page


def test_of_children_a_committee_reads_days_on_which_several_groups_answered(world, as_user):
    by, community, today = world.facilitator, world.community, clock.today()
    for days, group, answer in (
        (0, "girls_10_13", "ours"), (30, "girls_10_13", "partly"), (30, "boys_14_17", "not_yet"),
        (60, "boys_14_17", "ours"),
    ):  # fmt: skip
        make.ownership_review(
            community,
            world.groups[group],
            by=by,
            answer=answer,
            note=f"Told on day {days}.",
            answered_on=today - timedelta(days=days),
        )
    client = as_user(world.committee_member)

    def read() -> list:
        (path,) = paths(OwnershipReview.objects.for_page(), each_group=False)
        assert {review.answered_on for review in path.reviews} == {today - timedelta(days=30)}
        page = main_of(client, show(world))
        assert page.count("#m-children") == 1
        assert "Told on day" not in page
        return [[given.step for given in row.answers] for row in path.rows]

    before = read()
    for one, other in (("girls_10_13", "girls_14_17"), ("boys_14_17", "girls_10_13")):
        theirs = OwnershipReview.objects.filter(subgroup=world.groups[one])
        theirs.update(subgroup=world.groups[other])  # the same words, of other groups
    assert read() == before
    assert main_of(as_user(by), show(world)).count("Told on day") == 4


def test_a_committee_writes_for_no_group_of_children(world, as_user):
    client = as_user(world.committee_member)
    assert client.get(add(world, "women")).status_code == 200
    assert client.get(add(world, "girls_10_13")).status_code == 403
    assert client.post(add(world, "girls_10_13"), said()).status_code == 403
    assert as_user(world.facilitator).post(add(world, "girls_10_13"), said()).status_code == 302
    assert OwnershipReview.objects.get().subgroup == world.groups["girls_10_13"]


def test_a_group_of_another_community_is_not_there(world, as_user):
    stranger = world.outside_community.subgroups.get(voice="women")
    url = reverse(
        "dialogues:ownership_review_add", args=[world.community.pk], query={"group": stranger.pk}
    )
    assert as_user(world.facilitator).get(url).status_code == 404
    with pytest.raises(NotPermitted):
        make.ownership_review(world.community, stranger, by=world.facilitator)


def test_once_a_day_for_each_and_the_same_form_twice_is_one(world, as_user):
    client = as_user(world.facilitator)
    for group in ("", "women"):
        once = said()
        for _time in range(2):
            assert client.post(add(world, group), once).status_code == 302
        again = client.post(add(world, group), said(note="kept words"))
        assert again.status_code == 409
        assert "written down already" in again.content.decode()
        assert "kept words" in again.content.decode()
    assert OwnershipReview.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (dict.fromkeys(QUESTIONS, ""), "Answer one of the questions"),
        ({"calls": "5"}, "Select a valid choice"),
        ({"answered_on": "2099-01-01"}, "still to come"),
        ({"note": "z" * 2001}, "at most 2000"),
        ({"note": "The daughter of Kadie said so."}, "daughter of Kadie"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, changes, words):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(world), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert str(sent["note"]) in page
    if sent["decides"]:
        assert page.count("checked") >= 7
    assert not OwnershipReview.objects.exists()


def test_the_action_refuses_a_day_to_come_and_no_answer(world):
    with pytest.raises(NotPossible):
        make.ownership_review(
            world.community, by=world.facilitator, answered_on=clock.today() + timedelta(days=1)
        )
    with pytest.raises(NotPossible):
        make.ownership_review(world.community, by=world.facilitator, answer="")


def test_put_right_by_who_wrote_it_and_what_it_said_is_kept(world, as_user):
    review = make.ownership_review(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    assert edit(review) in main_of(client, show(world))
    sent = said(version=1, calls="ours", note="")
    assert client.post(edit(review), sent).status_code == 302
    assert Revision.objects.get(record_id=review.pk).values == {"calls": "partly"}
    assert client.post(edit(review), sent | {"paper": "ours"}).status_code == 409
    member = as_user(world.committee_member)
    assert edit(review) not in main_of(member, show(world))
    assert member.get(edit(review)).status_code == 403
    assert member.post(edit(review), said(version=2)).status_code == 403


def test_why_words_name_nobody_is_kept(world):
    review = make.ownership_review(
        world.community, by=world.facilitator, note="the daughter of Kadie",
        identifier_reason="a song",
    )  # fmt: skip
    kept = Confirmation.objects.visible_to(world.facilitator).for_list().get(record_id=review.pk)
    assert kept.ownership_review == review
    assert kept.get_absolute_url() == review.get_absolute_url()


def test_one_sheet_to_tick(world, as_user):
    page = main_of(as_user(world.committee_member), paper(world))
    assert page.count('class="box"') == 24
    for question, steps in QUESTIONS.values():
        for words in (question, *steps):
            assert str(words) in told(page)


@pytest.mark.parametrize("how", ["paused", "group_paused"])
def test_where_nobody_takes_part_nothing_is_written(world, as_user, how):
    by, community = world.facilitator, world.community
    review = make.ownership_review(community, world.groups["women"], by=by)
    if how == "paused":
        participants.move_agreement(community.agreement, "paused", decided_on=clock.today(), by=by)
    else:
        participants.pause_subgroup(Subgroup.objects.get(pk=world.groups["women"].pk), by=by)
    client = as_user(by)
    assert client.get(show(world)).status_code == 200
    for url, sent in ((add(world, "women"), said()), (edit(review), said(version=1))):
        assert client.get(url).status_code == 409
        assert client.post(url, sent).status_code == 409


def test_who_may_what(world, as_user):
    review = make.ownership_review(world.community, by=world.facilitator)
    for name, reads, writes in (
        ("facilitator", 200, 200), ("committee_member", 200, 200), ("mentor", 200, 403),
        ("coordinator", 404, 404), ("observer", 404, 404), ("focal_point", 404, 404),
        ("social_worker", 404, 404), ("administrator", 404, 404),
        ("outsider_facilitator", 404, 404), ("outsider_committee_member", 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(show(world)).status_code == reads, name
        assert client.get(paper(world)).status_code == reads, name
        assert client.get(add(world)).status_code == writes, name
        if writes != 200:
            assert client.post(add(world), said()).status_code == writes, name
            assert client.post(edit(review), said(version=1)).status_code == writes, name
    assert OwnershipReview.objects.get().version == 1


def test_wrong_method_is_405(world, as_user):
    review = make.ownership_review(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    for url in (show(world), paper(world)):
        assert client.post(url).status_code == 405
    for url in (add(world), edit(review)):
        assert client.put(url).status_code == 405
