"""Who reads little goes from card to card, answers one question at a time, and loses nothing."""

import re

import pytest
from django.urls import reverse

from dialogues.actions import plans, steps
from dialogues.models import PlanReview

from . import factories as sessions
from . import plan_factories as make
from . import progress_factories as told_of

CARDS = ["What it is about", "What we heard", "Step 1", "What we decided", "Who has answered"]


def url_of(plan, card="") -> str:
    url = reverse("dialogues:plan_review", args=[plan.pk])
    return f"{url}?card={card}" if card else url


def heading(response) -> str:
    return re.search(r'<h1 id="card"[^>]*>([^<]+)</h1>', response.content.decode())[1]


def sent(client, response):
    """What the read-back holds and sends."""
    form = response.context["form"] if "form" in response.context else response.context["walk"].form
    return {field.html_name: "" if (v := field.value()) is None else str(v) for field in form}


def told(client, plan, **answers):
    """Post each card in its order, following where it leads; the page of the last."""
    response = None
    for part in ("answer", "words", "group"):
        if part in answers:
            response = client.post(url_of(plan), {"card": part, **answers[part]}, follow=True)
    return response


def test_the_cards_in_their_order(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    pages = [client.get(url_of(plan, number)) for number in range(1, 7)]
    assert [heading(page) for page in pages] == [*CARDS, "What does your group say?"]
    first, step = pages[0].content.decode(), pages[2].content.decode()
    assert "Card 1 of 6" in first
    assert 'href="?card=2"' in first
    for words in ("Books before buckets", "ebi wok", "wata tem"):
        assert words in first
    for words in (
        "Adults carry water", "Before half past seven.", "Women", "16 November",
        "9 girls, 14–17", "a drama about heavy loads", "Children lead this",
    ):  # fmt: skip
        assert words in step
    assert "<title>Plan</title>" in first


def test_all_that_is_agreed_is_on_a_card(world, as_user):
    """What a step is made of, what is seen on the way, what it works with, and why it is new."""
    make.hear(world, world.groups.values())
    plan = plans.add_plan(
        id=make.uuid.uuid4(), round=world.round, harm=make.harm(world), name="A plan",
        goal="Nobody carries.", builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    water = make.step(plan, world)
    make.step(plan, world, "A farm calendar")
    told_of.milestone(told_of.part(water, world))
    told_of.resource(plan)
    plan = plans.send_plan(make.again(plan), version=1, by=world.facilitator)
    client = as_user(world.committee_member)
    pages = [client.get(url_of(plan, number)) for number in range(1, 9)]
    assert [heading(page) for page in pages] == [
        *CARDS[:3], "Step 1.1", "Step 2", "What we work with", *CARDS[3:],
    ]  # fmt: skip
    text = [page.content.decode() for page in pages]
    assert make.WHY_NONE in text[0]
    for words in ("Clean the cans", "The rota hangs at the well", "9 January"):
        assert words in text[3]
    assert "water cans" in text[5]


@pytest.mark.parametrize(
    ("card", "seen"),
    [("0", CARDS[0]), ("99", "What does your group say?"), ("nothing", CARDS[0]),
     ("send", "What does your group say?"), ("words", "What does your group say?"),
     ("answer", "What does your group say?"), ("١", CARDS[0]), ("9" * 30, CARDS[0])],
)  # fmt: skip
def test_a_card_that_is_not_there_is_the_nearest(world, as_user, card, seen):
    plan = make.sent(world)
    assert heading(as_user(world.committee_member).get(url_of(plan, card))) == seen


def test_what_is_withheld_is_on_no_card(world, as_user):
    """Another group kept what the plan is about to itself, and said it in words of its own."""
    plan = make.sent(world)
    client = as_user(world.committee_member)
    pages = [client.get(url_of(plan, number)).content.decode() for number in range(1, 7)]
    assert not any(make.WITHHELD in page for page in pages)
    heard = client.get(url_of(plan, 2)).content.decode()
    for words in ("Children named it.", "Adults named it.", "People we visited at home named it."):
        assert words in heard
    for group in ("Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17"):
        assert group not in heard


def test_one_group_of_children_alone_is_not_told_of(world, as_user):
    sessions.recorded(
        world.groups["girls_10_13"], by=world.facilitator, harms=[("ebi wok", "heavy work")],
        scopes={"ebi wok": "community_unattributed"},
    )  # fmt: skip
    plan = plans.add_plan(
        id=make.uuid.uuid4(), round=world.round, harm=make.harm(world), name="A plan",
        goal="Nobody carries.", builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    make.step(plan, world)
    plan = plans.send_plan(
        make.again(plan), version=1, unheard_reason="The rains come.", by=world.facilitator
    )
    heard = as_user(world.committee_member).get(url_of(plan, 2)).content.decode()
    assert "Children" not in heard
    assert "Of this we tell no more here." in heard
    assert "The rains come." in heard


def test_who_agrees_is_asked_for_nothing_more(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    back = told(client, plan, answer={"answer": "agree", "edition": 1})
    assert heading(back) == "Is this what you say?"
    assert "We agree." in back.content.decode()
    assert PlanReview.objects.count() == 0
    response = client.post(url_of(plan), sent(client, back))
    assert response.url == plan.get_absolute_url()
    review = PlanReview.objects.get()
    assert (review.answer, str(review.subgroup), review.channel) == (
        "agree", "Women", "in_application",
    )  # fmt: skip
    assert "plan_answers" not in client.session or client.session["plan_answers"] == {}
    assert client.post(url_of(plan), sent(client, back)).status_code == 302  # the button again
    assert PlanReview.objects.count() == 1


def test_a_change_of_one_step_is_said_of_that_step(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    make.step(plan, world, "A farm calendar")
    plan = make.again(plan)
    action = make.first_step(plan)
    tapped = {"answer": "change", "about": str(action.pk), "edition": plan.edition}
    asked = told(client, plan, answer=tapped)
    assert heading(asked) == "What should change?"
    assert "Step 1: Adults carry water" in asked.content.decode()
    words = {"words": "Begin at six.", "about": str(action.pk)}
    back = told(client, plan, words=words)
    assert "Begin at six." in back.content.decode()
    client.post(url_of(plan), sent(client, back))
    review = PlanReview.objects.get()
    assert (review.answer, review.words, review.about) == ("change", "Begin at six.", action)
    for person in (world.committee_member, world.facilitator):
        page = as_user(person).get(plan.get_absolute_url()).content.decode()
        assert "Step: Adults carry water" in page


def test_going_back_loses_nothing(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(
        client, plan, answer={"answer": "disagree", "edition": 1},
        words={"words": "We need every hand."},
    )  # fmt: skip
    assert 'value="disagree"' in client.get(url_of(plan, "answer")).content.decode()
    assert "We need every hand." in client.get(url_of(plan, "words")).content.decode()
    client.get(url_of(plan, 1))
    assert "We need every hand." in client.get(url_of(plan, "send")).content.decode()


def test_who_thinks_again_and_agrees_sends_no_words(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(
        client, plan, answer={"answer": "disagree", "edition": 1},
        words={"words": "We need every hand."},
    )  # fmt: skip
    back = told(client, plan, answer={"answer": "agree", "edition": 1})
    client.post(url_of(plan), sent(client, back))
    assert list(PlanReview.objects.values_list("answer", "words")) == [("agree", "")]


def test_words_are_asked_for_on_their_card(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(client, plan, answer={"answer": "change", "edition": 1})
    response = client.post(url_of(plan), {"card": "words", "words": " "})
    assert response.status_code == 422
    assert heading(response) == "What should change?"
    assert "Say in a few words what the group wants." in response.content.decode()


def test_words_that_may_tell_who_somebody_is_are_asked_about(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(client, plan, answer={"answer": "change", "edition": 1})
    response = client.post(url_of(plan), {"card": "words", "words": "Ask Kadie Bangura."})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Kadie Bangura" in text
    assert "Why do these words name nobody?" in text
    back = told(
        client, plan, words={"words": "Ask Kadie Bangura.", "identifier_reason": "A song’s name."}
    )
    client.post(url_of(plan), sent(client, back))
    assert PlanReview.objects.get().identifier_reason == "A song’s name."


def test_who_speaks_for_two_groups_says_for_which(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    make.participants.add_planning_group_member(
        id=make.uuid.uuid4(), subgroup=world.groups["men"], name="Kadie",
        user=world.committee_member, consented_on=make.date(2026, 1, 5), by=world.facilitator,
    )  # fmt: skip
    asked = told(client, plan, answer={"answer": "agree", "edition": 1})
    assert heading(asked) == "For which group?"
    assert client.post(url_of(plan), {"card": "group"}).status_code == 422
    back = told(client, plan, group={"subgroup": str(world.groups["men"].pk)})
    assert "<b>Men</b>" in back.content.decode()
    client.post(url_of(plan), sent(client, back))
    assert str(PlanReview.objects.get().subgroup) == "Men"


def test_a_facilitator_reads_it_with_a_group_and_names_the_meeting(world, as_user):
    plan, client = make.sent(world), as_user(world.facilitator)
    asked = told(client, plan, answer={"answer": "agree", "edition": 1})
    assert heading(asked) == "For which group?"
    nowhere = {"card": "group", "subgroup": str(world.groups["women"].pk)}
    assert client.post(url_of(plan), nowhere).status_code == 422
    back = told(client, plan, group=nowhere | {k: str(v) for k, v in make.MEETING.items()})
    assert make.MEETING["told_at"] in back.content.decode()
    client.post(url_of(plan), sent(client, back))
    review = PlanReview.objects.get()
    assert (review.channel, review.told_at, review.told_on) == (
        "as_told", make.MEETING["told_at"], make.MEETING["told_on"],
    )  # fmt: skip


def test_a_plan_that_changed_meanwhile_is_read_again_and_keeps_the_words(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    back = told(
        client, plan, answer={"answer": "disagree", "edition": 1},
        words={"words": "We need every hand."},
    )  # fmt: skip
    make.step(plan, world, "One more")
    response = client.post(url_of(plan), sent(client, back))
    assert response.status_code == 409
    assert "We need every hand." in response.content.decode()
    assert "We need every hand." in client.get(url_of(plan, "words")).content.decode()
    back = told(client, plan, answer={"answer": "disagree", "edition": 2})
    client.post(url_of(plan), sent(client, client.get(url_of(plan, "send"))))
    assert list(PlanReview.objects.values_list("edition", "words")) == [(2, "We need every hand.")]


def test_nobody_answers_an_edition_they_did_not_read(world, as_user):
    """It changes between the first card and the question, and again between question and answer."""
    plan, client = make.sent(world), as_user(world.committee_member)
    changed = "The plan changed after you began to read it."
    told(
        client, plan, answer={"answer": "disagree", "edition": 1},
        words={"words": "We need every hand."},
    )  # fmt: skip
    assert changed not in client.get(url_of(plan)).content.decode()
    make.step(plan, world, "One more")
    assert client.get(url_of(plan, "answer")).url == url_of(plan, 1)
    first = client.get(url_of(plan, 1)).content.decode()
    assert changed in first
    question = client.get(url_of(plan, "answer")).content.decode()
    assert 'name="edition" value="2"' in question
    assert "We need every hand." in client.get(url_of(plan, "words")).content.decode()
    make.step(make.again(plan), world, "And one more")
    pressed = client.post(url_of(plan), {"card": "answer", "answer": "agree", "edition": "2"})
    assert pressed.url == url_of(plan, 1)
    client.get(pressed.url)
    back = told(client, plan, answer={"answer": "agree", "edition": "3"})
    client.post(url_of(plan), sent(client, back))
    assert list(PlanReview.objects.values_list("answer", "edition")) == [("agree", 3)]


def test_everybody_may_read_the_cards_and_only_who_speaks_is_asked(world, as_user):
    plan = make.sent(world)
    for person in (world.mentor, world.coordinator):
        assert heading(as_user(person).get(url_of(plan, 99))) == CARDS[-1]
    agreed = make.agreed(world)
    assert heading(as_user(world.committee_member).get(url_of(agreed, 99))) == CARDS[-1]
    decided = as_user(world.committee_member).get(url_of(agreed, 4)).content.decode()
    assert "31 men, 38 women, 22 girls, 19 boys" in decided
    assert "9 children lead: 9 girls" in decided


def test_of_a_change_being_written_the_cards_show_what_was_sent(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No.")
    plan = plans.take_back_plan(make.again(plan), version=plan.version, by=world.facilitator)
    action = make.first_step(plan)
    steps.edit_action(
        action, version=action.version, what="SECRET STILL", details="", symbol="bucket",
        owner_group=world.groups["women"], by=world.facilitator,
    )  # fmt: skip
    client = as_user(world.committee_member)
    pages = [client.get(url_of(plan, number)).content.decode() for number in range(1, 6)]
    assert not any("SECRET STILL" in page for page in pages)
    assert "Adults carry water" in pages[2]
