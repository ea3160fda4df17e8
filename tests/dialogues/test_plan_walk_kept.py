"""What was typed on a card is kept, or it is said why it is not sent; and a card asks for little."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.actions import plans
from dialogues.models import Action, PlanReview
from tests.participants.factories import move

from . import plan_factories as make
from . import progress_factories as told_of
from .test_plan_walk import heading, sent, told, url_of

WORDS = "We need every hand."


def kept(client, plan) -> dict[str, str]:
    return client.session["plan_answers"][str(plan.pk)]


def test_back_from_the_words_keeps_them_however_little_they_say(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    asked = told(client, plan, answer={"answer": "change", "edition": 1})
    text = asked.content.decode()
    assert 'form="said" name="back"' in text
    assert text.index("Next</button>") < text.index('name="back"')  # the Enter key goes on
    for words in (WORDS, "", "Ask Kadie Bangura."):
        back = client.post(url_of(plan), {"card": "words", "words": words, "back": "1"})
        assert heading(client.get(back.url)) == "What does your group say?"
        assert kept(client, plan)["words"] == words
    assert "Kadie Bangura" in client.get(url_of(plan, "words")).content.decode()
    assert PlanReview.objects.count() == 0


def test_back_from_the_meeting_keeps_it(world, as_user):
    plan, client = make.sent(world), as_user(world.facilitator)
    told(client, plan, answer={"answer": "disagree", "edition": 1}, words={"words": WORDS})
    typed = {"card": "group", "told_at": "under the mango tree", "back": "1"}
    back = client.post(url_of(plan), typed)
    assert heading(client.get(back.url)) == "Why do you not agree?"
    assert "under the mango tree" in client.get(url_of(plan, "group")).content.decode()


def test_no_more_waits_in_the_session_than_an_answer_can_hold(world, as_user):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(client, plan, answer={"answer": "change", "edition": 1}, words={"words": WORDS})
    long = "word " * 1000
    for pressed in ({}, {"back": "1"}):
        response = client.post(url_of(plan), {"card": "words", "words": long, **pressed})
        assert response.status_code == 422
        assert heading(response) == "What should change?"
        assert response.content.decode().count("word word") > 100  # what was typed is still there
        assert kept(client, plan)["words"] == WORDS
    garbage = {"card": "answer", "answer": "x" * 5000, "edition": "9" * 5000, "about": "y" * 5000}
    assert client.post(url_of(plan), garbage).status_code == 422
    assert max(len(value) for value in kept(client, plan).values()) < 100
    lines = "a\r\n" * 500  # counted as a thousand characters
    assert client.post(url_of(plan), {"card": "words", "words": lines}).status_code == 302
    assert kept(client, plan)["words"] == lines


def test_words_that_came_without_an_answer_wait_for_it(world, as_user):
    """Somebody signed in again: what they typed arrives, and what they had answered is gone."""
    plan, client = make.sent(world), as_user(world.committee_member)
    asked = told(client, plan, words={"words": WORDS})
    assert heading(asked) == "What does your group say?"
    assert "What you typed is kept." in asked.content.decode()
    back = told(client, plan, answer={"answer": "disagree"})
    assert heading(back) == "Why do you not agree?"
    assert WORDS in back.content.decode()
    assert "What you typed is kept." not in client.get(url_of(plan, "answer")).content.decode()


@pytest.mark.parametrize(
    ("ends", "why"),
    [("agreed", "Groups answer while it is with the community."),
     ("withdrawn", "has no agreement with us at present (Withdrawn)."),
     ("left", "Ask the facilitator to write down for which group you speak.")],
)  # fmt: skip
def test_an_answer_that_can_no_longer_be_sent_says_so(world, as_user, ends, why):
    plan, client = make.sent(world), as_user(world.committee_member)
    told(client, plan, answer={"answer": "disagree", "edition": 1}, words={"words": WORDS})
    end(world, plan, ends)
    page = client.get(url_of(plan, "send"))
    if ends == "agreed":
        assert heading(client.post(url_of(plan), {"card": "words"}, follow=True)) == heading(page)
        other = as_user(make.spokesperson(world, "men"))
        assert "was not sent" not in other.get(url_of(plan, 99)).content.decode()
    assert heading(page) == "Who has answered"
    text = page.content.decode()
    for words in ("What you began to answer was not sent.", why, WORDS):
        assert words in text


def end(world, plan, how: str) -> None:
    if how == "withdrawn":
        move(world.community.agreement, "withdrawn", data_choice="keep", by=world.committee_member)
    elif how == "left":
        world.community.planning_group.update(user=None)
    else:
        make.answer(plan, world.facilitator, world.groups["women"])
        make.decide(plan, world.facilitator)


def test_steps_that_weigh_more_say_so_where_they_differ(world, as_user):
    plan = make.draft(world)
    large = make.step(plan, world, "A well")
    client = as_user(world.facilitator)
    pages = [f"{plan.get_absolute_url()}review/?card=3", f"{plan.get_absolute_url()}paper/"]
    assert not any("A small step" in client.get(page).content.decode() for page in pages)
    told_of.weigh(large, Action.Weight.LARGE)
    for page in pages:
        assert "A small step" in client.get(page).content.decode()
    text = client.get(f"{plan.get_absolute_url()}review/?card=4").content.decode()
    weight = text.split('class="weighs"')[1].split("</span>")[0]
    assert (weight.count("#i-whole"), weight.count("#i-round")) == (3, 0)
    assert "A large step" in weight


@pytest.mark.parametrize("status", ["with_community", "again", "agreed", "in_action", "concluded"])
def test_a_card_asks_the_database_for_what_is_on_it(world, as_user, status):
    again = status == "again"
    plan = make.moved(world, "with_community" if again else status)
    if again:  # answered, sent anew, and answered again
        plan = asked_again(world, plan)
        for number in range(4):
            make.child_role(make.step(plan, world, f"Step {number}"))
        told_of.resource(plan)
    for person in (world.committee_member, world.facilitator):
        client = as_user(person)
        first = client.get(url_of(plan, 1))
        if status in ("with_community", "again"):
            told(client, plan, answer={"answer": "change", "edition": make.again(plan).edition})
        numbers = range(1, len(first.context["walk"].cards) + 1)
        counts = {}
        for card in (*numbers, "answer", "words", "group", "send"):
            with CaptureQueriesContext(connection) as asked:
                client.get(url_of(plan, card))
            counts[card] = len(asked)
        assert max(counts.values()) <= 10, counts


def asked_again(world, plan):
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No fine.")
    plan = plans.take_back_plan(make.again(plan), version=plan.version, by=world.facilitator)
    make.step(plan, world, "Another step")
    plan = make.again(plan)
    return make.again(plans.send_plan(plan, version=plan.version, by=world.facilitator))


def test_while_groups_answer_a_card_says_what_they_were_sent(world, as_user):
    """With what changed marked, after one round of answers and a new sending."""
    plan = asked_again(world, make.sent(world))
    make.spokesperson(world, "men")
    client = as_user(world.committee_member)
    cards = [client.get(url_of(plan, number)) for number in (3, 4)]
    assert [heading(card) for card in cards] == ["Step 1", "Step 2"]
    assert "New</span>" not in cards[0].content.decode()
    assert "New</span>" in cards[1].content.decode()
    whole = client.get(plan.get_absolute_url()).content.decode()
    assert "<ins>Another step</ins>" in whole
    back = told(client, plan, answer={"answer": "agree", "edition": 2})
    client.post(url_of(plan), sent(client, back))
    assert PlanReview.objects.filter(answer="agree", edition=2).count() == 1
