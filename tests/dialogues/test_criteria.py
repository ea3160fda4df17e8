"""What an organisation asks of a plan is kept by its coordinator and stands in no plan’s way."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import criteria
from dialogues.models import Confirmation, CriteriaCheck, PlanCriterion, Revision
from dialogues.models.criteria import FIRST_SIX
from dialogues.permissions.plans import plan_moves
from tests.factories import fresh

from . import check_factories as checks
from . import plan_factories as make

LIST = "/dialogues/criteria/"
NOTE = "Buckets are there."


def words() -> list[str]:
    return list(PlanCriterion.objects.in_use().values_list("words", flat=True))


def url_of(plan) -> str:
    return reverse("dialogues:plan_criteria", args=[plan.pk])


# --- Keeping them ---------------------------------------------------------------------------------


def test_an_organisation_begins_with_the_six_once(world, as_user):
    client = as_user(world.coordinator)
    assert "Start with these six" in client.get(LIST).content.decode()
    url = reverse("dialogues:criterion_start")
    assert client.post(url, {"organisation": world.ngo.pk}).url == LIST
    assert words() == [str(each) for each in FIRST_SIX]
    assert client.post(url, {"organisation": world.ngo.pk}).status_code == 409
    assert "Start with these six" not in client.get(LIST).content.decode()
    assert client.post(url, {"organisation": world.other_ngo.pk}).status_code == 422
    assert client.get(url).status_code == 405


def test_they_are_added_worded_ordered_and_retired(world, as_user):
    client = as_user(world.coordinator)
    url = reverse("dialogues:criterion_add")
    for said in ("It costs little.", "It can go on."):
        posted = make.filled(client, url, words=said)
        for _ in range(2):
            assert client.post(url, posted).url == LIST
    first, second = PlanCriterion.objects.all()
    up = reverse("dialogues:criterion_raise", args=[second.pk])
    assert client.post(up, {"version": second.version}).url == LIST
    assert words() == ["It can go on.", "It costs little."]
    second.refresh_from_db()
    assert client.post(up, {"version": second.version}).url == LIST  # it is the first already
    assert words() == ["It can go on.", "It costs little."]
    edit = reverse("dialogues:criterion_edit", args=[second.pk])
    assert client.post(edit, make.filled(client, edit, words="It goes on without us.")).url == LIST
    assert words() == ["It goes on without us.", "It costs little."]
    first.refresh_from_db()
    retire = reverse("dialogues:criterion_retire", args=[first.pk])
    assert client.post(retire, {"version": first.version}).url == LIST
    assert words() == ["It goes on without us."]
    first.refresh_from_db()
    assert client.post(retire, {"version": first.version}).status_code == 409
    assert "No longer asked" in client.get(LIST).content.decode()
    assert Revision.objects.get(record_id=second.pk).values == {"words": "It can go on."}
    assert make.events(first)[-1] == "criterion.retired"


@pytest.mark.parametrize("name", ["criterion_raise", "criterion_retire"])
def test_a_button_without_a_version(world, as_user, name):
    criterion = checks.criterion(world)
    url = reverse(f"dialogues:{name}", args=[criterion.pk])
    client = as_user(world.coordinator)
    assert (client.post(url).status_code, client.get(url).status_code) == (422, 405)
    assert client.post(url, {"version": 7}).status_code == 409
    assert as_user(world.other_coordinator).post(url, {"version": 1}).status_code == 404


@pytest.mark.parametrize("said", ["", " ", "x" * 201])
def test_bad_words(world, as_user, said):
    client = as_user(world.coordinator)
    criterion = checks.criterion(world)
    for url in (
        reverse("dialogues:criterion_add"),
        reverse("dialogues:criterion_edit", args=[criterion.pk]),
    ):
        response = client.post(url, make.filled(client, url, words=said))
        assert response.status_code == 422
    assert words() == ["It costs little."]


@pytest.mark.parametrize("who", ["facilitator", "mentor", "other_coordinator", "administrator"])
def test_nobody_else_keeps_them(world, as_user, who):
    criterion, user = checks.criterion(world, "It lasts."), fresh(world.cast[who])
    with pytest.raises(NotPermitted):
        criteria.add_criterion(id=uuid.uuid4(), organisation=world.ngo, words="It rains.", by=user)
    with pytest.raises(NotPermitted):
        criteria.edit_criterion(criterion, version=1, words="It rains.", by=user)
    with pytest.raises(NotPermitted):
        criteria.retire_criterion(criterion, version=1, by=user)
    if who != "other_coordinator":
        assert as_user(user).get(LIST).status_code == 403
    else:
        assert "It lasts." not in as_user(user).get(LIST).content.decode()


# --- Answering them -------------------------------------------------------------------------------


def posted(client, plan, criterion, answer="met", note=NOTE):
    said = {f"answer-{criterion.pk}": answer, f"note-{criterion.pk}": note}
    return make.filled(client, url_of(plan), **said)


def test_they_are_answered_with_the_community_in_parts(world, as_user):
    one = checks.criterion(world)
    checks.criterion(world, "It does no harm.")
    plan, client = make.sent(world), as_user(world.facilitator)
    first = posted(client, plan, one)
    for _ in range(2):
        assert client.post(url_of(plan), first).url == plan.get_absolute_url() + "best-interests/"
    check = CriteriaCheck.objects.get()
    assert check.answers == [
        {"criterion": str(one.pk), "asked": "It costs little.", "answer": "met", "note": NOTE}
    ]
    for who in ("facilitator", "mentor", "committee_member", "coordinator"):
        shown = as_user(world.cast[who]).get(check.get_absolute_url()).content.decode()
        assert (NOTE in shown, shown.count("Not asked yet")) == (True, 1), who
    assert client.post(url_of(plan), posted(client, plan, one, "talk", "Later.")).status_code == 302
    check.refresh_from_db()
    assert [row["answer"] for row in check.answers] == ["talk"]
    kept = Revision.objects.get(record_id=check.pk).values
    assert kept["answers"][0]["note"] == NOTE
    assert make.events(check) == ["criteria.answered", "criteria.edited"]


def test_what_was_answered_stays_beside_the_words_it_was_asked_in(world, as_user):
    one, plan = checks.criterion(world), make.sent(world)
    checks.answered(plan, by=world.facilitator)
    one = criteria.edit_criterion(one, version=1, words="It costs nothing.", by=world.coordinator)
    page = reverse("dialogues:best_interests_show", args=[plan.pk])
    for url in (page, url_of(plan)):
        shown = as_user(world.facilitator).get(url).content.decode()
        assert ("It costs little." in shown, "It costs nothing." in shown) == (True, False)
    criteria.retire_criterion(one, version=one.version, by=world.coordinator)
    assert "It costs little." in as_user(world.facilitator).get(page).content.decode()
    assert (
        "It costs" not in as_user(world.facilitator).get(url_of(make.draft(world))).content.decode()
    )


@pytest.mark.parametrize("answer", ["met", "partly", "not_met", "talk"])
def test_no_answer_stands_in_the_way(world, answer):
    one, plan = checks.criterion(world), make.sent(world)
    rows = [{"criterion": str(one.pk), "asked": one.words, "answer": answer, "note": ""}]
    criteria.add_criteria_check(id=uuid.uuid4(), plan=plan, answers=rows, by=world.facilitator)
    make.answer(plan, world.committee_member, world.groups["women"])
    assert "agreed" in plan_moves(world.facilitator, make.again(plan))
    make.decide(plan, world.committee_member)
    assert make.again(plan).status == "agreed"


@pytest.mark.parametrize(
    ("answer", "note", "sentence"),
    [
        ("", "", "Answer one of them at least"),
        ("surely", "", "not one of the available choices"),
        ("met", "Kadie Sesay pays", "may tell who someone is"),
    ],
)
def test_bad_answers_lose_nothing(world, as_user, answer, note, sentence):
    one, plan, client = checks.criterion(world), make.sent(world), as_user(world.facilitator)
    response = client.post(url_of(plan), posted(client, plan, one, answer, note))
    assert response.status_code == 422
    assert (sentence in response.content.decode(), note in response.content.decode()) == (
        True,
        True,
    )
    assert not CriteriaCheck.objects.exists()


def test_two_at_once(world, as_user):
    one, plan, client = checks.criterion(world), make.sent(world), as_user(world.facilitator)
    first, other = posted(client, plan, one), posted(client, plan, one, "partly", "Rope is dear.")
    assert client.post(url_of(plan), first).status_code == 302
    response = client.post(url_of(plan), other)
    assert (response.status_code, "Rope is dear." in response.content.decode()) == (409, True)
    stale = posted(client, plan, one, "partly", "Rope is dear.")
    assert client.post(url_of(plan), posted(client, plan, one, "talk", "")).status_code == 302
    response = client.post(url_of(plan), stale)
    assert (response.status_code, "Rope is dear." in response.content.decode()) == (409, True)
    assert CriteriaCheck.objects.get().answers[0]["answer"] == "talk"


def test_words_that_look_like_a_name_are_kept_with_a_reason(world):
    one, plan = checks.criterion(world), make.sent(world)
    rows = [{"criterion": str(one.pk), "asked": one.words, "answer": "", "note": "Amara Kamara"}]
    about = {"plan": plan, "answers": rows, "by": world.facilitator}
    with pytest.raises(NotPossible, match="may tell who someone is"):
        criteria.add_criteria_check(id=uuid.uuid4(), **about)
    criteria.add_criteria_check(id=uuid.uuid4(), identifier_reason="a song", **about)
    assert Confirmation.objects.get().plan == plan


@pytest.mark.parametrize("who", ["mentor", "committee_member", "coordinator"])
def test_nobody_but_the_facilitator_writes_them(world, as_user, who):
    checks.criterion(world)
    plan = make.sent(world)
    assert as_user(world.cast[who]).get(url_of(plan)).status_code == 403
    with pytest.raises(NotPermitted):
        checks.answered(plan, by=fresh(world.cast[who]))
