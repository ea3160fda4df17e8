"""What waits for you: the same few words for everything, and each opens for its person alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import Notification
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from tests.dialogues import plan_factories as plans
from tests.factories import fresh
from tests.referrals import factories as referrals

LIST = reverse("notification_list")


def address(verb: str, notification: Notification) -> str:
    return reverse(f"notification_{verb}", args=[notification.pk])


@pytest.fixture
def told(world) -> Notification:
    return actions.notify(world.mentor, about=world.community)


def test_each_sees_their_own_and_nothing_of_what_it_is(world, as_user):
    referral = referrals.in_state(world, "sent")
    plans.sent(world)
    referrals.concern(world)
    for name, person in world.cast.items():
        page = as_user(person).get(LIST).content.decode()
        assert page.count("<b>Something waits for you</b>") == person.notifications.count(), name
        main = page[page.index("<main") : page.index("</main>")]
        for secret in (referral.code, world.community.name, world.service.name, "plan", "eferral"):
            assert secret not in main, (name, secret)
    assert world.focal_point.notifications.count() == 2


def test_the_newest_come_first_and_earlier_ones_are_a_page_away(world, as_user):
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with clock.at(start):
        oldest = actions.notify(world.mentor, about=world.community)
    for number in range(50):
        with clock.at(start + timedelta(days=1, minutes=number)):
            kept = actions.notify(world.mentor, about=world.other_community)
            actions.read_notification(kept, by=world.mentor)
    client, before = as_user(world.mentor), address("open", oldest)
    page = client.get(LIST)
    assert before not in page.content.decode()
    following = client.get(LIST, {"after": page.context["page"].next})
    assert before in following.content.decode()
    assert following.content.decode().count("Mark as read") == 1


def test_how_many_wait_is_said_until_they_are_read(world, as_user, told):
    actions.notify(world.mentor, about=world.other_community)
    client = as_user(world.mentor)
    help_page = reverse("help_roles")
    for count in ("2", "1"):
        response = client.get(help_page)
        assert response.context["notices_unread"] == int(count)
        assert f'<span class="num" aria-hidden="true">{count}</span>' in response.content.decode()
        waiting = world.mentor.notifications.unread().order_by("-at").first()
        assert client.post(address("read", waiting)).url == LIST
    assert LIST not in client.get(help_page).content.decode()


def test_it_leads_to_what_waits_and_is_read_then(world, as_user, told):
    client = as_user(world.mentor)
    response = client.post(address("open", told))
    assert (response.status_code, response.url) == (302, world.community.get_absolute_url())
    assert client.get(response.url).status_code == 200
    told.refresh_from_db()
    assert told.read_at is not None
    assert "Something waited for you" in client.get(LIST).content.decode()


def test_it_leads_only_whoever_may_see_it(world, as_user):
    """A right that ended meanwhile, and a referral that nobody of this person's may see."""
    referral = referrals.in_state(world, "sent")
    for about in (world.other_community, referral):
        told = actions.notify(world.mentor, about=about)
        client = as_user(world.mentor)
        page = client.get(client.post(address("open", told)).url)
        assert page.status_code == 404
        assert about.get_absolute_url() not in client.get(LIST).content.decode()


def test_whoever_comes_there_by_another_way_has_read_it(world, as_user):
    here, there = (
        actions.notify(world.mentor, about=about)
        for about in (world.community, world.other_community)
    )
    other = actions.notify(world.facilitator, about=world.community)
    response = as_user(world.mentor).get(world.community.get_absolute_url())
    assert response.wsgi_request.user.waiting == 1
    assert LIST not in response.content.decode()  # no number moves where a dialogue is
    for told, read in ((here, True), (there, False), (other, False)):
        told.refresh_from_db()
        assert (told.read_at is not None) is read


def test_all_are_read_at_once_and_only_ones_own(world, as_user, told):
    actions.notify(world.mentor, about=world.other_community)
    other = actions.notify(world.facilitator, about=world.community)
    response = as_user(world.mentor).post(reverse("notification_read_all"))
    assert (response.status_code, response.url) == (302, LIST)
    assert list(Notification.objects.unread()) == [other]
    page = as_user(world.mentor).get(LIST).content.decode()
    assert "Mark all as read" not in page
    assert page.count("Something waited for you") == 2


def test_read_once_stays_read_then(world, told):
    actions.read_notification(told, by=world.mentor)
    first = Notification.objects.get().read_at
    actions.read_notification(told, by=world.mentor)
    assert Notification.objects.get().read_at == first
    assert fresh(world.mentor).waiting == 0


@pytest.mark.parametrize("verb", ["open", "read"])
def test_nobody_opens_or_reads_what_is_anothers(world, as_user, told, verb):
    for name, person in world.cast.items():
        if name != "mentor":
            assert as_user(person).post(address(verb, told)).status_code == 404, name
            with pytest.raises(NotPermitted):
                actions.read_notification(told, by=person)
    assert Notification.objects.unread().count() == 1


def test_other_methods_and_nobody(world, as_user, told):
    client = as_user(world.mentor)
    assert client.post(LIST).status_code == 405
    for url in (address("open", told), address("read", told), reverse("notification_read_all")):
        assert client.get(url).status_code == 405
        assert as_user(None).post(url).status_code == 302
    assert as_user(None).get(LIST).status_code == 302
    assert Notification.objects.unread().count() == 1


def test_nothing_waits(world, as_user):
    assert "Nothing waits for you." in as_user(world.observer).get(LIST).content.decode()
