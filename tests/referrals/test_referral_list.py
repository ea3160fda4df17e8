"""Does each person's list say first what waits, and show no more than a code, a need and a time?"""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import Referral

from . import checks, factories

URL = "/referrals/referrals/"


def _page(user, query=""):
    return checks.signed_in(user).get(URL + query)


def _listed(user, query=""):
    return [card.referral for card in _page(user, query).context["page"].cards]


def test_the_queue_says_what_waits(world):
    noon = timezone.now().replace(hour=12)
    with clock.at(noon - timedelta(hours=80)):
        factories.moved(world, "acknowledged")
    with clock.at(noon - timedelta(hours=20)):
        factories.sent(world)
    with clock.at(noon - timedelta(hours=1)):
        factories.sent(world, urgency="high")
    with clock.at(noon):
        page = _page(world.social_worker)
    assert page.context["headline"] == "One is late. Two need an answer today."
    assert "<title>Queue</title>" in page.content.decode()


def test_a_card_shows_no_age_sex_or_place(world):
    factories.sent(world, sex="girl", age_band="6_11")
    main = _page(world.social_worker).content.decode().split("<main")[1].split("</main>")[0]
    for word in (factories.CANARY, "Girl", "6–11", world.cluster.name, world.cluster.district):
        assert word not in main
    assert "Schooling" in main


def test_who_sees_which(world):
    draft, sent = factories.draft(world), factories.sent(world)
    nothing = {
        "mentor", "coordinator", "committee_member", "observer", "administrator",
        "outsider_committee_member", "other_coordinator", "stranger",
    }  # fmt: skip
    found = {
        name: None
        if (page := _page(person)).status_code == 403
        else {card.referral for card in page.context["page"].cards}
        for name, person in world.cast.items()
    }
    seen = {
        "facilitator": {draft, sent}, "focal_point": {draft, sent}, "social_worker": {sent}
    }  # fmt: skip
    assert found == {
        name: None if name in nothing else seen.get(name, set()) for name in world.cast
    }


def test_a_service_is_done_with_what_it_declined_and_its_sender_is_not(world):
    declined = factories.in_state(world, "declined")
    assert _listed(world.social_worker) == []
    assert _listed(world.social_worker, "?show=ended") == [declined]
    assert _listed(world.facilitator) == [declined]
    headline = _page(world.facilitator).context["headline"]
    assert headline == "One was declined and needs another service."


def test_open_and_over_are_apart(world):
    closed, opened = factories.in_state(world, "closed"), factories.sent(world)
    assert _listed(world.facilitator) == [opened]
    assert _listed(world.facilitator, "?show=ended") == [closed]


def test_the_focal_point_is_told_what_to_sign(world):
    factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    assert _page(world.focal_point).context["headline"] == "One needs your signature."
    calm = "Nothing is late, nothing waits for an answer."
    assert _page(world.facilitator).context["headline"] == calm


def test_twenty_at_a_time(world):
    for _number in range(45):
        factories.sent(world)
    whole, after = [], ""
    for expected in (20, 20, 5):
        page = _page(world.social_worker, f"?after={after}").context["page"]
        assert len(page.cards) == expected
        whole += [card.referral.pk for card in page.cards]
        after = page.next
    assert after is None
    assert len(set(whole)) == 45


def test_what_is_over_comes_twenty_at_a_time_too(world):
    for _number in range(21):
        factories.in_state(world, "revoked")
    page = _page(world.facilitator, "?show=ended").context["page"]
    rest = _page(world.facilitator, f"?show=ended&after={page.next}").context["page"]
    assert (len(page.cards), len(rest.cards)) == (20, 1)


def test_a_cursor_of_somebody_elses_begins_anew(world):
    foreign = factories.draft(world, by=world.outsider_facilitator)
    mine = factories.sent(world)
    for cursor in (foreign.pk, "nonsense"):
        assert _listed(world.facilitator, f"?after={cursor}") == [mine]


def test_empty_is_said_calmly(world):
    assert "Nothing is open" in _page(world.facilitator).content.decode()
    assert "Nothing is over yet" in _page(world.social_worker, "?show=ended").content.decode()


def test_ten_cost_no_more_queries_than_one(world):
    client = checks.signed_in(world.social_worker)
    counts = []
    for more in (1, 9):
        for _number in range(more):
            factories.sent(world)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_a_step_is_two_taps(world):
    referral = factories.sent(world)
    page = _page(world.social_worker).content.decode()
    assert f'action="{checks.url("acknowledge", referral)}"' in page
    assert "Yes, I have it" in page


def test_nobody_and_no_other_method(world):
    assert checks.signed_in(None).get(URL).status_code == 302
    assert checks.signed_in(world.facilitator).post(URL).status_code == 405


def test_the_first_page_is_told_what_needs_somebody(world):
    draft = factories.draft(world)
    unsigned = factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    sent = factories.sent(world)
    declined = factories.in_state(world, "declined")
    now = clock.now()

    def needs(user, at=now):
        return set(Referral.objects.needs(user, at))

    assert needs(world.facilitator) == {draft, unsigned, declined}
    assert needs(world.focal_point) == {unsigned, declined}
    assert needs(world.focal_point, sent.acknowledge_by_at) == {unsigned, declined, sent}
    assert needs(world.social_worker) == {sent}
    assert needs(world.coordinator) == set()
    actions.move_referral(sent, "accepted", by=world.social_worker)
    assert needs(world.social_worker) == {sent}
