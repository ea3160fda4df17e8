"""Writing down a dialogue: everything typed is kept, nothing of it is anybody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.forms.notes import SessionNotes
from dialogues.models import DialogueSession, Revision
from dialogues.models.rows import stored_rows
from participants import actions as participants
from tests import factories as cast

from . import factories


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.draft(world.groups["girls_10_13"], by=world.facilitator)


def url(session: DialogueSession) -> str:
    return reverse("dialogues:session_edit", args=[session.pk])


def notes(session: DialogueSession, **changes) -> dict[str, str]:
    """The form as a browser posts it, with eight counts, a strength and two harms."""
    posted = {
        "version": session.version,
        "subgroup": session.subgroup_id,
        "held_on": session.held_on.isoformat(),
        "time_band": "after_chores",
        "venue": "open_air",
        "language": "kri",
        "limits_explained": "on",
        "promise": "Come back and say what the adults answered.",
        "promise_by": "2027-01-05",
        "people-female-10_13": "9",
        "hard-female-10_13": "1",
        "people-male-10_13": "0",
        "strengths-TOTAL_FORMS": "1",
        "strengths-INITIAL_FORMS": "0",
        "strengths-0-local_term": "aunties walk us home",
        "strengths-0-gloss": "older women",
        **{
            f"{rows}-{count}_FORMS": "0"
            for rows in ("quotes", "power")
            for count in ("TOTAL", "INITIAL")
        },
        "items-TOTAL_FORMS": "2",
        "items-INITIAL_FORMS": "0",
        "items-0-local_term": "ebi wok",
        "items-0-gloss": "heavy work",
        "items-0-share_scope": "community_attributed",
        "items-1-local_term": "bit pikin",
        "items-1-gloss": "beating",
        "go": "s2",
    }
    return {name: value for name, value in (posted | changes).items() if value is not None}


def test_what_is_typed_is_kept_and_shown_again(world, as_user, session):
    client = as_user(world.facilitator)
    answer = client.post(url(session), notes(session))
    assert answer.status_code == 302
    assert answer.url == f"{url(session)}#s2"
    session = DialogueSession.objects.get(pk=session.pk)
    assert session.status == "draft"
    assert session.promise == "Come back and say what the adults answered."
    assert list(session.items.values_list("local_term", "rank", "share_scope")) == [
        ("ebi wok", 1, "community_attributed"),
        ("bit pikin", 2, "facilitators"),
    ]
    assert list(
        session.head_counts.order_by("sex").values_list("sex", "people", "with_difficulty")
    ) == [
        ("female", 9, 1),
        ("male", 0, None),  # counted, and nobody was there
    ]
    page = client.get(url(session)).content.decode()
    for words in ("ebi wok", "aunties walk us home", "Come back and say what the adults"):
        assert words in page


def test_saving_the_same_again_changes_and_audits_nothing(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session))
    session.refresh_from_db()
    events = AuditEvent.objects.count()
    again = notes(
        session,
        **{"items-INITIAL_FORMS": "2", "strengths-INITIAL_FORMS": "1"},
        **{"items-0-mentioned": "1", "items-1-mentioned": "2"},
    )
    client.post(url(session), again)
    assert AuditEvent.objects.count() == events
    assert DialogueSession.objects.get(pk=session.pk).version == session.version


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({"items-1-ORDER": "1", "items-0-ORDER": "1"}, ["bit pikin", "ebi wok"]),
        ({"items-0-ORDER": "2", "items-1-ORDER": "2"}, ["bit pikin", "ebi wok"]),
        ({"items-0-ORDER": "1", "items-1-ORDER": "2"}, ["ebi wok", "bit pikin"]),
    ],
)
def test_places_are_changed_without_javascript(world, as_user, session, places, order):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session))
    session.refresh_from_db()
    client.post(url(session), notes(session, **{"items-INITIAL_FORMS": "2"}, **places))
    assert list(session.items.values_list("local_term", flat=True)) == order


def test_a_row_without_words_is_gone_and_ties_share_their_rank(world, as_user, session):
    rows = {
        "items-TOTAL_FORMS": "3",
        "items-0-local_term": "",
        "items-0-gloss": "",
        "items-2-local_term": "angri",
        "items-2-tied": "on",
    }
    as_user(world.facilitator).post(url(session), notes(session, **rows))
    assert list(session.items.values_list("local_term", "rank")) == [("bit pikin", 1), ("angri", 1)]


def test_bad_input_is_answered_422_with_everything_still_there(world, as_user, session):
    bad = notes(session, **{"hard-female-10_13": "some", "promise": "x" * 601})
    answer = as_user(world.facilitator).post(url(session), bad)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Enter a whole number." in page
    assert 'value="some"' in page
    assert "x" * 601 in page
    assert "ebi wok" in page
    assert session.items.count() == 0


def test_autosave_answers_with_the_version_or_the_errors(world, as_user, session):
    client = as_user(world.facilitator)
    answer = client.post(url(session), notes(session), headers={"X-Autosave": "1"})
    assert answer.json() == {
        "version": DialogueSession.objects.get(pk=session.pk).version,
        "enough": ["s1", "s3", "s4", "s5", "s6", "s8"],
        "asks": {},
    }
    session.refresh_from_db()
    bad = client.post(
        url(session), notes(session, held_on="yesterday"), headers={"X-Autosave": "1"}
    )
    assert bad.status_code == 422
    assert [error[0] for error in bad.json()["errors"]] == ["id_held_on"]


def test_a_stale_page_shows_both_versions_and_can_be_put(world, as_user, session):
    client = as_user(world.facilitator)
    stale = notes(session, promise="from the phone")
    client.post(url(session), notes(session, promise="from the laptop"))
    answer = client.post(url(session), stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "from the phone" in page
    assert "from the laptop" in page
    session.refresh_from_db()
    assert session.promise == "from the laptop"
    client.post(url(session), stale | {"version": session.version})
    session.refresh_from_db()
    assert session.promise == "from the phone"


def test_a_draft_is_its_writers_alone(world, as_user, session):
    for name in ("mentor", "outsider_facilitator", "other_facilitator", "committee_member",
                 "coordinator", "focal_point", "social_worker", "observer", "stranger"):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(url(session)).status_code == 404, name
        assert client.post(url(session), notes(session)).status_code == 404, name


def test_a_recorded_session_is_changed_by_its_writer_only(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    assert as_user(world.mentor).post(url(session), notes(session)).status_code == 403
    assert as_user(world.facilitator).post(url(session), notes(session)).status_code == 302


def test_a_locked_session_is_not_changed_and_says_what_to_do(world, as_user):
    session = factories.locked(world.groups["girls_10_13"], by=world.facilitator)
    answer = as_user(world.facilitator).post(url(session), notes(session))
    assert answer.status_code == 409
    assert "Ask your mentor to unlock it" in answer.content.decode()
    assert "ebi wok" in answer.content.decode()


def test_another_communitys_group_is_refused(world, as_user, session):
    elsewhere = world.outside_community.subgroups.first()
    answer = as_user(world.facilitator).post(url(session), notes(session, subgroup=elsewhere.pk))
    assert answer.status_code == 422


def test_wrong_method_is_405(world, as_user, session):
    assert as_user(world.facilitator).put(url(session)).status_code == 405


def test_a_save_is_audited_by_names_of_fields_without_values(world, as_user, session):
    as_user(world.facilitator).post(url(session), notes(session))
    event = AuditEvent.objects.get(record_id=session.pk, event="session.saved")
    assert event.by == world.facilitator
    assert event.fields == sorted(
        ["time_band", "venue", "limits_explained", "consent_script", "promise", "promise_by",
         "head_counts", "strengths", "items"]
    )  # fmt: skip


def test_the_guard_holds_after_recording_too(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    named = notes(session, promise="She is the daughter of Mariama.")
    answer = as_user(world.facilitator).post(url(session), named)
    assert answer.status_code == 422
    assert "daughter of Mariama" in answer.content.decode()
    assert not DialogueSession.objects.get(pk=session.pk).promise
    assert stored_rows(session)["items"][0]["local_term"] == "ebi wok"


def test_a_reason_speaks_only_for_the_words_it_was_given_for(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    reason = {"identifier_reason": "Mariama is the name of the well."}
    one = notes(session, promise="They call it daughter of Mariama.", **reason)
    assert client.post(url(session), one).status_code == 302
    session.refresh_from_db()
    two = notes(session, promise="And the son of Kadie.", **reason)
    assert client.post(url(session), two).status_code == 422


def test_notes_that_count_keep_what_they_said_before(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator, promise="Soon.")
    as_user(world.facilitator).post(url(session), notes(session, promise="Next week."))
    kept = Revision.objects.get(record_id=session.pk).values
    assert kept["promise"] == "Soon."
    assert [row["local_term"] for row in kept["items"]] == ["ebi wok"]


def test_notes_that_count_are_not_rewritten_without_an_agreement_nor_emptied(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    empty = notes(
        session, **{"people-female-10_13": "", "people-male-10_13": "", "hard-female-10_13": ""}
    )
    assert client.post(url(session), empty).status_code == 409
    assert session.head_counts.count() == 1
    participants.move_agreement(
        world.community.agreement,
        "withdrawn",
        decided_on=clock.today(),
        data_choice="keep",
        by=world.facilitator,
    )
    assert client.post(url(session), notes(session)).status_code == 409


def test_the_page_of_two_versions_shows_the_rows_of_both(world, as_user, session):
    client = as_user(world.facilitator)
    stale = notes(session, **{"items-0-local_term": "typed on the phone"})
    client.post(url(session), notes(session, **{"items-0-local_term": "typed on the laptop"}))
    page = client.post(url(session), stale).content.decode()
    assert "1. typed on the phone – heavy work" in page
    assert "1. typed on the laptop – heavy work" in page
    assert "items-0" not in page.split("<form")[0]


def test_nobody_else_reads_the_notes_through_an_old_version(world, as_user):
    session = factories.recorded(
        world.groups["girls_10_13"], by=world.facilitator, promise="for the mentor only"
    )
    second = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    client = as_user(second)
    for answer in (client.get(url(session)), client.post(url(session), notes(session, version=1))):
        assert answer.status_code == 403
        assert "for the mentor only" not in answer.content.decode()


def test_an_expired_sign_in_carries_this_form_and_gives_it_back(world, as_user, session, client):
    page = as_user(world.facilitator).get(url(session))
    mark = page.context["notes"].form["owner"].value()
    answer = client.post(url(session), notes(session, owner=mark, promise="Come back soon."))
    carried = answer.url.partition("next=")[2]
    given = as_user(world.facilitator).get(carried).content.decode()
    assert "Come back soon." in given
    assert as_user(world.outsider_facilitator).get(carried).status_code == 404


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"items-0-ORDER": "9" * 400}, 302),
        ({"items-0-local_term": "", "items-0-gloss": "a meaning alone"}, 422),
        ({"items-TOTAL_FORMS": "31", "items-30-local_term": "one too many"}, 422),
        ({"items-0-local_term": "😀 كلمة ɛbi"}, 302),
        ({"people-female-10_13": "99999999999999999999"}, 422),
        ({"held_on": "9999-12-31"}, 422),  # the promise was for before
        ({"held_on": "9999-12-31", "promise_by": ""}, 302),
        ({"promise": "a\x00b"}, 422),
    ],
)
def test_odd_input_is_answered_and_nothing_of_it_is_lost_without_a_word(
    world, as_user, session, row, status
):
    answer = as_user(world.facilitator).post(url(session), notes(session, **row))
    assert answer.status_code == status
    if status == 422:
        assert answer.context["notes"].errors()


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (1, 302)])
def test_a_promise_lies_ahead_of_the_dialogue(world, as_user, session, days, status):
    by = (session.held_on + timedelta(days=days)).isoformat()
    answer = as_user(world.facilitator).post(url(session), notes(session, promise_by=by))
    assert answer.status_code == status
    if status == 422:
        said = [(id, sentence) for id, _label, sentence in answer.context["notes"].errors()]
        sentence = "This is before the day of the dialogue. Choose that day or a later one."
        assert said == [("id_promise_by", sentence)]
        assert f'value="{by}"' in answer.content.decode()


def test_a_new_row_put_first_without_script_is_first(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session))
    session.refresh_from_db()
    rows = {
        "items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "2", "items-0-ORDER": "1",
        "items-1-ORDER": "2", "items-2-local_term": "angri", "items-2-ORDER": "1",
    }  # fmt: skip
    client.post(url(session), notes(session, **rows))
    terms = session.items.values_list("local_term", flat=True)
    assert list(terms) == ["angri", "ebi wok", "bit pikin"]


def test_a_full_form_posts_fewer_fields_than_a_request_may_carry(world, as_user, session):
    """Every row there may be, every box ticked, everybody counted."""
    row = {"local_term": "their words", "words": "their words", "kind": "silent", "who": "girls"}
    second = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    parts = SessionNotes(session, user=world.facilitator).parts
    most = {
        f"{name}-TOTAL_FORMS": part.max_num
        for name, part in parts.items()
        if hasattr(part, "forms")
    }
    rows = {
        f"{name[:-12]}-{number}-{field}": value
        for name, total in most.items()
        for number in range(total)
        for field, value in row.items()
    }
    answer = as_user(world.facilitator).post(
        url(session), notes(session, **most, **rows, held_on="never")
    )
    assert answer.status_code == 422
    page = answer.content.decode().partition('id="notes"')[2].partition("</form>")[0]
    page = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    inputs = re.findall(r"<(?:input|select|textarea)[^>]* name=[^>]*>", page)
    names = [re.search(r'name="([^"]+)"', one)[1] for one in inputs]
    radios = {name for one, name in zip(inputs, names, strict=True) if 'type="radio"' in one}
    others = [name for one, name in zip(inputs, names, strict=True) if 'type="radio"' not in one]
    assert len(others) + len(radios) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 300
    assert sum(name.startswith("items-") for name in others) > 50  # they are all there
