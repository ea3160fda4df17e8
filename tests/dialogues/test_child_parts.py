"""What is asked about children's part: being looked at, girls who look after others, always the same few."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from dialogues.actions import plans
from dialogues.child_parts import asked_of, asked_of_plan, is_girls_caring, is_shown_only, leading

from . import plan_factories as make


@dataclass
class Part:
    role: str
    mode: str = "adults_lead"
    sex: str = "girls"
    age_band: str = "14_17"
    how_many: int = 9
    chosen_by_children: bool = False


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("Dance and welcome the visitors", True),
        ("March with banners", True),
        ("Sing at the gathering", True),
        ("hold a big sign", True),
        ("accueillir les visiteurs", True),
        ("défiler avec des banderoles", True),
        ("Write and play the drama", False),
        ("Write a song and sing it", False),
        ("Choose the dances and teach them", False),
        ("Walk to school with a friend", False),
        ("Use the singular form", False),
        ("écrire et chanter une chanson", False),
    ],
)
def test_to_be_looked_at(role, shown):
    assert is_shown_only(Part(role)) == shown
    assert not is_shown_only(Part(role, mode="child_led"))  # what children chose to do


@pytest.mark.parametrize(
    ("role", "caring"),
    [
        ("Look after the babies", True),
        ("Cook for the gathering", True),
        ("fetch water for the meeting", True),
        ("s’occuper des petits", True),
        ("Write the calendar", False),
        ("Ask who carries what", False),
    ],
)
def test_girls_who_look_after_others(role, caring):
    assert is_girls_caring(Part(role)) == caring
    assert not is_girls_caring(Part(role, sex="boys"))
    assert not is_girls_caring(Part(role), [Part("Cook and sweep", sex="boys")]) or not caring


def test_the_same_few_each_time():
    two, three = Part("Speak at the meeting", how_many=2), Part("Draw", how_many=3)
    assert asked_of_plan([two, three]) == []
    assert len(asked_of_plan([two, three, Part("Play", how_many=2)])) == 1
    assert asked_of_plan([two, Part("Play", how_many=2, chosen_by_children=True)]) == []
    assert asked_of_plan([two, Part("Play", how_many=2, sex="boys")]) == []
    assert asked_of_plan([Part("Play"), Part("Draw")]) == []  # nine may be many different children


def test_both_are_asked_of_one_part():
    assert len(asked_of(Part("Dance and serve the guests"))) == 2


def test_who_leads_is_counted():
    assert leading({"girls": 9, "boys": 7}) == "16 children lead: 9 girls, 7 boys"
    assert leading({"girls": 1, "boys": 0}) == "1 child leads: 1 girl"
    assert leading({"children": 12}) == "12 children lead: 12 girls and boys"
    assert leading({"girls": 0}) == ""


def test_asked_of_the_facilitator_alone_and_refused_to_nobody(world, as_user):
    plan = make.draft(world)
    action = make.first_step(plan)
    for role in ("Dance for the visitors", "Welcome the visitors"):
        make.child_role(action, role=role, mode="adults_lead", how_many=2, chosen_by_children=False)
    plan = make.again(plan)
    plans.send_plan(plan, version=plan.version, by=world.facilitator)
    asked = ["Here children are looked at.", "The same few children may be meant"]
    url = plan.get_absolute_url()
    assert all(words in as_user(world.facilitator).get(url).content.decode() for words in asked)
    for person in (world.committee_member, world.mentor, world.coordinator):
        text = as_user(person).get(url).content.decode()
        assert not any(words in text for words in asked)
        assert "9 children lead: 9 girls" in text


def test_who_leads_is_what_the_reader_reads(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No.")
    plan = plans.take_back_plan(make.again(plan), version=plan.version, by=world.facilitator)
    make.child_role(make.first_step(plan), sex="boys", how_many=7)
    url = plan.get_absolute_url()
    assert "9 children lead: 9 girls" in as_user(world.committee_member).get(url).content.decode()
    mine = as_user(world.facilitator).get(url).content.decode()
    assert "16 children lead: 9 girls, 7 boys" in mine


def test_what_they_need_is_written_marked_and_asked_about(world, as_user):
    plan = make.agreed(world)
    role = make.first_step(plan).roles.get()
    client = as_user(world.facilitator)
    url = reverse("dialogues:child_role_edit", args=[role.pk])
    told = {name: str(value) for name, value in make.ROLE.items()}
    posted = make.filled(client, url, **told, support_needed="Paper and paint")
    named = client.post(url, posted | {"support_needed": "Kadie Bangura walks with them"})
    assert named.status_code == 422
    assert "Kadie Bangura" in named.content.decode()
    watching = client.post(url, posted | {"support_needed": "They report on their parents"})
    assert "watch or report on adults" in watching.content.decode()
    assert client.post(url, posted).status_code == 302
    page = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "They need for it: <bdi><ins>Paper and paint</ins></bdi>" in page
    assert make.again(plan).status == "with_community"


def test_a_text_sent_before_it_was_asked_reads_as_it_did(world, as_user):
    """An edition of before has no such key: nothing is marked, and progress belongs to its step."""
    action = make.reported(world, "started")
    plan = make.again(action.plan)
    for edition in plan.editions.all():
        for step in edition.text["actions"]:
            for role in step["roles"]:
                del role["support_needed"]
        edition.save()
    client = as_user(world.committee_member)
    assert "<ins>" not in client.get(plan.get_absolute_url()).content.decode()
    plans.move_plan(
        plan, "set_aside", version=make.again(plan).version, set_aside_reason="So they decided.",
        by=world.facilitator,
    )  # fmt: skip
    assert "Begun" in client.get(plan.get_absolute_url()).content.decode()
