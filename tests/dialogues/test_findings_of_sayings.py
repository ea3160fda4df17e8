"""Is what a group said outside its list, or laid out with a tool, carried and answered like the rest?"""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from dialogues.actions import findings as actions
from dialogues.actions import sessions, tools
from dialogues.actions.rows import keys_of
from dialogues.models import Finding, Revision
from dialogues.models.rows import stored_rows

from . import factories
from . import finding_factories as found
from . import tool_factories as make

SAYING = {"words": "We want to be asked.", "gloss": "", "about": "", "share_scope": "facilitators"}
TOLD = "community_unattributed"
ROW = "drɔ wata"


@pytest.fixture
def session(world):
    """Girls of 14 to 17 say one thing besides their list; boys let their list be told."""
    by = world.facilitator
    factories.recorded(
        world.groups["boys_14_17"], by=by, harms=found.HARMS[:1], scopes={"ebi wok": TOLD}
    )
    return factories.recorded(
        world.groups["girls_14_17"], by=by, harms=found.HARMS[:2],
        scopes={"ebi wok": TOLD, "bit pikin": TOLD}, quotes=[{**SAYING, "share_scope": TOLD}],
    )  # fmt: skip


def of_quote(session) -> Finding:
    return Finding.objects.get(quote__session=session)


def saved(session, *quotes, by):
    session.refresh_from_db()
    return sessions.save_session(
        session, version=session.version, values={}, rows={"quotes": list(quotes)}, by=by
    )


def laid_out(session, kind="daily_calendar", *, by, **said):
    """A tool of which the first row may be told."""
    rows = make.rows(kind, share_scope=TOLD)
    return make.add(session, kind, by=by, rows=rows, **said)


def test_a_saying_goes_the_whole_way(world, as_user, session):
    by, finding = world.facilitator, of_quote(session)
    client = as_user(world.committee_member)
    page = client.get(finding.get_absolute_url())
    assert "We want to be asked." in page.text
    assert "Children said:" in page.text
    assert "Girls 14–17" not in page.text
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    assert finding in Finding.objects.waiting_for(by)
    found.told(finding, groups=[world.groups["girls_14_17"]], by=by)
    assert finding.status == "told_back"
    assert finding not in Finding.objects.waiting_for(by)
    sheet = reverse("dialogues:round_tell_back", args=[world.round.pk])
    assert "We want to be asked." in client.get(sheet).text
    own = f"{sheet}?group={world.groups['girls_14_17'].pk}"
    assert "We want to be asked." in as_user(by).get(own).text
    other = f"{sheet}?group={world.groups['boys_14_17'].pk}"
    assert "We want to be asked." not in as_user(by).get(other).text


def test_a_saying_about_a_listed_harm_stands_with_that_harm(world, as_user, session):
    about = {**SAYING, "words": "The load is heavier than I am.", "about": "ebi wok"}
    secret = {**about, "words": "It happens at the well."}
    saved(session, {**about, "share_scope": TOLD}, secret, by=world.facilitator)
    assert not Finding.objects.filter(kind="quote").exists()
    harm = found.found(world.round, "ebi wok")[0]
    told = as_user(world.committee_member).get(harm.get_absolute_url()).text
    assert "The load is heavier than I am." in told
    assert "It happens at the well." not in told
    assert "Girls 14–17" not in told
    assert "It happens at the well." in as_user(world.facilitator).get(harm.get_absolute_url()).text


def test_of_what_was_laid_out_the_community_reads_what_may_be_told(world, as_user, session):
    laid_out(session, by=world.facilitator, about="man fɔ mɔni", question="Who fetches it?")
    finding = Finding.objects.get(kind="daily_calendar")
    told = as_user(world.committee_member).get(finding.get_absolute_url()).text
    assert ROW in told
    for secret in ("slip", "man fɔ mɔni", "Who fetches it?", "Everybody nodded.", "Girls 14–17"):
        assert secret not in told
    mine = as_user(world.facilitator).get(finding.get_absolute_url()).text
    assert "slip" in mine
    assert "Girls 14–17" in mine
    trail = reverse("dialogues:round_trail", args=[world.round.pk])
    listed = as_user(world.committee_member).get(trail).text
    assert "A day, hour by hour" in listed
    assert "slip" not in listed


@pytest.mark.parametrize("kind", ["drama", "options"])
def test_a_drama_is_a_way_to_carry_and_options_are_weighed_with_a_plan(world, session, kind):
    make.add(session, kind, by=world.facilitator)
    assert not Finding.objects.exclude(tool=None).exists()


def test_what_may_not_be_told_is_carried_to_nobody(world, as_user, session):
    make.add(session, "places", by=world.facilitator)
    finding = Finding.objects.get(kind="places")
    committee = as_user(world.committee_member)
    assert committee.get(finding.get_absolute_url()).status_code == 404
    stays = as_user(world.facilitator).get(
        reverse("dialogues:round_trail", args=[world.round.pk])
    ).text.split("Stays with facilitators", 1)[1]  # fmt: skip
    assert "Places where it is safe or not" in stays


def test_one_group_of_children_alone_is_not_told_of(world, as_user):
    """Whoever read "children said" would know which."""
    by = world.facilitator
    session = factories.recorded(
        world.groups["girls_14_17"], by=by, quotes=[{**SAYING, "share_scope": TOLD}]
    )
    finding, client = of_quote(session), as_user(world.committee_member)
    assert client.get(finding.get_absolute_url()).status_code == 404
    assert finding in Finding.objects.allowed()
    found.presented(finding, by=by, form="spokesperson")
    assert finding.status == "presented"


def test_a_saying_of_a_few_people_is_on_no_page_of_the_community(world, as_user, session):
    """Of four who were there, everybody knows who said it; what they laid out together may be told."""
    by = world.facilitator
    few = factories.recorded(
        world.groups["women"], by=by, people=4, quotes=[{**SAYING, "share_scope": TOLD}]
    )
    laid_out(few, "places", by=by)
    client = as_user(world.committee_member)
    assert client.get(of_quote(few).get_absolute_url()).status_code == 404
    assert of_quote(few) in Finding.objects.allowed()
    places = Finding.objects.get(kind="places")
    assert client.get(places.get_absolute_url()).status_code == 200


def test_a_saying_keeps_its_key_for_as_long_as_it_stands(world, session):
    by, finding = world.facilitator, of_quote(session)
    found.presented(finding, by=by)
    said = {**SAYING, "share_scope": TOLD}
    first = {**SAYING, "words": "Nobody asks us."}
    saved(session, first, said, by=by)
    assert of_quote_words(finding) == "We want to be asked."
    assert Finding.objects.filter(kind="quote").count() == 2
    saved(session, first, {**said, "words": "We want to be asked first."}, by=by)
    assert of_quote_words(finding) == "We want to be asked first."
    saved(session, {**said, "words": "We want to be asked first."}, by=by)
    assert of_quote_words(finding) == "We want to be asked first."
    assert Finding.objects.filter(kind="quote").count() == 1


def of_quote_words(finding: Finding) -> str:
    finding.refresh_from_db()
    return finding.quote.words


@pytest.mark.parametrize(
    ("stood", "words", "kept"),
    [
        (["a", "b"], ["a", "b"], [0, 1]),
        (["a", "b"], ["b", "a"], [1, 0]),
        (["a", "b"], ["b"], [1]),
        (["a"], ["a, put right"], [0]),
        (["a"], ["b", "a"], [None, 0]),
        (["a", "a"], ["a"], [0]),
        (["a", "b"], ["b", "c"], [1, None]),
        ([], ["a"], [None]),
    ],
)
def test_which_key_a_saying_has(stood, words, kept):
    before = [(uuid.uuid4(), said) for said in stood]
    now = keys_of(before, words)
    assert len(set(now)) == len(words)
    for key, place in zip(now, kept, strict=True):
        if place is None:
            assert key not in dict(before)
        else:
            assert key == before[place][0]


def test_what_came_of_it_stays_when_it_is_taken_out_of_the_notes(world, as_user, session):
    by, finding = world.facilitator, of_quote(session)
    tool = laid_out(session, by=by)
    calendar = Finding.objects.get(tool=tool)
    found.presented(finding, calendar, by=by)
    saved(session, by=by)
    tools.remove_tool(make.again(tool), version=make.again(tool).version, by=by)
    found.refresh(finding, calendar)
    assert (finding.quote, calendar.tool) == (None, None)
    client = as_user(by)
    for each in (finding, calendar):
        page = client.get(each.get_absolute_url()).text
        assert "No list of this round says it any more" in page
    assert as_user(world.committee_member).get(finding.get_absolute_url()).status_code == 404


def test_what_was_heard_and_not_carried_goes_with_the_notes(world, session):
    tool = laid_out(session, by=world.facilitator)
    saved(session, by=world.facilitator)
    tools.remove_tool(make.again(tool), version=make.again(tool).version, by=world.facilitator)
    assert not Finding.objects.filter(harm=None).exists()


def test_a_group_takes_a_saying_back(world, as_user, session):
    by, finding = world.facilitator, of_quote(session)
    girls = world.groups["girls_14_17"]
    before = stored_rows(session)["quotes"]
    actions.withdraw_finding(finding, version=finding.version, subgroup=girls, by=by)
    finding.refresh_from_db()
    assert finding.status == "withdrawn_by_group"
    assert finding.quote.share_scope == "facilitators"
    assert Revision.objects.get(record_id=session.pk).values["quotes"] == before
    committee = as_user(world.committee_member)
    assert committee.get(finding.get_absolute_url()).status_code == 404
    # The rest of what the group said is told as before.
    assert found.found(world.round, "ebi wok")[0] in Finding.objects.told()


def test_a_group_takes_back_what_it_laid_out(world, session):
    by, tool = world.facilitator, laid_out(session, by=world.facilitator)
    finding = Finding.objects.get(tool=tool)
    girls = world.groups["girls_14_17"]
    actions.withdraw_finding(finding, version=finding.version, subgroup=girls, by=by)
    assert {row.share_scope for row in tool.own_rows()} == {"facilitators"}
    kept = Revision.objects.get(record_id=tool.pk).values["rows"]
    assert [row["share_scope"] for row in kept] == [TOLD, "facilitators"]
    finding.refresh_from_db()
    assert finding.status == "withdrawn_by_group"
    # It lets it be told after all: it is heard anew.
    make.save(
        make.again(tool), by=by, rows=[{**row, "share_scope": TOLD} for row in kept_rows(tool)]
    )
    finding.refresh_from_db()
    assert finding.status == "heard"


def kept_rows(tool):
    return [
        {"id": row.pk, **said} for row, said in zip(tool.own_rows(), make.stored(tool), strict=True)
    ]


def test_a_child_groups_saying_is_told_without_its_name_until_two_people_open_it(world, as_user):
    by = world.facilitator
    factories.recorded(
        world.groups["boys_14_17"], by=by, harms=found.HARMS[:1], scopes={"ebi wok": TOLD}
    )
    session = factories.recorded(
        world.groups["girls_14_17"], by=by, harms=found.HARMS[:1], scopes={"ebi wok": TOLD},
        quotes=[{**SAYING, "share_scope": "community_attributed"}],
    )  # fmt: skip
    finding = of_quote(session)
    client = as_user(by)
    assert "“Children said”" in client.get(finding.get_absolute_url()).text
    actions.open_finding(finding, by=by)
    actions.open_finding(finding, by=world.mentor)
    assert "<b>“Girls 14–17 said”</b>" in client.get(finding.get_absolute_url()).text
    told = as_user(world.committee_member).get(finding.get_absolute_url()).text
    assert "Girls 14–17" not in told
