"""What comes back to a community of its referrals: sums of a closed quarter, never of one village."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Barrier, Community
from referrals import due
from referrals.models import QuarterGap, ReferralQuarter
from tests.referrals import checks, factories

QUARTER = date(2026, 7, 1)
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
KNOW = {"facilitator", "mentor", "coordinator", "committee_member"}
# What differs from one opening to the next and says nothing.
PASSING = re.compile(r'name="(?:csrfmiddlewaretoken|id)" value="[^"]*"')
FEW = "too few to show safely"


@pytest.fixture(autouse=True)
def _in_november():
    with clock.at(NOW):
        yield


def url(community) -> str:
    return reverse("overview:community_services_back", args=[community.pk])


def page(world, community=None, name="committee_member") -> str:
    response = checks.signed_in(getattr(world, name)).get(url(community or world.community))
    assert response.status_code == 200
    return response.content.decode()


def kept(world, cluster=None, *, communities=2, sent=40, gaps=(), **counts) -> ReferralQuarter:
    """A closed quarter, as its action would have kept it."""
    usual = {"answered_in_time": 30, "acted_in_time": 15, "said_no": 12}
    row = ReferralQuarter.objects.create(
        organisation=world.ngo, cluster=cluster or world.cluster, begins_on=QUARTER,
        communities=communities, sent=sent, **(usual | counts),
    )  # fmt: skip
    for kind, cause, number in gaps:
        QuarterGap.objects.create(quarter=row, kind=kind, cause=cause, referrals=number)
    return row


def test_it_is_told_in_plain_sentences(world):
    kept(world, gaps=[("education", "no_place", 7), ("health", "too_far", 2)])
    text = page(world)
    assert "40 referrals were sent." in text
    assert "Most got a first answer in time." in text
    assert "30 of 40" in text
    assert "For half or fewer, the service acted in time." in text
    assert "<b>Schooling</b>: No place" in text
    assert "Too far for us" not in text  # two are too few to name a kind of service
    assert "A rise is usually trust" in text
    assert "July to September 2026" in text


def test_what_is_hidden_is_said_in_the_same_words_whatever_the_reason(world):
    texts = set()
    for sent, answered in ((0, 0), (4, 2), (40, 40)):
        ReferralQuarter.objects.all().delete()
        kept(world, sent=sent, answered_in_time=answered, acted_in_time=0, said_no=0)
        text = page(world)
        texts |= {line for line in text.split("<li") if "first answer" in line}
    assert len(texts) == 1
    assert f"How many got a first answer in time: {FEW}." in texts.pop()


def test_a_cluster_of_one_village_is_told_of_all_clusters_only(world):
    Community.objects.filter(pk=world.outside_community.pk).update(
        cluster=world.other_community.cluster
    )
    other = participants.add_cluster(
        id=uuid.uuid4(), organisation=world.ngo, name="Kono", district="Kono", by=world.coordinator
    )
    kept(world, communities=1, sent=40)
    kept(world, other, communities=1, sent=31, answered_in_time=20)
    text = page(world)
    assert "71 referrals were sent." in text
    assert "40 referrals" not in text
    assert "31 referrals" not in text
    assert f"How many referrals were sent: {FEW}." in text


def test_nothing_of_a_quarter_before_it_is_over(world):
    with clock.at(NOW - timedelta(days=20)):
        for _number in range(6):
            factories.moved(world, "declined")
    due.keep_quarters(NOW)
    text = page(world)
    assert "October" not in text
    assert "No place" not in text
    with clock.at(NOW + timedelta(days=90)):
        due.keep_quarters(clock.now())
        text = page(world)
    assert "October to December 2026" in text


def test_before_any_quarter_is_kept(world):
    assert "Nothing can be told yet" in page(world)


def test_nothing_on_it_comes_from_another_organisation(world):
    ReferralQuarter.objects.create(
        organisation=world.other_ngo, cluster=world.other_community.cluster, begins_on=QUARTER,
        communities=3, sent=987, answered_in_time=500, acted_in_time=400, said_no=300,
    )  # fmt: skip
    assert "987" not in page(world)


def test_it_names_no_referral_no_village_and_no_moment(world):
    referral = factories.moved(world, "declined")
    kept(world)
    text = page(world)
    for secret in (referral.code, factories.CANARY, str(world.outside_community)):
        assert secret not in text


def test_the_page_of_the_community_leads_there(world):
    for name in KNOW:
        client = checks.signed_in(getattr(world, name))
        assert (
            url(world.community) in client.get(world.community.get_absolute_url()).content.decode()
        )


def test_who_may(world):
    found = {
        name: checks.signed_in(one).get(url(world.community)).status_code
        for name, one in world.cast.items()
    }
    assert found == {name: 200 if name in KNOW else 404 for name in world.cast}
    assert checks.signed_in(None).get(url(world.community)).status_code == 302


def test_no_other_method(world):
    assert checks.signed_in(world.facilitator).post(url(world.community)).status_code == 405


# --- A barrier to work on ---------------------------------------------------------------------------


def _work_on(world, gap="education no_place", name="facilitator", **values):
    target = reverse("overview:community_open_barrier", args=[world.community.pk])
    posted = {"id": str(uuid.uuid4()), "gap": gap, **values}
    return checks.signed_in(getattr(world, name)).post(target, posted)


def test_what_is_told_becomes_a_barrier_with_nothing_of_a_child_in_it(world):
    kept(world, gaps=[("education", "no_place", 7)])
    assert "Make this a barrier we work on" in page(world, name="facilitator")
    response = _work_on(world)
    barrier = Barrier.objects.get()
    assert (response.status_code, response.url) == (302, barrier.get_absolute_url())
    said = (barrier.community, barrier.source, barrier.kind, barrier.what, barrier.words)
    assert said == (world.community, "aggregated", "education", "no_place", "")
    assert (barrier.service, barrier.link) == (None, None)
    text = page(world, name="facilitator")
    assert "Make this a barrier" not in text
    assert "We work on this" in text


def test_the_same_form_sent_twice_is_one_barrier(world):
    kept(world, gaps=[("education", "no_place", 7)])
    key = str(uuid.uuid4())
    assert _work_on(world, id=key).url == _work_on(world, id=key).url
    assert Barrier.objects.count() == 1


def test_what_is_not_told_is_no_barrier(world):
    """A guess is answered alike, whether there were a few or none."""
    kept(world, gaps=[("education", "no_place", 7), ("health", "too_far", 2)])
    answers = set()
    for gap in ("health too_far", "legal too_far", "", "education", "magic"):
        response = _work_on(world, gap=gap)
        assert response.status_code == 422
        answers.add(PASSING.sub("", response.content.decode()))
    assert len(answers) == 1
    assert "This is not told any more" in answers.pop()
    assert not Barrier.objects.exists()


def test_only_who_keeps_it_is_offered_it(world):
    kept(world, gaps=[("education", "no_place", 7)])
    for name in KNOW - {"facilitator"}:
        assert "Make this a barrier" not in page(world, name=name)
        assert _work_on(world, name=name).status_code == 403
    assert _work_on(world, name="outsider_facilitator").status_code == 404
    assert not Barrier.objects.exists()
