"""The decision as it stands, who was asked, how it came to this."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cpfacilitate.lib import clock
from participants.models import Subgroup, WhoWasAsked

from . import factories

HEADLINES = {
    "exploring": "We are getting to know each other.",
    "agreed": "The community agreed to work together.",
    "paused": "The community asked for a pause.",
    "declined": "The community chose not to go ahead.",
    "withdrawn": "The community chose to stop working together.",
    "concluded": "We finished our work together.",
    "stepped_back": "We stepped back.",
}


def page_of(client, agreement) -> str:
    return client.get(agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", HEADLINES)
def test_the_status_is_the_headline_and_nothing_alarms(world, as_user, status):
    page = page_of(as_user(world.facilitator), factories.agreement_at(world, status))
    assert f'<h1 class="voice">{HEADLINES[status]}</h1>' in page
    assert "Help for a child is always open" in page
    assert "<title>Agreement</title>" in page
    assert not re.search(r'class="[^"]*\b(late|soon|clock)\b', page)


def test_who_sees_it(world, as_user):
    url = world.community.agreement.get_absolute_url()
    codes = factories.codes(as_user, world, world.cast, url)
    assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)


def test_groups_asked_and_groups_not_asked(world, as_user):
    community = factories.begun(world)
    women, girls = (
        community.subgroups.get(voice="women"),
        community.subgroups.get(label="Girls 14–17"),
    )
    answers = {women: ("later", 15), girls: ("divided", None)}
    factories.move(community.agreement, "declined", by=world.facilitator, answers=answers)
    who = as_user(world.facilitator).get(community.agreement.get_absolute_url()).context["who"]
    assert [(str(a.subgroup), a.answer, a.people) for a in who.asked] == [
        ("Girls 14–17", "divided", None),
        ("Women", "later", 15),
    ]
    assert [group.label for group in who.not_asked] == [
        "Girls 10–13", "Boys 10–13", "Boys 14–17", "Men", "Elders", "Home visits",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        (["elders"], "Leaders only. The other groups have not been asked yet."),
        (["elders", "men"], "Men and elders only. The other groups have not been asked yet."),
        (["elders", "women"], "Adults only. No group of children has been asked yet."),
        (["women", "girls"], None),
    ],
)
def test_whom_we_left_out_is_said_aloud(world, as_user, voices, said):
    community = factories.begun(world)
    answers = {group: ("yes", 5) for group in community.subgroups.filter(voice__in=voices)}
    factories.move(community.agreement, "agreed", by=world.facilitator, answers=answers)
    page = page_of(as_user(world.facilitator), community.agreement)
    sentences = re.findall(r"<p>((?:Leaders|Men and elders|Adults) only\.[^<]*)</p>", page)
    assert sentences == ([said] if said else [])


def test_a_committee_hears_the_children_as_one_voice(world, as_user):
    community = factories.begun(world)
    groups = {group.label: group for group in community.subgroups.all()}
    answers = {groups["Girls 14–17"]: ("no", 37), groups["Women"]: ("yes", 41)}
    factories.move(community.agreement, "agreed", by=world.facilitator, answers=answers)
    for name in ("facilitator", "mentor", "coordinator"):
        page = page_of(as_user(getattr(world, name)), community.agreement)
        assert "37 people" in page, name
    page = page_of(as_user(world.committee_member), community.agreement)
    assert "41 people" in page
    assert "What they said stays with the facilitators." in page
    for secret in ("37 people", "Girls 14–17", "<b>No</b>"):
        assert secret not in page


def test_a_group_s_last_answer_stands_and_asking_anew_forgets(world):
    agreement = factories.agreement_at(world, "agreed")
    women = agreement.community.subgroups.get(voice="women")
    agreement = factories.move(
        agreement, "paused", by=world.facilitator, answers={women: ("no", 12)}
    )

    def answers():
        found = WhoWasAsked.of(agreement.moves.history(), agreement.community.subgroups.all())
        return {answer.subgroup.label: answer.answer for answer in found.asked}

    assert answers()["Women"] == "no"
    assert answers()["Men"] == "yes"
    agreement = factories.move(agreement, "withdrawn", by=world.facilitator, data_choice="keep")
    factories.move(agreement, "exploring", by=world.facilitator, invited=True)
    assert answers() == {}


def test_the_history_is_dated_and_in_their_words(world, as_user):
    until = clock.today() + timedelta(days=365)
    agreement = factories.agreement_at(
        world, "declined", words="Come after the harvest.", no_contact_until=until, days_ago=2
    )
    page = page_of(as_user(world.facilitator), agreement)
    assert "Come after the harvest." in page
    assert f"We do not come back before {until:%-d %B %Y}" in page
    factories.move(agreement, "exploring", by=world.facilitator, invited=True)
    page = page_of(as_user(world.facilitator), agreement)
    assert "they invited us" in page
    assert "We do not come back before" not in page
    assert agreement.moves.first().no_contact_until == until


def test_buttons_are_the_moves_one_may_make(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    offered = {
        name: re.findall(r"move/\?to=(\w+)", page_of(as_user(getattr(world, name)), agreement))
        for name in factories.VIEWERS
    }
    assert offered == {
        "facilitator": ["paused", "withdrawn", "concluded"],
        "mentor": ["stepped_back"],
        "coordinator": [],
        "committee_member": ["paused", "withdrawn"],
    }


def test_queries_do_not_grow_with_the_history(world, as_user, django_assert_max_num_queries):
    agreement = factories.agreement_at(world, "agreed")
    client = as_user(world.facilitator)
    client.get(agreement.get_absolute_url())  # also writes when the session began
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(10) as captured:
            client.get(agreement.get_absolute_url())
        counts.append(len(captured))
        everybody = {group: ("yes", 3) for group in agreement.community.subgroups.all()}
        for to in ("paused", "agreed") * 5:
            factories.move(agreement, to, by=world.facilitator, answers=everybody)
    assert len(set(counts)) == 1


def test_wrong_method_is_405(world, as_user):
    url = world.community.agreement.get_absolute_url()
    assert as_user(world.facilitator).post(url).status_code == 405


def test_a_group_that_pauses_is_named_but_no_group_of_children_to_a_committee(world, as_user):
    agreement = world.community.agreement
    for name in ("women", "girls_10_13"):
        Subgroup.objects.filter(pk=world.groups[name].pk).update(paused_on=clock.today())
    heading = "Groups that pause for now"
    page = page_of(as_user(world.facilitator), agreement)
    part = page[page.index(heading) :].partition("</section>")[0]
    assert "Women" in part
    assert "Girls 10–13" in part
    page = page_of(as_user(world.committee_member), agreement)
    part = page[page.index(heading) :].partition("</section>")[0]
    assert "Women" in part
    assert "Girls 10–13" not in part
    Subgroup.objects.filter(pk=world.groups["women"].pk).update(paused_on=None)
    assert heading not in page_of(as_user(world.committee_member), agreement)


def test_the_day_we_ask_again_is_said_calmly_before_and_after(world, as_user):
    agreement = factories.renewed(
        world.community.agreement, by=world.facilitator,
        renew_on=clock.today() + timedelta(days=1),
    )  # fmt: skip
    client = as_user(world.committee_member)
    assert "We ask again on" in page_of(client, agreement)
    with clock.at(clock.now() + timedelta(days=3)):
        page = page_of(as_user(world.committee_member), agreement)
    assert "It is time to ask again whether they want to go on" in page
    assert not re.search(r'class="[^"]*\b(late|soon|clock)\b', page)
    paused = factories.move(agreement, "paused", by=world.committee_member)
    assert "sk again" not in page_of(client, paused)
