"""US6: what is told in confidence leaves no trace anywhere outside its circle.

Everybody's pages, headers, exports and lists are read before and after, and must be the same bytes.
Whoever is in the circle is known: a concern is the focal point's; a referral that of who raised it,
of the focal point and of the service it went to.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import Notification
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.logs import PagesOnly
from referrals import actions as referrals
from referrals.models import Concern, Referral
from tests.referrals import factories as slips

from .factories import as_stored
from .test_urls import COLUMNS, ROWS, address, name_of, ours
from .things import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]
CANARY = "zqcanaryword"
WORDS = f"After the dialogue somebody told me something: {CANARY}. May I phone?"
TELL = reverse("referrals:concern_add")
# What differs from one asking to the next and says nothing.
PASSING = re.compile(r'name="(?:csrfmiddlewaretoken|owner|id)" value="[^"]*"')
UNSTEADY = {"Set-Cookie", "Content-Length"}
EXPORTS = (
    ("overview:community_pack_data", {}),
    ("reports:community_export", {"format": "csv"}),
    ("reports:community_export", {"format": "xlsx"}),
    ("reports:service_export", {"format": "json"}),
    ("reports:service_export", {"format": "zip"}),
)
OUTSIDE = [column for column in COLUMNS if column not in ("focal_point", "anonymous")]


def shown_to(column: str) -> list[str]:
    """The pages that this person is shown, as tests/test_urls.py says."""
    place = COLUMNS.index(column)
    written = ours()
    return [
        row.split()[1]
        for row in ROWS
        if row.startswith("GET") and name_of(row) in written
        and "".join(row.split()[2:])[place] == "y"
    ]  # fmt: skip


def browser_of(stage: Stage, column: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(getattr(stage.world, column))
    browser.get("/")  # whoever was told something has read it
    return browser


def asked(browser: Client, method: str, url: str, data=None) -> str:
    """What comes back, headers and all; whatever asking wrote is undone."""
    with transaction.atomic():
        response = browser.generic(method, url) if data is None else browser.post(url, data)
        transaction.set_rollback(True)
    headers = {name: value for name, value in response.headers.items() if name not in UNSTEADY}
    return f"{response.status_code} {headers}\n{PASSING.sub('', opened(response.getvalue()))}"


def opened(content: bytes) -> str:
    """The bytes as text; of a packed file everything in it but the moment of packing."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return "".join(
            name + files.read(name).decode(errors="replace")
            for name in files.namelist()
            if name != "docProps/core.xml"  # the moment of packing
        )


def read(stage: Stage, column: str) -> dict[str, str]:
    """Page or export → what this person gets of it."""
    browser, found = browser_of(stage, column), {}
    for target in shown_to(column):
        found[target] = asked(browser, "GET", address(target, stage.things))
    for name, data in EXPORTS:
        found[f"{name} {data}"] = asked(browser, "POST", address(name, stage.things), data)
    return found


@pytest.fixture(scope="module")
def before(stage: Stage) -> dict[str, dict[str, str]]:
    return {column: read(stage, column) for column in OUTSIDE}


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(name for name in before | after if before.get(name) != after.get(name))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything the product's log would say, of every level, as it would stand in the file."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PagesOnly())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def tell(stage: Stage, *, frm: str) -> Concern:
    """The facilitator presses the button on a page and writes a few words."""
    browser = browser_of(stage, "facilitator")
    page = browser.get(TELL, headers={"Referer": f"https://testserver{frm}"})
    form = page.context["form"]
    posted = {
        "id": uuid4(), "organisation": form.fields["organisation"].initial.pk, "words": WORDS,
        "owner": form["owner"].value(),
    }  # fmt: skip
    refused = browser.post(TELL, {**posted, "organisation": "nobody"})
    assert (refused.status_code, CANARY in refused.content.decode()) == (422, True)
    answer = browser.post(TELL, posted, headers={"Referer": f"https://testserver{frm}"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    return Concern.objects.get(pk=posted["id"])


def traces(concern: Concern) -> tuple[str, ...]:
    return (CANARY, str(concern.pk), concern.pk.hex, concern.code)


def test_a_concern_changes_no_byte_for_anybody_but_the_focal_point(stage, before, lines):
    session = stage.things["sessions"]
    history = list(session.history().values_list("pk", flat=True))
    mail.outbox.clear()
    concern = tell(stage, frm=session.get_absolute_url())
    after = {column: read(stage, column) for column in OUTSIDE}
    changed = {column: differing(before[column], after[column]) for column in OUTSIDE}
    assert {column: names for column, names in changed.items() if names} == {}
    for column in OUTSIDE:
        everything = "".join(after[column].values())
        assert [trace for trace in traces(concern) if trace in everything] == []
    assert list(session.history().values_list("pk", flat=True)) == history
    # The one for whom it is does see it, so there was something to be seen.
    assert CANARY in asked(browser_of(stage, "focal_point"), "GET", concern.get_absolute_url())
    _whoever_has_the_address_gets_nothing(stage, concern)
    said = lines.getvalue()
    assert "Unprocessable" in said
    assert [trace for trace in traces(concern) if trace in said] == []


def _whoever_has_the_address_gets_nothing(stage: Stage, concern: Concern) -> None:
    """Nor does it help to know the key: not even whoever wrote it reads it again."""
    for column in OUTSIDE:
        browser = browser_of(stage, column)
        for verb, method in (("show", "GET"), ("take_up", "POST"), ("close", "POST")):
            url = reverse(f"referrals:concern_{verb}", args=[concern.pk])
            assert asked(browser, method, url).startswith("404")


def test_only_the_focal_points_are_told_and_without_a_word_of_it(stage):
    mail.outbox.clear()
    told = set(Notification.objects.values_list("pk", flat=True))
    concern = tell(stage, frm=stage.things["sessions"].get_absolute_url())
    new = Notification.objects.exclude(pk__in=told)
    assert {notification.user for notification in new} <= {stage.world.focal_point}
    written = repr(as_stored(Notification)) + "".join(f"{m.subject}{m.body}" for m in mail.outbox)
    assert [trace for trace in traces(concern) if trace in written] == []


def test_nothing_stored_leads_from_a_concern_to_a_session_or_back(stage):
    session = stage.things["sessions"]
    concern = tell(stage, frm=session.get_absolute_url())
    events = AuditEvent.objects.about(concern)
    assert events.count() == 1
    stored = repr([*Concern.objects.filter(pk=concern.pk).values(), *events.values()])
    for key in (session, session.community, session.subgroup, session.round):
        assert str(key.pk) not in stored
    assert CANARY not in repr(list(AuditEvent.objects.values()))


def test_the_button_carries_nothing_and_the_form_takes_nothing(stage):
    """The same form from wherever one comes, and no way back in it to where one was."""
    session = stage.things["sessions"]
    browser = browser_of(stage, "facilitator")
    shown = browser.get(session.get_absolute_url())
    assert f'rel="noreferrer" href="{TELL}"' in shown.content.decode()
    plain = asked(browser, "GET", TELL)
    address_of = session.get_absolute_url()
    for url in (f"{TELL}?next={address_of}", f"{TELL}?session={session.pk}&words=x"):
        browser.defaults["HTTP_REFERER"] = f"https://testserver{address_of}"
        came = asked(browser, "GET", url)
        assert str(session.pk) not in came
        assert came == plain
    form = browser.get(TELL).context["form"]
    assert form["words"].value() in (None, "")
    assert "<title>Focal point</title>" in plain


@pytest.mark.parametrize("target", ["dialogues:session_show", "dialogues:session_list", "home"])
def test_the_button_is_on_every_page(stage, target):
    page = asked(browser_of(stage, "facilitator"), "GET", address(target, stage.things))
    assert f'href="{TELL}"' in page


# --- And then a referral --------------------------------------------------------------------------


def referred(stage: Stage) -> Referral:
    """By code, on paper, without the household: two people sign, a service answers by phone."""
    world = stage.world
    referral = slips.draft(
        world, **slips.WITHOUT_CONSENT, urgency="high", summary=f"Needs a doctor; {CANARY}.",
        override_reason=f"The household is where the danger is; {CANARY}.",
    )  # fmt: skip
    referral = referrals.cosign_override(referral, version=referral.version, by=world.focal_point)
    referral = referrals.send_referral(
        referral, version=referral.version, sent_via="phone", by=world.facilitator
    )
    return referrals.move_referral(referral, "acknowledged", by=world.social_worker)


IN_ITS_CIRCLE = ("facilitator", "focal_point", "social_worker")


def test_a_referral_changes_no_byte_for_anybody_outside_its_circle(stage, before, lines):
    mail.outbox.clear()
    referral = referred(stage)
    marks = (CANARY, str(referral.pk), referral.code)
    after = {column: read(stage, column) for column in OUTSIDE}
    changed = {
        column: differing(before[column], after[column])
        for column in OUTSIDE
        if column not in IN_ITS_CIRCLE
    }
    assert {column: names for column, names in changed.items() if names} == {}
    for column in changed:
        everything = "".join(after[column].values())
        assert [mark for mark in marks if mark in everything] == []
    # Whoever raised it sees it where referrals are, and nowhere among dialogues and communities.
    theirs = differing(before["facilitator"], after["facilitator"])
    assert "referrals:referral_list" in theirs
    assert [name for name in theirs if name.startswith(("dialogues:", "participants:"))] == []
    # Today and one's own account say that something waits, and not what.
    assert [name for name in theirs if ":" in name and not name.startswith("referrals:")] == []
    assert [mark for mark in marks if mark in lines.getvalue()] == []
    assert [
        mark for mark in (CANARY,) if any(mark in m.body + m.subject for m in mail.outbox)
    ] == []


def test_nothing_stored_leads_from_a_referral_to_where_it_began(stage):
    referral = referred(stage)
    session = stage.things["sessions"]
    rows = [*Referral.objects.filter(pk=referral.pk).values(), *referral.events.values()]
    stored = repr([*rows, *AuditEvent.objects.about(referral).values()])
    for key in (session, session.community, session.subgroup, session.round):
        assert str(key.pk) not in stored
