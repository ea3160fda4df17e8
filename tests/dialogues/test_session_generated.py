"""A hundred sessions that nobody planned: whatever is typed, no page breaks and nothing is lost.

The fields are read from the page itself, so that a field that comes later is filled here, too.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dialogues.models import DialogueSession
from tests.forms import Control, controls

from . import factories

MOST_ROWS = 4
ROW = re.compile(r"^([a-z_]+)-(\d+)-(\w+)$")
MACHINERY = re.compile(r"(_FORMS|^csrfmiddlewaretoken|^version|^owner|^id|^go)$")

# --- What people type, and what machines send ----------------------------------------------------

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "ebi wok", "lɛf skul", "زواج مبكر", "ከባድ ስራ", "बाल विवाह", "👧🏾‍🦽 يا",
            "\u202eמימין\u202c", "zero\u200bwidth\u200djoin", "<script>alert(1)</script>",
            "</textarea><b>", "{{ 7|add:7 }} {% now %}", '" onmouseover="x', "'; DROP TABLE", "&amp;",
            "a\u0301\u0323", "\x00", "\ufeff", " trimmed ", "\tx", "two\r\nlines", "\nfirst", "－７",
            "x" * 199, "x" * 201, "ẞ" * 300, "𞤀" * 601, "y" * 2001, "daughter of the teacher",
        ]
    ),
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 40).map(str),
    st.sampled_from(
        ["", "-1", "-0", "00", "1000", "32768", "99999999999999999999", "1e3", "2.5", "٣", "nine",
         " 7 ", "0x10", "NaN", "½", "\x00"]
    ),
)  # fmt: skip
DAYS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(["", "2026-02-30", "yesterday", "0000-00-00", "9999-12-31", "\x00"]),
)
NOT_OFFERED = st.sampled_from(["", "nothing", "\x00", "0", "x" * 300])


# Odd, but every bit of it may be kept.
KEPT_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=20),
    st.sampled_from(
        [
            "ebi wok", "lɛf skul", "زواج مبكر", "ከባድ ስራ", "बाल विवाह", "👧🏾‍🦽 يا",
            "\u202eמימין\u202c", "zero\u200bwidth\u200djoin", "<script>alert(1)</script>",
            "</textarea><b>", "{{ 7|add:7 }} {% now %}", '" onmouseover="x', "'; DROP TABLE", "&amp;",
            "a\u0301\u0323", " trimmed ", "－７", "ẞ" * 100, "𞤀" * 200,
        ]
    ),
)  # fmt: skip


def often(usual: st.SearchStrategy, odd: st.SearchStrategy) -> st.SearchStrategy:
    """Nine times in ten as a person would; hypothesis tries the other one soon enough."""
    return st.integers(0, 9).flatmap(lambda dice: odd if dice == 9 else usual)


def calmly(control: Control, number: str) -> st.SearchStrategy[list[str]]:
    """Values that fit together: offered choices, one number everywhere, words of a length that fits."""
    if control.kind in ("select", "radio"):
        return st.sampled_from(control.choices).map(lambda value: [value])
    if control.kind == "checkbox":
        return st.lists(st.sampled_from(control.choices), unique=True)
    if control.kind == "date":
        return st.dates().map(lambda day: [day.isoformat()])
    if control.numeric:
        return st.just([number])
    return KEPT_WORDS.map(lambda value: [value])


def typed_into(control: Control) -> st.SearchStrategy[list[str]]:
    """The values a control may come with."""
    if control.name.endswith("-ORDER"):
        return often(st.just([control.value]), NUMBERS.map(lambda value: [value]))
    if control.kind in ("select", "radio"):
        offered = st.sampled_from(control.choices)
        return often(offered, NOT_OFFERED).map(lambda value: [value])
    if control.kind == "checkbox":
        offered = st.lists(st.sampled_from(control.choices), unique=True)
        return often(offered, NOT_OFFERED.map(lambda value: [value]))
    if control.kind == "date":
        return DAYS.map(lambda value: [value])
    if control.numeric:
        return often(st.integers(0, 40).map(str), NUMBERS).map(lambda value: [value])
    return WORDS.map(lambda value: [value])


def rows_of(fields: dict[str, Control]) -> dict[str, dict[str, Control]]:
    """Prefix → the fields of its first row, of every list on the page."""
    found: dict[str, dict[str, Control]] = {}
    for name, control in fields.items():
        match = ROW.match(name)
        if match and match[2] == "0" and f"{match[1]}-TOTAL_FORMS" in fields:
            found.setdefault(match[1], {})[match[3]] = control
    return found


@st.composite
def filled(draw, fields: dict[str, Control]) -> dict[str, list[str]]:
    """The form as it is sent, by somebody who fills some of it."""
    sent = {
        name: control.values
        for name, control in fields.items()
        if control.kind == "hidden" or MACHINERY.search(name)
    }
    calm, number, in_rows = draw(st.booleans()), str(draw(st.integers(0, 12))), set()

    def value_of(control: Control) -> list[str]:
        return draw(calmly(control, number) if calm else typed_into(control))

    for prefix, row in rows_of(fields).items():
        most = draw(st.integers(0, MOST_ROWS))
        sent[f"{prefix}-TOTAL_FORMS"] = [str(most)]
        sent[f"{prefix}-INITIAL_FORMS"] = ["0"]
        places = draw(st.permutations(range(1, most + 1)))
        for at in range(most):
            for name, control in row.items():
                value = value_of(control) if name != "ORDER" else [str(places[at])]
                sent[f"{prefix}-{at}-{name}"] = value
        in_rows |= {name for name in fields if name.startswith(f"{prefix}-")}
    for name, control in fields.items():
        if name not in in_rows and name not in sent:
            some = draw(st.booleans())
            sent[name] = value_of(control) if some else list(control.values)
    return {name: values for name, values in sent.items() if values}


# --- What must be there afterwards ---------------------------------------------------------------


def trimmed(value: str) -> str:
    """As a text is kept: without blanks round it, a line break as one letter; a number as itself."""
    text = value.replace("\r\n", "\n").strip()
    return str(int(text)) if re.fullmatch(r"[+-]?\d{1,20}", text) else text


def is_typed(control: Control) -> bool:
    return control.kind in ("text", "textarea", "date", "number") and not MACHINERY.search(
        control.name
    )


def said(fields: dict[str, Control], form: dict[str, Control]) -> tuple[dict, Counter]:
    """What stands in the fields outside of lists, and each row's texts, as often as they occur."""
    single, rows = {}, {}
    lists = rows_of(form)
    for name, control in fields.items():
        match = ROW.match(name)
        if match and match[1] in lists:
            # As which number something was mentioned is filled in where nobody wrote it.
            own = match[3] not in ("ORDER", "mentioned")
            if is_typed(control) and own and trimmed(control.value):
                key = (match[1], int(match[2]))
                rows.setdefault(key, {})[match[3]] = trimmed(control.value)
        elif is_typed(control):
            single[name] = trimmed(control.value)
    texts = Counter((key[0], tuple(sorted(row.items()))) for key, row in rows.items())
    return single, texts


def as_controls(sent: dict[str, list[str]], form: dict[str, Control]) -> dict[str, Control]:
    """What was sent, with the kinds the page gives to fields of those names."""
    found = {}
    for name, values in sent.items():
        match = ROW.match(name)
        like = form.get(name) or (match and form.get(f"{match[1]}-0-{match[3]}"))
        if like:
            found[name] = Control(name, like.kind, values, like.choices, like.numeric)
    return found


def given_back(sent: dict[str, Control], page: dict[str, Control]) -> list[str]:
    """What was typed and does not stand in the page that asks again."""
    lost = []
    for name, control in sent.items():
        if is_typed(control) and name not in page and control.value.strip():
            lost.append(f"{name} is not on the page: {control.value!r}")
        elif is_typed(control) and name in page and page[name].value != control.value:
            lost.append(f"{name}: {control.value!r} became {page[name].value!r}")
        elif control.kind in ("select", "radio", "checkbox") and name in page:
            chosen = [value for value in control.values if value in control.choices]
            if chosen == control.values and set(page[name].values) != set(control.values):
                lost.append(f"{name}: {control.values} became {page[name].values}")
    return lost


def not_kept(single: dict[str, str], kept: dict[str, str]) -> list[str]:
    """What was typed outside of lists and stands nowhere on the page of what was kept.

    A field may lead to another place: “something else” becomes a line of its own.
    """
    return [
        f"{name}: {value!r} became {kept.get(name)!r}"
        for name, value in single.items()
        if kept.get(name, "") != value and (not value or value not in kept.values())
    ]


def choices_lost(sent: dict[str, Control], page: dict[str, Control]) -> list[str]:
    """What was chosen outside of lists and is not chosen on the page of what was kept.

    What is ticked may become a line of its own, named after it, and is then not offered any more.
    """
    lost = []
    for name, control in sent.items():
        if control.kind in ("select", "radio", "checkbox") and not ROW.match(name) and name in page:
            moved = {
                value
                for value in control.values
                if value not in page[name].choices and any(n.endswith(f"-{value}") for n in page)
            }
            if set(page[name].values) != set(control.values) - moved:
                lost.append(f"{name}: {control.values} became {page[name].values}")
    return lost


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.draft(world.groups["girls_10_13"], by=world.facilitator)


def form_of(client, session: DialogueSession) -> dict[str, Control]:
    answer = client.get(reverse("dialogues:session_edit", args=[session.pk]))
    assert answer.status_code == 200
    return controls(answer.content.decode(), "notes")


USUAL = {
    "derandomize": True,
    "phases": [Phase.generate],  # a failure is told at once: making it small takes minutes here
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                              HealthCheck.large_base_example, HealthCheck.data_too_large],
}  # fmt: skip


@pytest.mark.timeout(300)
def test_a_hundred_sessions_are_kept_as_typed_or_asked_again_with_everything(
    world, as_user, session
):
    client = as_user(world.facilitator)
    target = reverse("dialogues:session_edit", args=[session.pk])
    form = form_of(client, session)
    assert len(rows_of(form)) >= 2
    seen: Counter = Counter()

    @settings(max_examples=100, **USUAL)
    @given(sent=filled(form), autosave=st.booleans())
    def one(sent, autosave):
        with transaction.atomic():
            headers = {"X-Autosave": "1"} if autosave else {}
            answer = client.post(target, sent, headers=headers)
            seen[answer.status_code] += 1
            mine = as_controls(sent, form)
            if answer.status_code == 422:
                assert DialogueSession.objects.get(pk=session.pk).version == session.version
                if not autosave:
                    page = controls(answer.content.decode(), "notes")
                    assert given_back(mine, page) == []
            else:
                assert answer.status_code == (200 if autosave else 302)
                page = form_of(client, session)
                single, rows = said(mine, form)
                kept_single, kept_rows = said(page, form)
                assert not_kept(single, kept_single) == []
                assert kept_rows == rows
                assert choices_lost(mine, page) == []
                # Every page that shows it can show it.
                assert client.get(session.get_absolute_url()).status_code == 200
            transaction.set_rollback(True)

    one()
    assert seen[422] > 20, seen
    assert seen[302] + seen[200] > 20, seen


BROKEN = st.one_of(
    st.none(),
    st.sampled_from(["", "-1", "99999999999999999999", "x", "\x00", "31", "1.5"]),
)


@pytest.mark.timeout(300)
def test_what_no_browser_sends_is_refused_and_changes_nothing(world, as_user):
    """A list without its number of rows, fields twice, versions that never were: never a 500."""
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    target = reverse("dialogues:session_edit", args=[session.pk])
    form = form_of(client, session)
    machinery = [name for name in form if name.endswith("_FORMS")] + ["version", "owner"]

    @settings(max_examples=40, **USUAL)
    @given(
        sent=filled(form),
        broken=st.dictionaries(st.sampled_from(machinery), BROKEN, min_size=1, max_size=3),
        twice=st.booleans(),
        autosave=st.booleans(),
    )
    def one(sent, broken, twice, autosave):
        for name, value in broken.items():
            sent.pop(name, None)
            if value is not None:
                sent[name] = [value]
        if twice:
            sent = {name: [*values, *reversed(values)] for name, values in sent.items()}
        with transaction.atomic():
            headers = {"X-Autosave": "1"} if autosave else {}
            answer = client.post(target, sent, headers=headers)
            assert answer.status_code in (200, 302, 409, 422)
            if answer.status_code in (409, 422):
                assert DialogueSession.objects.get(pk=session.pk).version == session.version
            transaction.set_rollback(True)

    one()


@pytest.mark.parametrize(
    "body",
    [b"", b"promise=%ff%fe%00", b"promise=%ED%A0%80", b"&&&===", b"items-TOTAL_FORMS=%2D1",
     b"items-0-local_term[]=x&version=1", b"\x00\x01\xff", b"version=1&held_on[$ne]="],
)  # fmt: skip
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "application/json"]
)
def test_bytes_that_are_no_form_are_refused(world, as_user, session, body, kind):
    target = reverse("dialogues:session_edit", args=[session.pk])
    answer = as_user(world.facilitator).generic("POST", target, body, content_type=kind)
    assert answer.status_code == 422
    assert DialogueSession.objects.get(pk=session.pk).version == session.version
