"""Today: what waits for each person, and nothing that is not theirs."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.lib import clock
from dialogues.actions.sessions import record_session
from participants import actions
from referrals.models import Referral
from tests import factories as cast
from tests.accounts import factories as mail
from tests.dialogues import factories as dialogues
from tests.dialogues import plan_factories as plans
from tests.participants import factories as participants
from tests.participants import link_factories as links
from tests.participants.factories import move
from tests.referrals import factories as referrals


def titles(client) -> list[str]:
    return [section.name for section in client.get("/").context["today"].sections]


def test_nobody_is_told_of_what_is_not_theirs(world, as_user):
    dialogues.draft(world.groups["women"], by=world.facilitator)
    plans.sent(world)
    referral = referrals.in_state(world, "sent")
    for name, person in world.cast.items():
        page = as_user(person).get("/").content.decode()
        may = name in ("facilitator", "focal_point", "social_worker")
        assert may or referral.code not in page, name


def test_each_role_sees_what_waits_for_it(world, as_user):
    dialogues.recorded(world.groups["women"], by=world.facilitator, promise="Come back soon.")
    plans.sent(world)
    dialogues.draft(world.groups["women"], by=world.facilitator)
    referrals.in_state(world, "sent")
    referrals.concern(world)
    assert titles(as_user(world.facilitator)) == ["answers", "drafts", "promises"]
    assert titles(as_user(world.committee_member)) == ["plans_asking"]
    assert titles(as_user(world.social_worker)) == ["referrals"]
    assert titles(as_user(world.focal_point)) == ["concerns"]
    assert "open_sessions" in titles(as_user(world.mentor))
    assert "agreements" in titles(as_user(world.coordinator))
    assert titles(as_user(world.stranger)) == []


def test_a_promise_waits_once_its_notes_count(world, as_user):
    client, by = as_user(world.facilitator), world.facilitator
    draft = dialogues.filled(world.groups["women"], by=by, promise="Come back soon.")
    assert "promises" not in titles(client)
    record_session(draft, version=draft.version, by=by)
    assert "promises" in titles(client)


def test_a_group_that_was_not_heard_is_named_until_it_is(world, as_user):
    client = as_user(world.facilitator)
    for group in world.groups.values():
        assert "voices" in titles(client)
        assert group.label in client.get("/").content.decode()
        dialogues.recorded(group, by=world.facilitator)
    assert "voices" not in titles(client)


def test_something_new_is_said_until_it_was_opened(world, as_user):
    accounts.notify(world.facilitator, about=world.community)
    client = as_user(world.facilitator)
    for _ in range(2):
        page = client.get("/").content.decode()
        assert page.count("Something is new") == 1
        assert page.count(reverse("notification_list")) == 2  # there, and on top
    client.get(world.community.get_absolute_url())
    page = client.get("/").content.decode()
    assert "Something is new" not in page
    assert reverse("notification_list") not in page


def test_mail_that_failed_stands_before_whoever_keeps_the_installation(world, as_user):
    failed = mail.failed(world)
    for name, person in world.cast.items():
        client = as_user(person)
        assert titles(client).count("mail") == (name == "administrator"), name
        page = client.get("/").content.decode()
        assert (reverse("mail_list") in page) is (name == "administrator"), name
        assert failed.user.email not in page or person == failed.user
    assert "People and roles" in as_user(world.administrator).get("/").content.decode()


def test_only_what_one_may_do_is_offered(world, as_user):
    target = reverse("dialogues:session_add")
    for name, person in world.cast.items():
        offered = f'href="{target}"' in as_user(person).get("/").content.decode()
        assert offered is name.endswith("facilitator"), name


def test_what_a_service_answered_stands_there_for_a_week(world, as_user):
    referral = referrals.in_state(world, "closed")
    found = {name: titles(as_user(person)).count("closed") for name, person in world.cast.items()}
    assert found == {name: int(name == "facilitator") for name in world.cast}
    client = as_user(world.facilitator)
    page = client.get("/").content.decode()
    assert page.count(referral.code) == 1
    assert referral.get_outcome_display() in page
    assert page.count(referral.get_absolute_url()) == 1
    Referral.objects.update(status_at=clock.now() - timedelta(days=7, minutes=1))
    assert "closed" not in titles(client)


def test_what_will_be_deleted_soon_stands_before_those_who_may_stop_it(world, as_user):
    leaving = participants.leaving_at(world)
    day = date_format(leaving.purge_on, "j F Y")
    for name in ("facilitator", "committee_member", "coordinator"):
        page = as_user(getattr(world, name)).get(reverse("home")).content.decode()
        assert "What will be deleted soon" in page, name
        assert f"On {day}, unless the community stops it" in page, name
        assert leaving.get_absolute_url() in page, name
    for name in ("outsider_facilitator", "observer", "focal_point", "other_coordinator"):
        page = as_user(getattr(world, name)).get(reverse("home")).content.decode()
        assert "What will be deleted soon" not in page, name
    actions.stop_purge(leaving, by=world.committee_member)
    page = as_user(world.facilitator).get(reverse("home")).content.decode()
    assert "What will be deleted soon" not in page


def test_the_day_to_ask_again_comes_to_its_facilitator(world, as_user):
    agreement = participants.renewed(
        world.community.agreement, by=world.facilitator,
        renew_on=clock.today() + timedelta(days=1),
    )  # fmt: skip
    assert "agreements_due" not in titles(as_user(world.facilitator))
    with clock.at(clock.now() + timedelta(days=1)):
        found = {
            name: titles(as_user(person)).count("agreements_due")
            for name, person in world.cast.items()
        }
        assert found == {name: int(name == "facilitator") for name in world.cast}
        page = as_user(world.facilitator).get("/").content.decode()
        assert "Ask again whether they want to go on" in page
        participants.renewed(agreement, by=world.facilitator)
        assert "agreements_due" not in titles(as_user(world.facilitator))


def test_choices_are_counted_as_respected_and_without_a_name(world, as_user):
    participants.agreement_at(world, "declined")
    participants.move(world.community.agreement, "paused", by=world.facilitator)
    participants.agreement_at(world, "stepped_back")
    cast.community(
        world.cluster, "Rokolba", coordinator=world.coordinator, facilitator=world.facilitator
    )
    labels = ("Agreed", "Paused", "Chose not to go ahead", "We stepped back")
    for name in ("coordinator", "observer"):
        client = as_user(getattr(world, name))
        [section] = [one for one in client.get("/").context["today"].sections if not one.waits]
        [decided] = section.things
        assert {str(label): count for label, count in decided.by_status} == dict(
            zip(labels, (2, 1, 1, 1), strict=True)
        )
        page = client.get("/").content.decode()
        assert "Choices respected: 2" in page
        assert "fail" not in page.casefold()
    page = as_user(world.observer).get("/").content.decode()
    assert not any(name in page for name in ("Masimbaya", "Rokolba", "Sandafe", "Gbonkoto"))
    other = as_user(world.other_coordinator).get("/").content.decode()
    assert "Choices respected" not in other
    for name in set(world.cast) - {"coordinator", "observer", "other_coordinator"}:
        assert "agreements" not in titles(as_user(getattr(world, name)))


def test_nobody_waits_to_be_heard_where_the_community_takes_no_part(world, as_user):
    client = as_user(world.facilitator)
    assert "voices" in titles(client)
    move(world.community.agreement, "paused", by=world.committee_member)
    assert "voices" not in titles(client)


def test_what_is_deleted_soon_is_counted_and_said_where_the_community_is(world, as_user):
    move(
        world.community.agreement, "withdrawn", data_choice="return_and_delete",
        by=world.committee_member,
    )  # fmt: skip
    page = reverse("overview:community_page", args=[world.community.pk])
    for name in ("facilitator", "mentor", "coordinator", "committee_member"):
        client = as_user(getattr(world, name))
        sections = client.get("/").context["today"].sections
        assert [one.waits for one in sections if one.name == "purges"] == [True], name
        assert "It can stop that." in client.get(page).content.decode(), name


def test_a_meeting_or_a_promise_with_a_service_is_named_a_week_before(world, as_user):
    """Until the next meeting is written down, or it was said what became of the promise."""
    by, link = world.facilitator, links.link(world)
    links.meeting(link, by=by, days_ago=20, next_on=clock.today() + timedelta(days=8))
    promised = links.commitment(link, by=by, days=8)
    assert "links" not in titles(as_user(by))
    with clock.at(clock.now() + timedelta(days=1)):
        found = {name: "links" in titles(as_user(person)) for name, person in world.cast.items()}
        assert found == {name: name in ("facilitator", "committee_member") for name in world.cast}
        client = as_user(world.facilitator)
        page = client.get("/").content.decode()
        assert f"Meeting on {date_format(clock.today() + timedelta(days=7), 'j F')}" in page
        links.meeting(link, by=by, days_ago=0, next_on=None)
        assert "links" in titles(client)  # the promise
        links.reported(promised, by=by)
        assert "links" not in titles(client)


def test_no_service_is_named_while_the_community_pauses(world, as_user):
    links.commitment(links.link(world), by=world.facilitator, days=1)
    assert "links" in titles(as_user(world.committee_member))
    move(world.community.agreement, "paused", by=world.committee_member)
    assert "links" not in titles(as_user(world.committee_member))
