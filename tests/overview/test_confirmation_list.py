"""Words kept with a reason: a mentor reads those of their communities, a facilitator their own."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from dialogues.actions import reflections as answers
from dialogues.actions import sessions as actions
from dialogues.models import Confirmation as InDialogues
from participants.models import Confirmation as InParticipants
from tests import factories as cast
from tests.dialogues import factories as sessions
from tests.dialogues import plan_factories as plans
from tests.dialogues import reflection_factories as reflections
from tests.participants import factories as participants
from tests.participants import link_factories as links

WHY = "It is the name of a well."


def url(**query) -> str:
    return reverse("overview:confirmation_list", query=query or None)


@pytest.fixture
def session(world):
    session = sessions.filled(
        world.groups["girls_10_13"], by=world.facilitator, promise="We ask Kadie Bangura"
    )
    return actions.record_session(
        session, version=session.version, identifier_reason=WHY, by=world.facilitator
    )


def listed(client, **query) -> list[list[str]]:
    answer = client.get(url(**query))
    assert answer.status_code == 200
    return [row.words for row in answer.context["page"]]


def test_the_mentor_reads_what_was_kept_and_where_it_stands(world, as_user, session):
    page = as_user(world.mentor).get(url()).content.decode()
    for words in ("“Kadie Bangura”", WHY, session.get_absolute_url(), "Masimbaya"):
        assert words in page
    assert world.facilitator.display_name in page
    assert str(clock.today().year) in page


def test_a_facilitator_reads_their_own_only(world, as_user, session):
    assert listed(as_user(world.facilitator)) == [["Kadie Bangura"]]
    colleague = cast.person(world.ngo, Role.FACILITATOR, by=world.coordinator)
    cast.reach(colleague, Role.FACILITATOR, by=world.coordinator, community=world.community)
    assert listed(as_user(cast.fresh(colleague))) == []


def test_others_see_none_and_other_roles_not_the_page(world, as_user, session):
    assert listed(as_user(world.outsider_facilitator)) == []
    assert listed(as_user(world.other_facilitator)) == []
    for name in ("focal_point", "coordinator", "committee_member", "social_worker", "observer"):
        assert as_user(getattr(world, name)).get(url()).status_code == 403, name
    assert as_user(world.mentor).post(url()).status_code == 405


def test_one_community_or_all(world, as_user, session):
    mentor = as_user(world.mentor)
    assert listed(mentor, community=world.community.pk) == [["Kadie Bangura"]]
    assert listed(mentor, community=world.outside_community.pk) == []
    assert listed(mentor, community="none of these") == [["Kadie Bangura"]]


def kept(world, number: int) -> list[uuid.UUID]:
    """As many confirmations of both apps in turn, the newest first; two share a moment."""
    plan, keys = plans.draft(world), []
    for each in range(number):
        about = {
            "pk": uuid.uuid4(), "record_id": uuid.uuid4(), "words": [str(each)], "reason": WHY,
            "at": clock.now() - timedelta(minutes=each // 2), "by": world.facilitator,
            "community": world.community,
        }  # fmt: skip
        if each % 2:
            InDialogues.objects.create(plan=plan, **about)
        else:
            InParticipants.objects.create(noun="agreement", **about)
        keys.append((about["at"], about["pk"]))
    return [key for _, key in sorted(keys, reverse=True)]


def test_page_by_page_over_both_apps_nothing_is_missed_or_doubled(world, as_user):
    keys, seen, cursor = kept(world, 123), [], ""
    client = as_user(world.mentor)
    while True:
        answer = client.get(url(after=cursor))
        page = answer.context["page"]
        seen += [row.pk for row in page]
        if not page.next:
            break
        assert len(page.rows) == 50
        assert "Older" in answer.content.decode()
        cursor = page.next
    assert seen == keys


def test_the_page_asks_no_more_of_the_table_when_it_grows(world, as_user):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_user(world.mentor)
    counts = []
    for number in (1, 60):
        kept(world, number)
        client.get(url())
        with CaptureQueriesContext(connection) as asked:
            client.get(url())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("noun", InParticipants.Noun.values)
def test_every_row_leads_to_a_page_that_the_mentor_may_open(world, as_user, noun):
    of = {
        "practice": lambda: participants.practice(world).pk,
        "round": lambda: world.round.pk,
        "leaving": lambda: participants.leaving_at(world).pk,
        "access": lambda: participants.said(world, world.community, world.service).pk,
        "barrier": lambda: links.barrier(world).pk,
    }
    row = InParticipants(noun=noun, record_id=of.get(noun, uuid.uuid4)(), community=world.community)
    if noun == "leaving":
        row.community = type(world.community).objects.get(agreement__leavings__pk=row.record_id)
        cast.reach(world.mentor, Role.MENTOR, by=world.coordinator, community=row.community)
    client = as_user(cast.fresh(world.mentor))
    assert client.get(row.get_absolute_url()).status_code == 200


def test_today_leads_the_mentor_there_and_nobody_else(world, as_user):
    for name in ("mentor", "facilitator", "coordinator", "committee_member"):
        page = as_user(getattr(world, name)).get(reverse("home")).content.decode()
        assert (url() in page) == (name == "mentor"), name


def test_the_session_says_so_to_its_writer_and_the_mentor(world, as_user, session):
    colleague = cast.person(world.ngo, Role.FACILITATOR, by=world.coordinator)
    cast.reach(colleague, Role.FACILITATOR, by=world.coordinator, community=world.community)
    for user, sees in ((world.facilitator, True), (world.mentor, True), (colleague, False)):
        page = as_user(cast.fresh(user)).get(session.get_absolute_url()).content.decode()
        assert (WHY in page, url() in page) == (sees, sees)


def test_nothing_is_kept_empty(world, as_user):
    page = as_user(world.mentor).get(url()).content.decode()
    assert "No words were kept with a reason here." in page


def test_no_more_communities_are_offered_than_one_can_look_through(
    world, as_user, session, monkeypatch
):
    """One that is chosen stands among them all the same."""
    cast.reach(
        world.mentor, Role.MENTOR, by=world.coordinator,
        community=participants.begun(world, "Aberdeen Hill"),
    )  # fmt: skip
    client = as_user(cast.fresh(world.mentor))
    everywhere = client.get(url())
    assert len(everywhere.context["communities"]) == 2
    assert "Not every community fits" not in everywhere.content.decode()
    monkeypatch.setattr("cpfacilitate.overview.confirmations.MOST_OFFERED", 1)
    some = client.get(url())
    assert [str(community) for community in some.context["communities"]] == ["Aberdeen Hill"]
    assert "Not every community fits" in some.content.decode()
    page = client.get(url(community=world.community.pk)).content.decode()
    assert f'value="{world.community.pk}" selected' in page


KEY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "cursor",
    [
        *(
            f"{moment}~{KEY}"
            for moment in (
                "0001-01-01T00:00:00+14:00",
                "0001-01-01T00:00:00",
                "9999-12-31T23:59:59-14:00",
                "9999-12-31T23:59:59.999999",
                "2026-11-23",
                "2026-11-23T09:00:00+23:59",
                "2026-11-23T09:00:00 00:00",
                "2026-02-30T09:00:00+00:00",
                "2026-11-23T24:61:00+00:00",
                "９９９９-12-31T23:59:59-14:00",
                "0",
                "9" * 5000,
                "\x00",
                "None",
                "",
            )
        ),
        "2026-11-23T09:00:00+00:00~x",
        "2026-11-23T09:00:00+00:00~" + "9" * 5000,
        f"0001-01-01T00:00:00+00:00~~{KEY}",
        "~",
        "~~",
    ],
)
def test_a_cursor_that_nobody_made_is_the_start(world, as_user, session, cursor):
    client = as_user(world.mentor)
    assert listed(client, after=cursor) == [["Kadie Bangura"]]
    for page in ("dialogues:session_list", "dialogues:reflection_list"):
        assert client.get(reverse(page), {"after": cursor}).status_code == 200


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time_are_a_place(world, as_user, session, year):
    """Written as we write it, a moment before everything or after it is no error."""
    rows = listed(as_user(world.mentor), after=f"{year}-01-01T00:00:00+00:00~{KEY}")
    assert rows == ([["Kadie Bangura"]] if year == "9999" else [])


def test_what_stands_in_a_reflection_leads_there(world, as_user, session):
    """The words of the one who reflects, and those that the mentor wrote back."""
    kept = reflections.reflection(
        session, by=world.facilitator, note="Sorie Kamara came", identifier_reason="A rain."
    )
    answers.answer_reflection(
        id=uuid.uuid4(), reflection=kept, words="Which Fatmata Sesay?", identifier_reason="A boat.",
        by=cast.fresh(world.mentor),
    )  # fmt: skip
    answer = as_user(world.mentor).get(url())
    leads = {row.words[0]: (row.get_absolute_url(), row.label) for row in answer.context["page"]}
    assert leads == {
        "Kadie Bangura": (session.get_absolute_url(), "Session"),
        "Sorie Kamara": (kept.get_absolute_url(), "Reflection"),
        "Fatmata Sesay": (kept.get_absolute_url(), "Reflection"),
    }
