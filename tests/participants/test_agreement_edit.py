"""What we said, what people hope for and ask, how they decide, and where it is kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import Agreement, Revision

from . import factories

SAID = {
    "we_will": "Listen.",
    "we_will_not": "Bring money.",
    "expectations": "Will you bring rice?",
    "conditions": "No photographs.",
    "languages": "Krio and sign",
    "decides_by": "groups",
    "listen_every_days": 60,
}


def url(agreement) -> str:
    return reverse("participants:agreement_edit", args=[agreement.pk])


def typed(agreement, **changed):
    return {"version": agreement.version, **SAID} | changed


def again(agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_it_is_written_down_and_what_it_said_before_is_kept(world, as_user):
    agreement = world.community.agreement
    client = as_user(world.facilitator)
    assert client.post(url(agreement), typed(agreement)).url == agreement.get_absolute_url()
    agreement = again(agreement)
    assert {name: getattr(agreement, name) for name in SAID} == SAID
    page = client.get(agreement.get_absolute_url()).content.decode()
    told = ("Will you bring rice?", "No photographs.", "Krio and sign", "Each group by itself")
    assert all(words in page for words in (*told, "Every two months"))
    client.post(url(agreement), typed(agreement, we_will="Listen to everybody."))
    kept = Revision.objects.get(record_id=agreement.pk, version=agreement.version)
    assert kept.values == {"we_will": "Listen."}
    event = AuditEvent.objects.filter(record_id=agreement.pk, event="agreement.edited").latest("at")
    assert event.fields == ["we_will"]


def test_nothing_but_the_version_is_needed(world, as_user):
    agreement = world.community.agreement
    data = {"version": agreement.version}
    assert as_user(world.facilitator).post(url(agreement), data).status_code == 302
    assert again(agreement).listen_every_days is None


def test_where_it_is_kept_is_told_once_and_what_was_told_stays(world, as_user, settings):
    settings.HOSTING_PLACE = "a server in Freetown"
    agreement, client = world.community.agreement, as_user(world.facilitator)
    assert "kept in: a server in Freetown." in client.get(url(agreement)).content.decode()
    shown = client.get(agreement.get_absolute_url()).content.decode()
    assert "The community was not told yet." in shown
    client.post(url(agreement), typed(agreement, told_where="on"))
    agreement = again(agreement)
    assert (agreement.hosting_place, agreement.hosting_shown_on) == (
        "a server in Freetown", clock.today(),
    )  # fmt: skip
    assert "told_where" not in client.get(url(agreement)).content.decode()
    settings.HOSTING_PLACE = "a server in Nairobi"
    client.post(url(agreement), typed(agreement, we_will="Listen to all."))
    assert again(agreement).hosting_place == "a server in Freetown"
    page = client.get(url(agreement)).content.decode()
    assert "kept in: a server in Nairobi." in page
    assert "the community was told: a server in Freetown." in page
    assert "told_where" in page


def test_when_nobody_set_where_it_is_kept_it_is_said(world, as_user, settings):
    settings.HOSTING_PLACE = ""
    agreement, client = world.community.agreement, as_user(world.facilitator)
    sentence = "The organisation has not said yet where this is kept."
    for page in (url(agreement), agreement.get_absolute_url()):
        assert sentence in client.get(page).content.decode()
    client.post(url(agreement), typed(agreement, told_where="on"))
    assert again(agreement).hosting_shown_on is None
    with pytest.raises(NotPossible, match="has not said yet where"):
        actions.edit_agreement(
            again(agreement), version=again(agreement).version, told_where=True,
            by=world.facilitator,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["we_will", "we_will_not", "expectations", "conditions"])
def test_words_that_may_name_somebody_are_asked_about(world, as_user, name):
    agreement, client = world.community.agreement, as_user(world.facilitator)
    words = "Talk with Kadie Sesay, 077 123 456."
    answer = client.post(url(agreement), typed(agreement, **{name: words}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Why do these words name nobody?" in answer.content.decode()
    with pytest.raises(NotPossible, match="may tell who someone is"):
        actions.edit_agreement(
            agreement, version=agreement.version, by=world.facilitator, **{name: words}
        )
    data = typed(agreement, **{name: words}, identifier_reason="The office’s own number.")
    assert client.post(url(agreement), data).status_code == 302
    assert again(agreement).identifier_reason == "The office’s own number."


def test_a_stale_edit_shows_both_and_loses_nothing(world, as_user):
    agreement, client = world.community.agreement, as_user(world.facilitator)
    client.post(url(agreement), typed(agreement, we_will="from the laptop"))
    answer = client.post(url(agreement), typed(agreement, we_will="from the phone"))
    assert answer.status_code == 409
    assert "from the laptop" in answer.content.decode()
    assert "from the phone" in answer.content.decode()


@pytest.mark.parametrize("status", ["declined", "withdrawn", "concluded", "stepped_back"])
def test_what_was_said_stays_when_it_has_ended(world, as_user, status):
    agreement = factories.agreement_at(world, status)
    for method in ("get", "post"):
        answer = getattr(as_user(world.facilitator), method)(url(agreement), typed(agreement))
        assert answer.status_code == 409


def test_who_may(world, as_user):
    agreement = world.community.agreement
    for method in ("get", "post"):
        people = ("mentor", "coordinator", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url(agreement), method) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("we_will", "x" * 2001), ("listen_every_days", "7"), ("decides_by", "dice")],
)
def test_what_does_not_fit_is_422_with_the_text_still_there(world, as_user, name, value):
    agreement = world.community.agreement
    answer = as_user(world.facilitator).post(url(agreement), typed(agreement, **{name: value}))
    assert answer.status_code == 422
    kept = value if name == "we_will" else "Will you bring rice?"
    assert kept in answer.content.decode()


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).delete(url(world.community.agreement)).status_code == 405
