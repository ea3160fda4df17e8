"""Who wrote a report of a step puts its words right, and nothing that something stands on."""

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import progress_reports
from dialogues.models import Revision
from dialogues.models.progress_reports import REPORT_TEXTS

from . import plan_factories as make
from . import progress_factories as told
from .test_purge import left


def told_of(world, **about):
    action = make.reported(world, "started")
    return told.report(action, by=world.committee_member, obstacle="Two cans broke.", **about)


def url_of(report) -> str:
    return reverse("dialogues:progress_report_edit", args=[report.pk])


def corrected(client, report, **typed):
    words = {name: getattr(report, name) for name in REPORT_TEXTS}
    return make.filled(client, url_of(report), **{**words, **typed})


def test_its_words_are_put_right_and_what_they_were_is_kept(world, as_user):
    report = told_of(world)
    client = as_user(world.committee_member)
    assert url_of(report) in client.get(report.action.page).content.decode()
    posted = corrected(client, report, steps_taken="The men began.", obstacle="")
    assert client.post(url_of(report), posted).url == report.get_absolute_url()
    report.refresh_from_db()
    assert (report.steps_taken, report.obstacle, report.progress) == ("The men began.", "", 25)
    [kept] = Revision.objects.filter(record_id=report.pk)
    assert kept.values == {"steps_taken": "The women began.", "obstacle": "Two cans broke."}
    assert make.events(report) == ["progress_report.added", "progress_report.edited"]


def test_what_was_answered_and_what_shows_that_it_is_done_stay(world, as_user):
    report = told_of(world, progress=100, evidence="The cans are in a row.")
    told.answered(report, by=world.facilitator, what="go_on")
    report.refresh_from_db()
    client = as_user(world.committee_member)
    form = client.get(url_of(report)).context["form"]
    assert not {"obstacle", "evidence", "told_at"} & set(form.fields)
    posted = corrected(client, report, unexpected="The men came, too.", obstacle="Nothing.")
    assert client.post(url_of(report), posted).status_code == 302
    report.refresh_from_db()
    assert (report.obstacle, report.unexpected) == ("Two cans broke.", "The men came, too.")
    with pytest.raises(NotPossible, match="stay"):
        progress_reports.edit_progress_report(
            report, version=report.version, steps_taken="It is so.", obstacle="Nothing.",
            evidence=report.evidence, by=world.committee_member,
        )  # fmt: skip


def test_a_report_as_told_goes_on_naming_its_meeting(world, as_user):
    action = make.reported(world, "started")
    report = told.report(action, by=world.facilitator, told_at="the planning group, in May")
    client = as_user(world.facilitator)
    answer = client.post(url_of(report), corrected(client, report, told_at=""))
    assert answer.status_code == 422
    with pytest.raises(NotPossible, match="at which meeting"):
        progress_reports.edit_progress_report(
            report, version=report.version, steps_taken="It is so.", by=world.facilitator
        )


def test_a_name_is_asked_about_and_nothing_is_lost(world, as_user):
    report = told_of(world)
    client = as_user(world.committee_member)
    posted = corrected(client, report, unexpected="The son of Kadie came.")
    answer = client.post(url_of(report), posted)
    assert (answer.status_code, "son of Kadie came" in answer.content.decode()) == (422, True)


def test_two_versions_are_shown(world, as_user):
    report = told_of(world)
    client = as_user(world.committee_member)
    posted = corrected(client, report, steps_taken="The men began.")
    assert client.post(url_of(report), posted).status_code == 302
    answer = client.post(url_of(report), {**posted, "steps_taken": "The young began."})
    assert answer.status_code == 409
    assert "The men began." in answer.content.decode()
    assert "The young began." in answer.content.decode()


def test_only_who_wrote_it(world, as_user):
    report = told_of(world)
    for name, code in (
        ("facilitator", 403), ("mentor", 403), ("coordinator", 403), ("observer", 404),
        ("outsider_facilitator", 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(url_of(report)).status_code == code, name
        assert client.post(url_of(report)).status_code == code, name
    assert as_user(world.committee_member).put(url_of(report)).status_code == 405


def test_not_after_the_agreement_ended(world, as_user):
    report = told_of(world)
    left(world, "keep")
    assert as_user(world.committee_member).get(url_of(report)).status_code == 409
