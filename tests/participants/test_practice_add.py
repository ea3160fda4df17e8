"""Entering what protects children, and correcting it: by whoever also reads the dialogues."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import ProtectivePractice, Revision
from tests.dialogues import factories as sessions

from . import factories

TERM = "wi de waka togɛda"
NAMED = "Kadie Bangura does it"


def add(community) -> str:
    return reverse("participants:practice_add", args=[community.pk])


def edit(practice) -> str:
    return reverse("participants:practice_edit", args=[practice.pk])


def typed(**said):
    return {
        "id": uuid.uuid4(), "local_term": TERM, "language": "kri", "gloss": "walking together",
        "who_does_it": "older girls", "which_children": "", "works_when": "at dusk", "gaps": "",
        "at_risk": "", "risk": "", "may_be_told": "", "details_may_be_told": "",
    } | said  # fmt: skip


def test_it_is_entered_once(world, as_user):
    client, data = as_user(world.facilitator), typed(at_risk="yes", risk="the new road")
    for _ in range(2):
        answer = client.post(add(world.community), data)
    practice = ProtectivePractice.objects.get()
    assert answer.url == practice.get_absolute_url()
    assert (practice.local_term, practice.works_when) == (TERM, "at dusk")
    assert (practice.at_risk, practice.risk, practice.may_be_told) == (True, "the new road", False)
    assert factories.events(practice, "protective_practice.registered") == 1


def test_the_language_is_that_of_the_community(world, as_user):
    form = as_user(world.facilitator).get(add(world.community)).context["form"]
    assert form["language"].value() == world.community.language


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"local_term": ""}, "local_term"),
        ({"language": "Krio!"}, "language"),
        ({"who_does_it": NAMED}, "who_does_it"),
        ({"gaps": NAMED}, "gaps"),
        ({"risk": "the new road"}, "at_risk"),
        ({"risk": "the new road", "at_risk": "no"}, "at_risk"),
        ({"works_when": "x" * 301}, "works_when"),
        ({"details_may_be_told": "on"}, "may_be_told"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, said, field):
    answer = as_user(world.facilitator).post(add(world.community), typed(**said))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "walking together" in answer.content.decode()
    assert not ProtectivePractice.objects.exists()


def test_words_that_may_name_somebody_are_kept_with_the_reason(world, as_user):
    data = typed(who_does_it=NAMED, identifier_reason="Our old song calls her so.")
    as_user(world.facilitator).post(add(world.community), data)
    assert ProtectivePractice.objects.get().identifier_reason == "Our old song calls her so."
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        factories.practice(world, who_does_it=NAMED)


def test_what_is_there_already_is_not_entered_twice(world, as_user):
    factories.practice(world, local_term=TERM)
    answer = as_user(world.facilitator).post(add(world.community), typed(local_term=f" {TERM} "))
    assert answer.status_code == 422
    assert "in the register already" in answer.content.decode()
    with pytest.raises(NotPossible, match="in the register already"):
        factories.practice(world, local_term=TERM)


def test_it_is_changed_and_says_what_it_said_before(world, as_user):
    practice = factories.practice(world, at_risk=True, risk="the new road")
    client = as_user(world.facilitator)
    shown = client.get(edit(practice)).context["form"]
    assert (shown["at_risk"].value(), shown["risk"].value()) == ("yes", "the new road")
    data = typed(version=practice.version, who_does_it="all women", works_when="", at_risk="no")
    assert client.post(edit(practice), data).url == practice.get_absolute_url()
    fresh = ProtectivePractice.objects.get()
    assert (fresh.who_does_it, fresh.at_risk, fresh.risk) == ("all women", False, "")
    assert (fresh.local_term, fresh.gloss) == (practice.local_term, practice.gloss)
    assert Revision.objects.get(record_id=practice.pk).values == {
        "who_does_it": "older women", "at_risk": True, "risk": "the new road", "may_be_told": True,
        "details_may_be_told": True,
    }  # fmt: skip
    assert factories.events(practice, "protective_practice.edited") == 1


def test_bad_input_of_a_change_is_422(world, as_user):
    practice = factories.practice(world)
    data = typed(version=practice.version, who_does_it=NAMED)
    answer = as_user(world.facilitator).post(edit(practice), data)
    assert answer.status_code == 422
    assert NAMED in answer.content.decode()


def test_a_stale_change_is_409(world, as_user):
    practice = factories.practice(world)
    client = as_user(world.facilitator)
    client.post(edit(practice), typed(version=1, gaps="the rains"))
    answer = client.post(edit(practice), typed(version=1, gaps="the harvest"))
    assert answer.status_code == 409
    assert "the harvest" in answer.content.decode()


@pytest.mark.parametrize("status", ["exploring", "paused", "withdrawn"])
def test_nothing_is_written_down_where_people_said_no(world, as_user, status):
    community = factories.agreement_at(world, status).community
    client, code = as_user(world.facilitator), 302 if status == "exploring" else 409
    assert client.post(add(community), typed()).status_code == code
    assert ProtectivePractice.objects.filter(community=community).exists() == (code == 302)
    practice = factories.practice(world)
    ProtectivePractice.objects.filter(pk=practice.pk).update(community=community)
    assert client.get(edit(practice)).status_code == (200 if code == 302 else 409)
    offered = edit(practice) in client.get(practice.get_absolute_url()).content.decode()
    assert offered == (code == 302)


def test_who_may(world, as_user):
    practice = factories.practice(world)
    hidden = factories.practice(world, local_term="di ples", may_be_told=False)
    refused = ("mentor", "coordinator", "committee_member")
    expected = dict.fromkeys(refused, 403) | dict.fromkeys(factories.STRANGERS, 404)
    for url in (add(world.community), edit(practice)):
        for method in ("get", "post"):
            assert factories.codes(as_user, world, expected, url, method) == expected
    expected |= dict.fromkeys(("coordinator", "committee_member"), 404)
    assert factories.codes(as_user, world, expected, edit(hidden)) == expected


def test_a_dialogue_that_withholds_it_does_not_hide_what_people_let_be_read(world):
    practice = factories.practice(world, local_term="aunties walk us home")
    group, by = world.groups["girls_10_13"], world.facilitator
    session = sessions.filled(group, by=by)
    session.strengths.update(share_scope="facilitators")
    sessions.actions.record_session(session, version=session.version, by=by)
    assert list(ProtectivePractice.objects.told_in(world.community)) == [practice]


def test_the_details_are_told_only_by_their_own_tick(world, as_user):
    client = as_user(world.facilitator)
    client.post(add(world.community), typed(may_be_told="on"))
    practice = ProtectivePractice.objects.get()
    assert (practice.may_be_told, practice.details_may_be_told) == (True, False)
    assert not practice.from_dialogue
    told = {"may_be_told": "on", "details_may_be_told": "on"}
    client.post(edit(practice), typed(version=practice.version, **told))
    practice.refresh_from_db()
    assert (practice.may_be_told, practice.details_may_be_told) == (True, True)
    with pytest.raises(NotPossible, match="may read the words"):
        factories.practice(world, local_term="di ples", may_be_told=False, details_may_be_told=True)


def test_no_tick_overrules_the_group_that_keeps_its_words(world, as_user):
    group, by = world.groups["girls_10_13"], world.facilitator
    session = sessions.filled(group, by=by)
    session.strengths.update(share_scope="group_only")
    sessions.actions.record_session(session, version=session.version, by=by)
    practice = ProtectivePractice.objects.first()
    assert (practice.from_dialogue, practice.may_be_told) == (True, False)
    client = as_user(by)
    page = client.get(edit(practice))
    assert "may_be_told" not in page.context["form"].fields
    assert "as the groups allowed" in page.content.decode()
    told = {"may_be_told": "on", "details_may_be_told": "on"}
    answer = client.post(edit(practice), typed(version=practice.version, **told))
    assert answer.url == practice.get_absolute_url()
    practice.refresh_from_db()
    assert (practice.may_be_told, practice.details_may_be_told) == (False, True)
    practice = actions.edit_practice(practice, version=practice.version, may_be_told=True, by=by)
    assert not practice.may_be_told
    visible = ProtectivePractice.objects.visible_to(world.committee_member)
    assert not visible.filter(pk=practice.pk).exists()


def test_saying_more_hides_no_words_that_a_group_told(world, as_user):
    sessions.recorded(world.groups["girls_10_13"], by=world.facilitator)
    practice = ProtectivePractice.objects.told_in(world.community).first()
    as_user(world.facilitator).post(edit(practice), typed(version=practice.version))
    assert ProtectivePractice.objects.told_in(world.community).get(pk=practice.pk).details == {}
    assert ProtectivePractice.objects.get(pk=practice.pk).who_does_it == "older girls"


def test_what_a_dialogue_told_is_the_same_practice(world):
    practice = factories.practice(world, local_term="Aunties  walk us home", gaps="the rains")
    sessions.recorded(world.groups["girls_10_13"], by=world.facilitator)
    found = actions.register_practices(
        world.community, [("aunties walk us home", "kri", "")], by=world.facilitator
    )
    assert [(one.pk, one.gaps) for one in found] == [(practice.pk, "the rains")]
    assert not found[0].from_dialogue  # people agreed to these words before any dialogue


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.facilitator)
    assert client.delete(add(world.community)).status_code == 405
    assert client.delete(edit(factories.practice(world))).status_code == 405
