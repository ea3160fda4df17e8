"""The list of sessions: searched, narrowed, paged, and nothing in it of anybody else's."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from dialogues.actions import sessions as actions
from dialogues.actions.tools import remove_tool
from dialogues.models import SHAPES, DialogueSession, SessionWord
from dialogues.models.shapes import is_free_text
from dialogues.models.words import _after, split, words_of
from participants import actions as participants
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections
from . import tool_factories as tools

LIST = reverse("dialogues:session_list")


def shown(client, **asked) -> list:
    """The keys of the sessions on the page, in their order."""
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return [session.pk for session in answer.context["page"]]


def on(session: DialogueSession, day: date) -> DialogueSession:
    DialogueSession.objects.filter(pk=session.pk).update(held_on=day)
    return session


@pytest.fixture
def three(world) -> list[DialogueSession]:
    """Of three groups on three days, the newest first."""
    today, by = clock.today(), world.facilitator
    made = [
        factories.recorded(world.groups["girls_10_13"], by=by, harms=[("ebi wok", "heavy work")]),
        factories.recorded(world.groups["women"], by=by, harms=[("lɛf skul", "out of school")]),
        factories.locked(world.groups["men"], by=by, harms=[("Angrí", "hunger at school")]),
    ]
    return [on(session, today - timedelta(days=10 * at)) for at, session in enumerate(made)]


# --- Search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ebi", [0]),
        ("EB", [0]),
        ("wok ebi", [0]),
        ("heavy ebi", [0]),
        ("school", [1, 2]),
        ("sch angri", [2]),
        ("lef", [1]),  # without the letters many keyboards lack
        ("lɛf", [1]),
        ("angri", [2]),
        ("ANGRÍ", [2]),
        ("aunties", [0, 1, 2]),  # what protects is found, too
        ("bi", []),  # no beginning
        ("ebi school", []),
        ("…", []),
        ("", [0, 1, 2]),
        ("   ", [0, 1, 2]),
    ],
)
def test_a_session_is_found_by_the_beginnings_of_its_words(world, as_user, three, typed, found):
    assert shown(as_user(world.facilitator), q=typed) == [three[at].pk for at in found]
    assert shown(as_user(world.mentor), q=typed) == [three[at].pk for at in found]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("زواج مبكِّر", "مبكر"),
        ("ከባድ ስራ", "ከባ"),
        ("kazi nzito", "nzi"),
        ("बाल विवाह", "विवा"),
        ("mɛ\u200dnpikin", "menpi"),
        ("Straße", "strass"),
        ("“menpikin”, they said", "menpikin"),
        ("ﬁre", "fire"),
        ("e\u0301cole", "école"),
        ("route-7", "7"),
        ("𞤀𞤣𞤵", "𞤢𞤣"),  # Adlam has cases
    ],
)
def test_words_of_every_script_are_found(world, as_user, said, typed):
    session = factories.recorded(world.groups["women"], by=world.facilitator, harms=[(said, "")])
    assert shown(as_user(world.facilitator), q=typed) == [session.pk]


def test_a_word_follows_what_is_written(world, as_user, three):
    client, session = as_user(world.facilitator), three[0]
    session = DialogueSession.objects.get(pk=session.pk)
    session = actions.save_session(
        session,
        version=session.version,
        values={"promise": "Bring the chief"},
        rows={
            "strengths": [{"local_term": "uncles"}],
            "items": [],
            "quotes": [{"words": "Nobody asked us before.", "gloss": ""}],
        },
        by=world.facilitator,
    )
    assert shown(client, q="chief") == shown(client, q="uncles") == [session.pk]
    assert shown(client, q="ebi") == []
    assert set(session.words.values_list("word", flat=True)) == words_of(session)
    quoted = {"nobody", "asked", "us", "before"}
    assert words_of(session) == {"bring", "the", "chief", "uncles", *quoted}


@pytest.mark.parametrize("kind", tools.KINDS)
def test_what_was_laid_out_is_found_until_it_changes_or_goes(world, as_user, kind):
    client, by = as_user(world.mentor), world.facilitator
    session = factories.recorded(world.groups["women"], by=by)
    without = words_of(session)
    free = [field.name for field in SHAPES[kind].said_fields() if is_free_text(field)]
    said = tools.rows(kind, **{name: f"zed{name}" for name in free})
    tool = tools.add(session, kind, by=by, question="zorba?", about="zulu", memo="zest", rows=said)
    for typed in ("zorba", "zulu", "zest", *(f"zed{name.split('_')[0]}" for name in free)):
        assert shown(client, q=typed) == [session.pk], typed
    tools.save(tool, by=by, memo="zoom", rows=tools.rows(kind, local_term="zebra"))
    assert [shown(client, q=typed) for typed in ("zest", "zedgloss")] == [[], []]
    assert shown(client, q="zebra zoom zulu") == [session.pk]
    # What is kept of the notes themselves keeps the words of the tool.
    fresh = DialogueSession.objects.get(pk=session.pk)
    actions.save_session(
        fresh, version=fresh.version, values={"promise": "Zinc"}, rows={}, by=by
    )  # fmt: skip
    assert shown(client, q="zebra zinc") == [session.pk]
    tool = tools.again(tool)
    remove_tool(tool, version=tool.version, by=by)
    assert shown(client, q="zebra") == []
    assert set(session.words.values_list("word", flat=True)) == {*without, "zinc"}


def test_what_one_writes_for_oneself_and_the_mentor_is_found_by_nobody(world, as_user):
    session = factories.recorded(world.groups["women"], by=world.facilitator)
    reflections.reflection(session, by=world.facilitator, note="ask the elders")
    assert not SessionWord.objects.filter(word="elders").exists()
    assert shown(as_user(world.facilitator), q="elders") == []


def test_a_draft_is_found_by_its_writer_alone(world, as_user):
    draft = factories.filled(world.groups["women"], by=world.facilitator)
    assert shown(as_user(world.facilitator), q="ebi") == [draft.pk]
    assert shown(as_user(world.mentor), q="ebi") == []


def test_what_other_communities_say_is_found_by_their_own_people(world, as_user, three):
    group = world.outside_community.subgroups.get(voice="women")
    theirs = factories.recorded(group, by=world.outsider_facilitator)
    assert shown(as_user(world.outsider_facilitator), q="ebi") == [theirs.pk]
    assert shown(as_user(world.facilitator), q="ebi") == [three[0].pk]
    key = str(world.outside_community.pk)
    assert len(shown(as_user(world.facilitator), community=key)) == 3  # says nothing: left out


@pytest.mark.parametrize(
    "name",
    ["committee_member", "coordinator", "focal_point", "social_worker", "observer",
     "administrator", "stranger"],
)  # fmt: skip
def test_nobody_else_searches(world, as_user, three, name):
    assert as_user(getattr(world, name)).get(LIST, {"q": "ebi"}).status_code == 403


def test_a_common_word_and_a_rare_one_are_found_alike(world, as_user, three, monkeypatch):
    monkeypatch.setattr("dialogues.models.words.RARE", 1)
    client = as_user(world.facilitator)
    assert shown(client, q="aunties") == [session.pk for session in three]
    assert shown(client, q="aunties school") == [three[1].pk, three[2].pk]
    assert shown(client, q="aunties angri") == [three[2].pk]
    assert shown(client, q="angri") == [three[2].pk]


def test_words_go_with_their_session(world):
    draft = factories.filled(world.groups["women"], by=world.facilitator)
    assert SessionWord.objects.exists()
    actions.discard_session(draft, by=world.facilitator)
    assert not SessionWord.objects.exists()


def test_what_a_word_is():
    assert split("Ebi  wok, EBI-wok; don’t\x00x") == ["ebi", "wok", "don", "t", "x"]
    assert split("x" * 70) == ["x" * 60]
    assert split(" .,;:!? ") == []


@given(st.text(min_size=1, max_size=5), st.text(max_size=5))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_the_range_of_a_beginning_holds_what_begins_so_and_nothing_else(beginning, rest):
    end = _after(beginning)
    assert beginning + rest >= beginning
    assert not end or beginning + rest < end
    if end:
        assert not end.startswith(beginning)


# --- Filters -------------------------------------------------------------------------------------


def test_each_filter_narrows(world, as_user, three):
    client = as_user(world.facilitator)
    keys = [session.pk for session in three]
    today = clock.today()
    assert shown(client, group=world.groups["women"].pk) == [keys[1]]
    assert shown(client, status="locked") == [keys[2]]
    assert shown(client, status="draft") == []
    assert shown(client, round="1") == keys
    assert shown(client, since=today - timedelta(days=10)) == keys[:2]
    assert shown(client, until=today - timedelta(days=10)) == keys[1:]
    day = today - timedelta(days=10)
    assert shown(client, since=day, until=day, q="school", status="recorded") == [keys[1]]


def test_a_session_is_found_by_the_kind_of_its_tools(world, as_user, three):
    tools.add(three[1], "who_helps", by=world.facilitator)
    tools.add(three[1], "who_helps", by=world.facilitator)
    client = as_user(world.facilitator)
    assert shown(client, tool="who_helps") == [three[1].pk]
    assert shown(client, tool="drama") == []
    assert len(shown(client, tool="nothing")) == 3


def second_community(world):
    cast.reach(
        world.facilitator, Role.FACILITATOR, by=world.coordinator, community=world.outside_community
    )
    return world.outside_community


def test_groups_and_rounds_are_those_of_the_chosen_community(world, as_user, three):
    other = second_community(world)
    group = other.subgroups.get(voice="women")
    session = factories.recorded(group, by=cast.fresh(world.facilitator))
    on(session, clock.today() - timedelta(days=99))
    client = as_user(world.facilitator)
    keys = [one.pk for one in (*three, session)]
    assert shown(client) == keys
    page = client.get(LIST).content.decode()
    assert 'name="community"' in page
    assert 'name="group"' not in page and 'name="round"' not in page  # noqa: PT018
    assert shown(client, community=other.pk) == [session.pk]
    assert shown(client, community=other.pk, round="1", group=group.pk) == [session.pk]
    # The group of a community that was chosen before says nothing any more.
    answer = client.get(LIST, {"community": world.community.pk, "group": group.pk, "round": "7"})
    assert [one.pk for one in answer.context["page"]] == keys[:3]
    assert not answer.context["form"].errors
    participants.begin_round(
        id=uuid.uuid4(), community=other, began_on=clock.today(), by=cast.fresh(world.facilitator)
    )
    assert shown(client, community=other.pk, round="2") == []
    assert shown(client, community=other.pk, round="1") == [session.pk]


def test_an_empty_list_says_which_filter_to_loosen(world, as_user, three):
    other = second_community(world)
    client = as_user(world.facilitator)
    asked = {"q": "ebi", "community": str(other.pk), "round": "1", "after": "2026-01-01~x"}
    answer = client.get(LIST, asked)
    page = answer.content.decode()
    assert "No session like this" in page
    without = {name: href for name, _label, _value, href in answer.context["form"].active}
    assert without == {
        "q": f"?community={other.pk}&round=1",
        "community": "?q=ebi",
        "round": f"?q=ebi&community={other.pk}",
    }
    assert f'href="{LIST}"' in page
    assert [one.pk for one in client.get(LIST + without["community"]).context["page"]] == [
        three[0].pk
    ]


def test_an_empty_list_without_filters_says_what_comes_here(world, as_user):
    page = as_user(world.mentor).get(LIST).content.decode()
    assert "No session here yet" in page
    assert 'role="search"' not in page


def test_pages_keep_every_filter(world, as_user, django_assert_max_num_queries):
    session = factories.recorded(world.groups["women"], by=world.facilitator)
    words = [row.word for row in session.words.all()]
    copies = []
    for number in range(119):
        copy = DialogueSession.objects.get(pk=session.pk)
        copy.pk, copy.held_on = uuid.uuid4(), session.held_on - timedelta(days=number // 3)
        copies.append(copy)
    DialogueSession.objects.bulk_create(copies)
    SessionWord.objects.bulk_create(
        SessionWord(session=copy, community=copy.community, word=word)
        for copy in copies
        for word in words
    )
    factories.recorded(world.groups["men"], by=world.facilitator, harms=[("other", "")])
    second_community(world)
    client, seen = as_user(world.facilitator), []
    target = f"{LIST}?q=ebi+wo&community={world.community.pk}&group={world.groups['women'].pk}"
    target += "&status=recorded&since=2020-01-01&until=2100-01-01&round=1"
    client.get("/")
    while target:
        with django_assert_max_num_queries(8):
            answer = client.get(target)
        seen += [(one.held_on, one.pk) for one in answer.context["page"]]
        page = answer.content.decode()
        links = [part.split('"')[0] for part in page.split('href="?')[1:]]
        older = [link for link in links if "after=" in link]
        assert all("q=ebi" in link and "status=recorded" in link for link in older)
        target = f"{LIST}?{older[-1].replace('&amp;', '&')}" if answer.context["page"].next else ""
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)


ODD = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["\x00", "0", "-1", "99999999999999999999", "2026-02-30", "0001-01-01~x", "%00", "a" * 500,
         "9999-12-31", "None", "٣", "2026-01-01~00000000-0000-0000-0000-000000000000", "~~", "\ud7ff"]
    ),
    st.uuids().map(str),
)  # fmt: skip


@given(
    asked=st.dictionaries(
        st.sampled_from(
            [
                "q",
                "community",
                "round",
                "group",
                "status",
                "since",
                "until",
                "after",
                "page",
                "\x00",
            ]
        ),
        ODD,
        max_size=9,
    )
)
@settings(
    max_examples=150, derandomize=True, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_whatever_stands_in_the_address_it_is_a_page(world, as_user, asked):
    if not DialogueSession.objects.exists():
        factories.recorded(world.groups["women"], by=world.facilitator)
    client = world.__dict__.setdefault("_client", as_user(world.facilitator))
    assert client.get(LIST, asked).status_code == 200


def test_the_list_is_only_read(world, as_user):
    assert as_user(world.facilitator).post(LIST).status_code == 405


def test_of_many_communities_some_are_offered_and_any_can_be_asked_for(
    world, as_user, three, monkeypatch
):
    second_community(world)
    monkeypatch.setattr("dialogues.forms.session_list.MOST_OFFERED", 1)
    client = as_user(world.facilitator)
    page = client.get(LIST).content.decode()
    assert "Not every community fits" in page
    assert "Masimbaya</option>" not in page
    assert shown(client, community=world.community.pk) == [session.pk for session in three]
    assert shown(client, community=world.other_community.pk) == [session.pk for session in three]


# --- Growth --------------------------------------------------------------------------------------


def steps(client, **asked) -> int:
    """How many hundreds of steps SQLite takes for a page: the same on every machine."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 100)
    try:
        assert client.get(LIST, asked).status_code == 200
    finally:
        connection.connection.set_progress_handler(None, 0)
    return counted[0]


def many(session: DialogueSession, number: int) -> None:
    """Copies of a session with its words, ten on a day; every fiftieth says something of its own."""
    copies, words = [], []
    for at in range(number):
        copy = DialogueSession.objects.get(pk=session.pk) if not copies else copy_of(copies[0])
        copy.pk, copy.held_on = uuid.uuid4(), session.held_on - timedelta(days=at // 10)
        copies.append(copy)
        said = ["ebi", "wok", *(["fifty"] if at % 50 == 0 else [])]
        words += [SessionWord(session=copy, community=copy.community, word=word) for word in said]
    DialogueSession.objects.bulk_create(copies)
    SessionWord.objects.bulk_create(words)


def copy_of(session: DialogueSession) -> DialogueSession:
    return DialogueSession(**{f.attname: getattr(session, f.attname) for f in session._meta.fields})


def test_no_page_takes_more_steps_when_there_are_more_sessions(world, as_user, monkeypatch):
    """Ten times as many, in one community and beside another one."""
    monkeypatch.setattr("dialogues.models.words.RARE", 100)
    if connection.vendor != "sqlite":
        pytest.skip("counts the steps of SQLite")
    other = second_community(world)
    by = cast.fresh(world.facilitator)
    session = factories.recorded(world.groups["women"], by=by)
    many(factories.recorded(other.subgroups.get(voice="women"), by=by), 200)
    one, two = as_user(world.mentor), as_user(by)
    asked = [
        {}, {"status": "recorded"}, {"status": "locked"}, {"q": "ebi"}, {"q": "ebi wok"},
        {"q": "nowhere"}, {"q": "nowhere ebi"}, {"since": "2020-01-01"},
        {"until": str(session.held_on)}, {"group": world.groups["women"].pk}, {"round": "1"},
        {"community": world.community.pk}, {"community": other.pk, "q": "wok"},
    ]  # fmt: skip

    def measured(days: int) -> list[int]:
        """`days` back is the middle of what there is."""
        deep = {"after": f"{session.held_on - timedelta(days=days)}~{uuid.UUID(int=0)}"}
        pages = [*asked, deep, {**deep, "q": "ebi"}]
        return [steps(client, **page) for client in (one, two) for page in pages]

    many(session, 200)
    few = measured(10)
    many(session, 1800)
    more = measured(90)
    grown = [
        (at, before, after)
        for at, (before, after) in enumerate(zip(few, more, strict=True))
        if after > before * 1.1 + 2
    ]
    assert grown == []
