"""The community's own rules: public there, with what they cost the poorest, and never blocked by us."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import ByLaw, Confirmation, Revision
from participants import actions as participants

from . import practice_factories as practices

TODAY = clock.today
SAID = {
    "local_title": "Tunatembea pamoja",
    "text": "Girls go to school in twos and threes.",
    "who_agreed": "Women, men and elders.",
    "sanctions": "A talk, then a day of help.",
    "who_enforces": "The women’s group.",
    "appeal": "The gathering, on any Friday.",
    "effect_on_poorest": "A morning of work.",
    "consistent_with_law": "yes",
}
HURTS = "The family of a pregnant girl pays a goat."


def add(world) -> str:
    return reverse("dialogues:by_law_add", args=[world.community.pk])


def edit(by_law: ByLaw) -> str:
    return reverse("dialogues:by_law_edit", args=[by_law.pk])


def rules(world) -> str:
    return reverse("dialogues:by_law_list", args=[world.community.pk])


def said(**changes: object) -> dict[str, object]:
    return {"id": uuid.uuid4(), "agreed_on": TODAY().isoformat(), **SAID, **changes}


def test_it_is_kept_as_it_was_agreed_and_read_by_the_committee(world, as_user):
    client = as_user(world.facilitator)
    assert client.get(add(world)).status_code == 200
    by_law_url = client.post(add(world), said(review_on="2099-05-01")).url
    by_law = ByLaw.objects.get()
    assert by_law_url == by_law.get_absolute_url()
    assert {name: getattr(by_law, name) for name in SAID} == SAID
    for name in ("facilitator", "mentor", "committee_member"):
        client = as_user(getattr(world, name))
        page = client.get(by_law_url).content.decode()
        for words in SAID.keys() - {"consistent_with_law"}:
            assert SAID[words] in page
        assert "1 May 2099" in page
        assert by_law_url in client.get(rules(world)).content.decode()
    event = AuditEvent.objects.get(record_id=by_law.pk)
    assert (event.event, event.by, event.fields) == ("by_law.added", world.facilitator, [])


def test_what_it_costs_the_poorest_is_always_asked(world, as_user):
    answer = as_user(world.facilitator).post(add(world), said(effect_on_poorest=""))
    assert answer.status_code == 422
    assert "What does it cost the poorest?" in answer.content.decode()
    with pytest.raises(NotPossible):
        practices.by_law(world.community, by=world.facilitator, effect_on_poorest=" ")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"local_title": ""}, "Write something here."),
        ({"text": "z" * 2001}, "at most 2000"),
        ({"consistent_with_law": "perhaps"}, "Select a valid choice"),
        ({"agreed_on": "2099-01-01"}, "still to come"),
        ({"agreed_on": "soon"}, "Enter a valid date"),
        ({"sanctions": "As the daughter of Kadie had to."}, "daughter of Kadie"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, changes, told):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(world), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert SAID["appeal"] in page
    assert str(sent["sanctions"]) in page
    assert not ByLaw.objects.exists()


def test_a_rule_that_may_hurt_a_child_is_written_down_and_talked_over(world, as_user):
    client = as_user(world.facilitator)
    assert client.post(add(world), said(sanctions=HURTS)).status_code == 302
    by_law = ByLaw.objects.get()
    for name in ("facilitator", "mentor"):
        page = as_user(getattr(world, name)).get(by_law.get_absolute_url()).content.decode()
        assert "“pregnant girl pays” can hurt a child" in page
        assert "Talk with your mentor" in page
    committee = as_user(world.committee_member).get(by_law.get_absolute_url()).content.decode()
    assert HURTS in committee
    assert "can hurt a child" not in committee


def test_a_rule_that_ended_warns_no_more(world, as_user):
    by_law = practices.by_law(world.community, by=world.facilitator, sanctions=HURTS)
    client = as_user(world.facilitator)
    ended = {"ended_on": TODAY().isoformat(), "ended_because": "The women asked for it."}
    sent = said(version=1, sanctions=HURTS, **ended)
    assert client.post(edit(by_law), sent).url == by_law.get_absolute_url()
    page = client.get(by_law.get_absolute_url()).content.decode()
    assert "can hurt a child" not in page
    assert "No longer in force since" in page
    assert "The women asked for it." in page


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ({"ended_on": TODAY().isoformat()}, "Say why it ended."),
        ({"ended_because": "They wished it."}, "Say since when"),
        ({"ended_on": "2099-01-01", "ended_because": "x"}, "still to come"),
        ({"ended_on": "2001-01-01", "ended_because": "x"}, "before it was agreed"),
    ],
)
def test_an_end_has_a_day_and_a_reason(world, as_user, ended, told):
    by_law = practices.by_law(world.community, by=world.facilitator)
    answer = as_user(world.facilitator).post(edit(by_law), said(version=1, **ended))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    by_law.refresh_from_db()
    assert by_law.ended_on is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreed_on": TODAY() + timedelta(days=1)},
        {"ended_on": TODAY()},
        {"ended_because": "They wished it."},
        {"ended_on": TODAY() - timedelta(days=9), "ended_because": "They wished it."},
    ],
)
def test_the_action_holds_by_itself(world, wrong):
    with pytest.raises(NotPossible):
        practices.by_law(world.community, by=world.facilitator, **wrong)
    elsewhere = practices.practice(world.outside_community, by=world.outsider_facilitator)
    with pytest.raises(NotPermitted):
        practices.by_law(world.community, by=world.facilitator, practice=elsewhere)


def test_the_day_to_look_at_it_again_is_said_calmly_once_it_has_come(world, as_user):
    by = world.facilitator
    practices.by_law(world.community, by=by, review_on=TODAY() - timedelta(days=3))
    for name in ("facilitator", "committee_member"):
        page = as_user(getattr(world, name)).get(rules(world)).content.decode()
        assert page.count("To look at again, since") == 1
        assert "late" not in page[page.index("<main") : page.index("</main>")]
    practices_page = reverse("dialogues:practice_list", args=[world.community.pk])
    assert "To look at again, since" in as_user(by).get(practices_page).content.decode()
    assert ByLaw.objects.to_look_at_again(TODAY()).count() == 1
    ByLaw.objects.update(review_on=TODAY() + timedelta(days=3))
    page = as_user(by).get(rules(world)).content.decode()
    assert "To look at again, since" not in page
    assert "to look at again on" in page


def test_the_committee_never_learns_that_a_practice_stands_behind_it(world, as_user):
    by, community = world.facilitator, world.community
    practice = practices.practice(community, by=by)
    practices.norm(practice, world.groups["women"], by=by, doubts="It did not stop the suffering.")
    as_user(by).post(add(world), said(practice=practice.pk))
    by_law = ByLaw.objects.get()
    assert by_law.practice == practice
    for url in (by_law.get_absolute_url(), rules(world)):
        page = as_user(world.committee_member).get(url).content.decode()
        for word in ("ndoa za mapema", str(practice.pk), "suffering", "History"):
            assert word not in page
    mentor = as_user(world.mentor).get(by_law.get_absolute_url()).content.decode()
    assert practice.get_absolute_url() in mentor
    shown = as_user(world.mentor).get(practice.get_absolute_url()).content.decode()
    assert by_law.get_absolute_url() in shown


def test_the_form_from_a_practice_has_it_chosen(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    page = as_user(world.facilitator).get(add(world), {"practice": practice.pk}).content.decode()
    assert f'value="{practice.pk}" selected' in page
    for nonsense in ("nonsense", uuid.uuid4()):
        answer = as_user(world.facilitator).get(add(world), {"practice": nonsense})
        assert answer.status_code == 200
    elsewhere = practices.practice(world.outside_community, by=world.outsider_facilitator)
    answer = as_user(world.facilitator).post(add(world), said(practice=elsewhere.pk))
    assert answer.status_code == 422


def test_it_is_written_anew_and_what_it_said_is_kept(world, as_user):
    by_law = practices.by_law(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.get(edit(by_law)).status_code == 200
    client.post(edit(by_law), said(version=1))
    by_law.refresh_from_db()
    assert by_law.sanctions == SAID["sanctions"]
    revision = Revision.objects.get(record_id=by_law.pk)
    assert revision.values["local_title"] == "Walking together"
    event = AuditEvent.objects.get(event="by_law.edited")
    assert set(event.fields) == set(revision.values)
    late = client.post(edit(by_law), said(version=1, appeal="Somebody else."))
    assert late.status_code == 409
    assert "Somebody else." in late.content.decode()


def test_why_words_name_nobody_is_kept_with_the_rule(world, as_user):
    sent = said(sanctions="As the daughter of Kadie had to.", identifier_reason="It is a tale.")
    as_user(world.facilitator).post(add(world), sent)
    kept, by_law = Confirmation.objects.get(), ByLaw.objects.get()
    assert (kept.by_law, kept.place, kept.label) == (by_law, "by_law", "Rule")
    assert kept.get_absolute_url() == by_law.get_absolute_url()
    assert "It is a tale." in as_user(world.mentor).get(kept.get_absolute_url()).content.decode()
    page = as_user(world.committee_member).get(kept.get_absolute_url()).content.decode()
    assert "It is a tale." not in page


def test_the_same_form_twice_is_one(world, as_user):
    once = said()
    for _time in range(2):
        assert as_user(world.facilitator).post(add(world), once).status_code == 302
    assert ByLaw.objects.count() == 1


def test_without_an_agreement_nothing_is_written(world, as_user):
    by_law = practices.by_law(world.community, by=world.facilitator)
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=TODAY(), by=world.facilitator
    )
    client = as_user(world.facilitator)
    for url in (add(world), edit(by_law)):
        assert client.get(url).status_code == 409
        answer = client.post(url, said(version=1))
        assert answer.status_code == 409
        assert SAID["appeal"] in answer.content.decode()
    for url in (rules(world), by_law.get_absolute_url()):
        page = client.get(url).content.decode()
        assert add(world) not in page
        assert edit(by_law) not in page


def test_who_reads_and_who_writes(world, as_user):
    by_law = practices.by_law(world.community, by=world.facilitator)
    for name, reads, writes in (
        ("mentor", 200, 403), ("committee_member", 200, 403), ("coordinator", 404, 404),
        ("observer", 404, 404), ("outsider_facilitator", 404, 404),
        ("outsider_committee_member", 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        for url in (rules(world), by_law.get_absolute_url()):
            assert client.get(url).status_code == reads, name
        for url in (add(world), edit(by_law)):
            assert client.get(url).status_code == writes, name
            assert client.post(url, said(version=1)).status_code == writes, name
    assert ByLaw.objects.get().version == 1


def test_wrong_method_is_405(world, as_user):
    by_law = practices.by_law(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    for url in (rules(world), by_law.get_absolute_url()):
        assert client.post(url).status_code == 405
    for url in (add(world), edit(by_law)):
        assert client.put(url).status_code == 405
