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


def test_nothing_but_the_list_of_a_few_people_is_on_a_page_of_the_community(
    world, as_user, session
):
    """Of four who were there, everybody knows who said it."""
    by = world.facilitator
    few = factories.recorded(
        world.groups["women"], by=by, people=4, quotes=[{**SAYING, "share_scope": TOLD}]
    )
    laid_out(few, "places", by=by)
    client = as_user(world.committee_member)
    assert client.get(of_quote(few).get_absolute_url()).status_code == 404
    assert of_quote(few) in Finding.objects.allowed()
    places = Finding.objects.get(kind="places")
    assert client.get(places.get_absolute_url()).status_code == 404


def test_a_saying_keeps_its_key_while_its_words_stand(world, session):
    by, finding = world.facilitator, of_quote(session)
    found.presented(finding, by=by)
    said = {**SAYING, "share_scope": TOLD}
    saved(session, {**SAYING, "words": "Nobody asks us."}, said, by=by)
    found.refresh(finding)
    assert finding.quote.words == "We want to be asked."
    assert Finding.objects.filter(kind="quote").count() == 2


def test_what_was_carried_and_opened_is_never_read_under_other_words(world, as_user, session):
    """Another saying in the same place is heard anew; the old one stays in the words it was carried in."""
    by, finding = world.facilitator, of_quote(session)
    actions.open_finding(finding, by=by)
    actions.open_finding(finding, by=world.mentor)
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    saved(session, {**SAYING, "words": "Men wait at the well.", "share_scope": TOLD}, by=by)
    found.refresh(finding)
    assert finding.quote is None
    assert "We want to be asked." in as_user(by).get(finding.get_absolute_url()).text
    new = of_quote(session)
    assert (new.status, new.open_by, new.answer) == ("heard", None, None)
    told = as_user(world.committee_member)
    assert "Partly" not in told.get(new.get_absolute_url()).text
    assert told.get(finding.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("stood", "words", "kept"),
    [
        (["a", "b"], ["a", "b"], [0, 1]),
        (["a", "b"], ["b", "a"], [1, 0]),
        (["a", "b"], ["b"], [1]),
        (["a"], ["a, put right"], [None]),
        (["a"], ["b", "a"], [None, 0]),
        (["a", "a"], ["a"], [0]),
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


def test_a_name_that_was_opened_is_closed_when_rows_change(world, session):
    by, tool = world.facilitator, laid_out(session, by=world.facilitator)
    finding = Finding.objects.get(tool=tool)
    actions.open_finding(finding, by=by)
    actions.open_finding(finding, by=world.mentor)
    make.save(make.again(tool), by=by, memo="They laughed.")
    found.refresh(finding)
    assert finding.open_with == world.mentor
    rows = [
        {**row, "local_term": "man dɛm de na wɛl", "share_scope": TOLD} for row in kept_rows(tool)
    ]
    make.save(make.again(tool), by=by, rows=rows)
    found.refresh(finding)
    assert (finding.open_by, finding.open_with) == (None, None)


def test_where_one_group_of_children_tells_its_list_nothing_of_children_is_told(world, as_user):
    """Else all that "children said" would be of the group that tells no list."""
    by, committee = world.facilitator, as_user(world.committee_member)
    factories.recorded(
        world.groups["girls_14_17"], by=by, harms=found.HARMS[:1], scopes={"ebi wok": TOLD}
    )
    session = factories.recorded(
        world.groups["boys_14_17"], by=by, quotes=[{**SAYING, "share_scope": TOLD}]
    )
    laid_out(session, "places", by=by)
    for finding in Finding.objects.filter(harm=None):
        assert committee.get(finding.get_absolute_url()).status_code == 404


def test_a_calendar_bears_no_mark_of_a_group_of_children(world, as_user, session):
    laid_out(session, by=world.facilitator)
    page = Finding.objects.get(kind="daily_calendar").get_absolute_url()
    assert 'class="m girls"' in as_user(world.facilitator).get(page).text
    told = as_user(world.committee_member).get(page).text
    assert "Girls" in told  # what they do is what children want known
    assert 'class="m girls"' not in told


def test_who_takes_a_harm_back_takes_back_what_was_laid_out_about_it(world, session):
    by, girls = world.facilitator, world.groups["girls_14_17"]
    about = laid_out(session, by=by, about=" Ebi wok")
    named = make.add(
        session, "places", by=by,
        rows=make.rows("places", local_term="ebi  wok", share_scope=TOLD),
    )  # fmt: skip
    other = laid_out(session, "who_helps", by=by)
    harm = found.found(world.round, "ebi wok")[0]
    actions.withdraw_finding(harm, version=harm.version, subgroup=girls, by=by)
    for tool, scopes in ((about, set()), (named, set()), (other, {TOLD})):
        assert {row.share_scope for row in tool.own_rows()} - {"facilitators"} == scopes


def test_the_community_is_not_told_how_one_group_alone_was_told(world, as_user, session):
    """Days and reactions laid together would say which sayings are of the same group."""
    by, finding = world.facilitator, of_quote(session)
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    found.told(finding, groups=[world.groups["girls_14_17"]], by=by, reaction="not_content")
    assert "Not content" in as_user(by).get(finding.get_absolute_url()).text
    told = as_user(world.committee_member).get(finding.get_absolute_url()).text
    assert "Not content" not in told
    assert "Told back" in told


def test_the_story_of_what_was_laid_out_is_not_shown(world, as_user, session):
    by = world.facilitator
    laid_out(session, by=by)
    finding = Finding.objects.get(kind="daily_calendar")
    found.presented(finding, by=by, shown="All the hours, and the sleep")
    told = as_user(world.committee_member).get(finding.get_absolute_url()).text
    assert "All the hours" not in told


def test_what_was_taken_back_and_then_out_of_the_notes_is_gone(world, session):
    by, finding = world.facilitator, of_quote(session)
    girls = world.groups["girls_14_17"]
    actions.withdraw_finding(finding, version=finding.version, subgroup=girls, by=by)
    saved(session, by=by)
    assert not Finding.objects.filter(kind="quote").exists()


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
