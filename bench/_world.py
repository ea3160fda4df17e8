"""What do the measures share? A throw-away world of a chosen size, and the pages with their bars."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Page:
    """A page as its main role opens it; `queries` and `times` (of a bare view) are quality.md's."""

    target: str  # as in tests/test_urls.py
    person: str
    queries: int
    times: int


LIST, DETAIL, HOME = (8, 6), (10, 6), (12, 8)
PAGES = (
    Page("home", "facilitator", *HOME),
    Page("home", "social_worker", *HOME),
    Page("home", "committee_member", *HOME),
    Page("home", "coordinator", *HOME),
    Page("participants:community_list", "facilitator", *LIST),
    Page("participants:community_list", "coordinator", *LIST),
    Page("reports:import_show", "coordinator", *DETAIL),
    Page("participants:visit_list", "facilitator", *LIST),
    Page("participants:phase_list", "facilitator", *LIST),
    Page("participants:service_list", "facilitator", *LIST),
    Page("participants:service_show", "facilitator", *DETAIL),
    Page("overview:community_page", "facilitator", *HOME),  # a community's first page
    Page("overview:rhythm", "facilitator", *LIST),
    Page("participants:round_show", "facilitator", *DETAIL),
    Page("overview:practice_list", "facilitator", *LIST),
    Page("overview:practice_show", "facilitator", *DETAIL),
    Page("overview:reflect", "mentor", *HOME),
    Page("overview:confirmation_list", "mentor", *LIST),
    Page("participants:member_list", "facilitator", *LIST),
    Page("overview:person_list", "coordinator", *LIST),
    Page("participants:handover_list", "committee_member", *LIST),
    Page("dialogues:session_list", "facilitator", *LIST),
    Page("dialogues:session_list?community=communities&round=1&q=ebi+wok", "facilitator", *LIST),
    Page("dialogues:session_show", "facilitator", *DETAIL),
    Page("dialogues:session_show", "mentor", *DETAIL),
    Page("dialogues:reflection_list", "facilitator", *LIST),
    Page("dialogues:reflection_list", "mentor", *LIST),
    Page("dialogues:reflection_show", "mentor", *DETAIL),
    Page("home", "mentor", *HOME),
    Page("dialogues:round_compare", "facilitator", *HOME),
    Page("dialogues:round_compare?by=category", "facilitator", *HOME),
    Page("dialogues:round_group", "facilitator", *HOME),
    Page("dialogues:guess_show?step=3", "facilitator", *HOME),
    Page("dialogues:round_findings", "committee_member", *HOME),
    Page("dialogues:practice_list", "facilitator", *LIST),
    Page("dialogues:practice_show@talked", "mentor", *DETAIL),
    Page("dialogues:process_check_show", "mentor", *DETAIL),
    Page("dialogues:by_law_list", "committee_member", *LIST),
    Page("dialogues:by_law_show", "committee_member", *DETAIL),
    Page("dialogues:round_trail", "facilitator", *HOME),
    Page("dialogues:round_trail", "committee_member", *HOME),
    Page("dialogues:round_tell_back", "facilitator", *HOME),
    Page("dialogues:finding_show", "facilitator", *HOME),
    Page("dialogues:finding_show", "committee_member", *HOME),
    Page("dialogues:finding_options", "facilitator", *HOME),
    Page("dialogues:finding_options", "committee_member", *HOME),
    Page("dialogues:finding_sheet", "committee_member", *HOME),
    Page("dialogues:plan_list", "facilitator", *LIST),
    Page("dialogues:plan_show", "committee_member", *HOME),  # a committee's first page
    Page("dialogues:plan_review", "committee_member", *HOME),
    Page("dialogues:plan_review?card=2", "committee_member", *HOME),
    Page("dialogues:plan_paper", "committee_member", *HOME),
    Page("dialogues:plan_promises", "committee_member", *HOME),
    Page("dialogues:plan_meeting", "committee_member", *HOME),
    Page("dialogues:plan_show@told", "committee_member", *HOME),
    Page("dialogues:action_show@told", "committee_member", *DETAIL),
    Page("dialogues:action_show@told", "facilitator", *DETAIL),
    Page("dialogues:plan_progress@told", "committee_member", *DETAIL),
    Page("dialogues:best_interests_show", "facilitator", *DETAIL),
    Page("dialogues:best_interests_show", "committee_member", *DETAIL),
    Page("dialogues:criterion_list", "coordinator", *LIST),
    Page("dialogues:sign_show", "committee_member", *DETAIL),
    Page("dialogues:look_back_list", "committee_member", *LIST),
    Page("dialogues:ownership_review_list", "committee_member", *LIST),
    Page("referrals:referral_list", "social_worker", *LIST),
    Page("referrals:referral_show", "social_worker", *DETAIL),
    Page("referrals:referral_show@draft", "facilitator", *DETAIL),
    Page("referrals:concern_list", "focal_point", *LIST),
    Page("referrals:consent_list", "coordinator", *LIST),
    Page("referrals:sharing_agreement_list", "coordinator", *LIST),
    Page("referrals:sharing_agreement_show", "focal_point", *DETAIL),
)


def settle() -> None:
    """Run on with the environment of the checkout, with Django ready."""
    sys.path.insert(0, str(ROOT))
    try:
        import django
    except ImportError:
        python = ROOT / ".venv" / "bin" / "python"
        if not python.exists():
            sys.exit("Run bin/test once: it makes .venv, which the measures need.")
        os.execv(python, [str(python), *sys.argv])  # this very script again
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    folder = tempfile.mkdtemp(prefix="bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
    django.setup()


def database() -> None:
    """The tables, in the throw-away file."""
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def copies(row: Any, number: int, **changed: Any) -> list[Any]:
    """`row` again, `number` times, each under a key of its own; a callable makes a value for each."""
    model = type(row)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if not field.primary_key
    }

    def values() -> dict[str, Any]:
        return {name: make() if callable(make) else make for name, make in changed.items()}

    return model._base_manager.bulk_create(
        model(pk=uuid4(), **{**kept, **values()}) for _ in range(number)
    )


def grow(world: Any, things: dict[str, Any], rows: int) -> None:
    """Bring every list to `rows` rows, as copies of what the actions made."""
    from dialogues.models import Confirmation
    from participants.models import Community, Service
    from referrals.codes import concern_code, referral_code

    _grow_sessions(world, things, rows)
    referrals = things["referrals"]
    kept = Confirmation(
        session=things["sessions"], record_id=things["sessions"].pk, community=world.community,
        words=["Kadie Sesay"], reason="a song", by=world.facilitator,
    )  # fmt: skip
    copies(kept, rows)
    mine = Community.objects.filter(assignments__membership__user=world.facilitator).count()
    for community in copies(world.community, max(rows - mine, 0)):
        copies(world.community.agreement, 1, community_id=community.pk)
        copies(things["assignments"], 1, community_id=community.pk)
        for group in world.groups.values():
            copies(group, 1, community_id=community.pk)
    copies(things["handovers"], rows)
    copies(things["milestones"], rows)
    copies(things["progress-reports"], rows)
    copies(things["practices.talked"], rows, term_key=lambda: str(uuid4()))
    copies(things["norm-reflections"], rows)
    copies(things["by-laws"], rows)
    copies(world.service, max(rows - Service.objects.count(), 0))
    sent = type(referrals).objects.filter(status="sent").count()
    for referral in copies(referrals, max(rows - sent, 0), code=referral_code):
        for event in referrals.events.all():
            copies(event, 1, referral_id=referral.pk)
    copies(things["sharing-agreements"], rows)
    concerns = type(things["concerns"]).objects.count()
    copies(things["concerns"], max(rows - concerns, 0), code=concern_code)
    people = type(world.facilitator).objects.count()
    for person in copies(
        world.facilitator, max(rows - people, 0), username=lambda: f"person-{uuid4()}"
    ):
        copies(things["memberships"], 1, user_id=person.pk)


def _grow_sessions(world: Any, things: dict[str, Any], rows: int) -> None:
    from tests.dialogues import tool_factories as tools

    sessions = things["sessions"]
    missing = rows - type(sessions).objects.filter(status="recorded").count()
    for session in copies(sessions, max(missing, 0)):
        for child in (
            sessions.items,
            sessions.head_counts,
            sessions.strengths,
            sessions.quotes,
            sessions.words,
        ):
            for row in child.all():
                copies(row, 1, session_id=session.pk)
        copies(things["reflections"], 1, session_id=session.pk)
    for child in (sessions.amendments, things["reflections"].answers):
        copies(child.first(), rows)
    for kind in ("drama", "places", "options", "daily_calendar"):
        tools.add(sessions, kind, by=world.facilitator)


def queries(world: Any, things: dict[str, Any], page: Page) -> int:
    """How many queries the page asks, of a person who was there a moment ago."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.test_urls import address

    browser, url = Client(), address(page.target, things)
    browser.force_login(getattr(world, page.person))
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return len(asked)
