"""Do people's records come through the steps that move them?"""

from __future__ import annotations

import uuid

from django.db import connection, transaction

from dialogues.actions import reflections as answers
from dialogues.actions import sessions as session_actions
from dialogues.actions.figures import keep_figures_of_gone
from dialogues.models import Confirmation as InDialogues
from dialogues.models import Finding, PeopleHeard, Reflection, SessionsHeld
from participants import actions as participants
from participants.models import Confirmation as InParticipants
from participants.models import Leaving, Service
from referrals.models import DataPoint, Referral
from tests.dialogues import factories as dialogues
from tests.dialogues import reflection_factories as reflections
from tests.dialogues import tool_factories as tools
from tests.factories import fresh
from tests.migrations import LATEST, migrate, slow
from tests.participants import factories as communities
from tests.participants import listening_factories as listening
from tests.referrals import factories as referrals

pytestmark = slow


def test_a_community_that_left_before_is_asked_about_its_records(tables, world):
    """The step asks for each once, and for nobody with whom we go on."""
    left = {communities.agreement_at(world, to) for to in ("declined", "withdrawn", "stepped_back")}
    communities.agreement_at(world, "agreed")
    Leaving.objects.all().delete()
    migrate(("participants", "0004_a_community_decides"))
    migrate(*LATEST)
    assert {leaving.move.agreement for leaving in Leaving.objects.all()} == left
    assert Leaving.objects.count() == len(left)
    for leaving in Leaving.objects.all():
        move = leaving.move.agreement.moves.last()
        assert (leaving.move, leaving.created_by, leaving.created_at) == (move, move.by, move.at)
        assert (leaving.data_choice, leaving.is_latest) == ("", True)


def test_a_note_for_oneself_becomes_a_reflection_and_a_note_again(tables, world):
    """Each with its writer and its words; who wrote nothing has thought nothing."""
    groups, by = world.groups, world.facilitator
    noted = dialogues.recorded(groups["women"], by=by)
    dialogues.recorded(groups["men"], by=by)
    kept = reflections.reflection(noted, by=by, note="The tree was too near the road.")
    migrate(("dialogues", "0010_reflections_and_amendments"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT private_note FROM dialogues_dialoguesession ORDER BY private_note")
        assert cursor.fetchall() == [("",), (kept.note,)]
        cursor.execute("DELETE FROM dialogues_reflection")
    migrate(*LATEST)
    assert list(Reflection.objects.values_list("session", "note", "created_by", "kept_on")) == [
        (noted.pk, kept.note, by.pk, noted.held_on)
    ]


def test_what_was_laid_out_before_is_found_too(tables, world):
    """The step finds every word that the actions find, and what was found before stays found."""
    session = dialogues.recorded(world.groups["women"], by=world.facilitator)
    own = list(session.words.values_list("word", flat=True))
    for kind in tools.KINDS:
        tools.add(session, kind, by=world.facilitator)
    every = set(session.words.values_list("word", flat=True))
    migrate(("dialogues", "0015_confirmations"))
    session.words.exclude(word__in=own).delete()
    migrate(*LATEST)
    assert set(session.words.values_list("word", flat=True)) == every
    assert len(every) > len(own) + 60


def test_words_kept_with_a_reason_before_there_was_a_list_stand_in_it(tables, world):
    """Of every record, once; with who gave the reason, and where the words stand."""
    by, named = world.facilitator, "We ask Kadie Bangura"
    why = {"identifier_reason": "A well."}
    session = dialogues.filled(world.groups["women"], by=by, promise=named)
    session = session_actions.record_session(session, version=session.version, by=by, **why)
    tools.add(session, "places", rows=tools.rows("places", why=named), by=by, **why)
    note = reflections.reflection(session, by=by, note=named, **why)
    answers.answer_reflection(
        id=uuid.uuid4(), reflection=note, words=named, by=fresh(world.mentor), **why
    )
    reflections.amendment(session, by=by, words=named, **why)
    session_actions.lock_session(session, by=by)
    session_actions.unlock_session(session, reason=named, by=fresh(world.mentor), **why)
    communities.practice(world, who_does_it=named, **why)
    listening.add(world, "women", hinders=["other"], note=named, **why)
    communities.agreement_at(world, "withdrawn", words=named, **why)
    stores = (InDialogues, InParticipants)
    names = ("record_id", "words", "reason", "by", "community")
    kept = [sorted(store.objects.values_list(*names), key=str) for store in stores]
    assert [len(rows) for rows in kept] == [6, 3]
    migrate(("dialogues", "0014_sessions_in_their_order"), ("participants", "0006_reached_by"))
    migrate(*LATEST)
    assert [sorted(each.objects.values_list(*names), key=str) for each in stores] == kept
    again = InDialogues.objects.for_list().get(record_id=note.pk)
    assert again.get_absolute_url() == note.get_absolute_url()


def test_what_was_said_before_can_be_carried(tables, world):
    """A saying and what was laid out, of sessions recorded before both were findings; no draft's."""
    by, said = world.facilitator, {**dialogues.QUOTE, "about": ""}
    recorded = dialogues.recorded(world.groups["girls_10_13"], by=by, quotes=[said])
    tools.add(recorded, "places", by=by)
    draft = dialogues.filled(world.groups["women"], by=by, quotes=[said])
    tools.add(draft, "places", by=by)
    migrate(("dialogues", "0023_practices_and_rules"))
    migrate(*LATEST)
    made = Finding.objects.filter(harm=None)
    assert {each.kind: each.of for each in made} == {
        "quote": recorded.quotes.get().pk,
        "places": recorded.tools.get().pk,
    }


def test_figures_are_counted_from_the_dialogues_that_were_there(tables, world):
    """Those of deleted ones were kept before, and are again on the way back."""
    dialogues.recorded(world.groups["girls_10_13"], by=world.facilitator)
    figures = {model: model.objects.all().cells() for model in (PeopleHeard, SessionsHeld)}
    with transaction.atomic():
        keep_figures_of_gone(world.community)
    migrate(("dialogues", "0030_answers_of_a_meeting"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT people, with_difficulty, sessions FROM dialogues_keptcount")
        assert cursor.fetchall() == [(9, 1, 1)]
    migrate(*LATEST)
    assert {model: model.objects.living().cells() for model in figures} == figures
    assert PeopleHeard.objects.filter(gone=True).all().cells() == figures[PeopleHeard]


def test_what_was_sent_before_there_were_agreements_stays_as_it_was_sent(tables, world):
    """Its service reads on what it has read; health care today is urgent from now on."""
    sent, draft = referrals.sent(world), referrals.draft(world)
    migrate(("referrals", "0001_initial"))
    with connection.cursor() as cursor:
        today = "UPDATE referrals_referral SET time_critical_health = %s WHERE code = %s"
        cursor.execute(today, [True, draft.code])
    migrate(*LATEST)
    found = Referral.objects.values_list("code", "shared", "urgency").order_by("status")
    assert list(found) == [
        (draft.code, [], "high"),
        (sent.code, DataPoint.values, "medium"),
    ]


def test_what_a_service_said_in_one_line_becomes_rows_and_lines_again(tables, world):
    """Phone, hours, languages and backup contact; nothing is guessed of what the words mean."""
    participants.edit_service(
        world.service, version=1, name="Social Welfare", by=world.coordinator,
        phones=[{"number": "+232 1"}, {"number": "117"}], schedules=[{"description": "mornings"}],
        contacts=[{"role": "backup", "name": "Deputy", "phone": "118"}], fees_description="free",
        languages=[{"name": "Krio"}, {"name": "sign"}],
    )  # fmt: skip
    migrate(("participants", "0008_words_confirmed_before"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT phone, hours, fees, languages, backup_contact FROM participants_service"
            " WHERE name = 'Social Welfare'"
        )
        assert cursor.fetchall() == [
            ("+232 1, 117", "mornings", "free", "Krio, sign", "Deputy, 118")
        ]
    migrate(*LATEST)
    service = Service.objects.get(name="Social Welfare")
    assert [phone.number for phone in service.phones.all()] == ["+232 1, 117"]
    assert [hours.description for hours in service.schedules.all()] == ["mornings"]
    assert [(one.role, one.name) for one in service.contacts.all()] == [("backup", "Deputy, 118")]
    assert [one.name for one in service.languages.all()] == ["Krio", "sign"]
    assert service.fees_description == "free"
