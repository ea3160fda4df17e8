"""The timeline tells each group's voice, forward and back alike, to those who work there alone."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from dialogues.models import Practice

from . import practice_factories as practices


@pytest.fixture
def practice(world) -> Practice:
    return practices.practice(world.community, by=world.facilitator)


def ago(days: int) -> object:
    return clock.today() - timedelta(days=days)


def page_of(client, practice: Practice) -> str:
    return client.get(practice.get_absolute_url()).content.decode()


class Words(HTMLParser):
    """What a person reads of the page, in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(" ".join(data.split()))


def text(page: str) -> str:
    words = Words()
    words.feed(re.sub(r"<(script|svg|style).*?</\1>", "", page, flags=re.S))
    return " ".join(words.said)


def us5(world, practice: Practice) -> None:
    by, groups = world.facilitator, world.groups
    for days, group, do, should, readiness, doubts in (
        (80, "men", "half", "half", "questioned_by_some", ""),
        (80, "women", "few", "few", "questioned_by_some", "Marriage did not stop the suffering."),
        (40, "men", "half", "few", "openly_debated", "If school is near, why hurry?"),
        (20, "men", "few", "few", "new_agreement", ""),
        (3, "men", "half", "few", "slid_back", ""),
    ):
        practices.norm(
            practice, groups[group], by=by, said_on=ago(days), most_do=do,
            most_think_should=should, readiness=readiness, doubts=doubts,
        )  # fmt: skip


def test_each_group_has_a_row_and_each_day_a_column(world, as_user, practice):
    us5(world, practice)
    page = page_of(as_user(world.mentor), practice)
    assert page.count('<th scope="col"') == 1 + 4
    assert page.count('<th scope="row"') == 2
    men = text(page[page.index('<th scope="row"', page.index("Women") + 1) :])
    told = men[: men.index("Not asked yet")]
    order = [
        "Slid back do: half more than last time (few) should: few last time: a new agreement",
        "do: few fewer than last time (half) should: few a new agreement last time: openly debated",
        "do: half should: few fewer than last time (half) openly debated",
        "do: half should: half questioned by some",
    ]
    at = [told.index(words) for words in order]
    assert at == sorted(at)
    assert "Not asked yet: Girls 10–13, Girls 14–17, Boys 10–13" in men


def test_doubts_stand_below_without_who_said_them(world, as_user, practice):
    us5(world, practice)
    below = text(page_of(as_user(world.facilitator), practice)).split("Doubts, and what else")[1]
    assert below.index("If school is near, why hurry?") < below.index("Marriage did not stop")
    assert "Women , " in below


def test_nothing_is_a_percentage_a_score_or_a_mean(world, as_user, practice):
    us5(world, practice)
    for user in (world.facilitator, world.mentor):
        page = text(page_of(as_user(user), practice))
        assert "%" not in page
        assert "percent" not in page.casefold()
        assert re.search(r"\d[.,]\d|\bmean\b|\bscore\b|average", page) is None


def test_up_and_down_are_drawn_alike(world, as_user, practice):
    us5(world, practice)
    page = page_of(as_user(world.mentor), practice)
    moved = re.findall(r'<span class="moved small">(.*?)</span>', page, re.S)
    assert len(moved) == 3
    shapes = {re.sub(r"#i-(up|down)|(more|fewer)|\((few|half)\)", "", each) for each in moved}
    assert len(shapes) == 1
    table = page[page.index("<table") : page.index("</table>")]
    for alarming in ("wait", "late", "soon", "badge ok"):
        assert alarming not in table


def test_it_is_calm_before_anybody_was_asked(world, as_user, practice):
    page = text(page_of(as_user(world.facilitator), practice))
    assert "No group was asked yet." in page
    assert "Not asked yet:" not in page


def test_what_concerns_one_child_is_told_elsewhere(world, as_user, practice):
    for url in (
        practice.get_absolute_url(),
        reverse("dialogues:practice_add", args=[world.community.pk]),
        reverse("dialogues:practice_edit", args=[practice.pk]),
        reverse("dialogues:norm_reflection_add", query={"practice": practice.pk}),
    ):
        page = as_user(world.facilitator).get(url).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "What concerns one particular child is never written here." in main
        assert f'rel="noreferrer" href="{reverse("referrals:concern_add")}"' in main


def test_only_facilitator_and_mentor_know_of_it(world, as_user, practice):
    us5(world, practice)
    for name, code in (("facilitator", 200), ("mentor", 200), ("committee_member", 404),
                       ("coordinator", 404), ("focal_point", 404), ("social_worker", 404),
                       ("observer", 404), ("administrator", 404), ("outsider_facilitator", 404),
                       ("other_coordinator", 404)):  # fmt: skip
        client = as_user(getattr(world, name))
        register = reverse("dialogues:practice_list", args=[world.community.pk])
        assert client.get(practice.get_absolute_url()).status_code == code, name
        assert client.get(register).status_code == code, name


def test_the_list_says_when_it_was_talked_of_last(world, as_user, practice):
    client = as_user(world.facilitator)
    register = reverse("dialogues:practice_list", args=[world.community.pk])
    assert "No group was asked yet" in text(client.get(register).content.decode())
    us5(world, practice)
    page = client.get(register).content.decode()
    assert practice.get_absolute_url() in page
    assert "Talked of last on" in page


def test_one_comes_to_it_by_taps(world, as_user, practice):
    register = reverse("dialogues:practice_list", args=[world.community.pk])
    rules = reverse("dialogues:by_law_list", args=[world.community.pk])
    community = world.community.get_absolute_url()
    page = as_user(world.mentor).get(community).content.decode()
    assert (register in page, rules in page) == (True, False)
    page = as_user(world.committee_member).get(community).content.decode()
    assert (register in page, rules in page) == (False, True)
    page = as_user(world.coordinator).get(community).content.decode()
    assert (register in page, rules in page) == (False, False)


def test_another_community_has_practices_of_its_own(world, as_user, practice):
    mine = practices.practice(world.outside_community, by=world.outsider_facilitator)
    register = reverse("dialogues:practice_list", args=[world.community.pk])
    assert mine.get_absolute_url() not in as_user(world.mentor).get(register).content.decode()


def test_wrong_method_is_405(world, as_user, practice):
    register = reverse("dialogues:practice_list", args=[world.community.pk])
    for url in (practice.get_absolute_url(), register):
        assert as_user(world.facilitator).post(url).status_code == 405
