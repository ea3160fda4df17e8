"""Is a referral written once, by whoever may, with nothing in it that names a child?"""

import pytest
from django.urls import reverse

from participants.models import Service
from referrals.models import Referral

from . import checks, factories

URL = "/referrals/referrals/add/"


def test_it_works_and_is_audited(world):
    assert reverse("referrals:referral_add") == URL
    response = checks.signed_in(world.facilitator).post(URL, factories.posted(world))
    referral = Referral.objects.get()
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert (referral.status, referral.created_by) == ("draft", world.facilitator)
    assert (referral.cluster, referral.organisation) == (world.cluster, world.ngo)
    assert (referral.child_assent, referral.identity_mode) == ("yes", "on_paper")
    assert factories.audited(referral) == ["referral.raised"]


def test_sent_twice_it_is_one(world):
    slip = factories.posted(world)
    client = checks.signed_in(world.facilitator)
    assert client.post(URL, slip).url == client.post(URL, slip).url
    assert Referral.objects.count() == 1
    checks.not_now(checks.signed_in(world.focal_point).post(URL, slip), "already sent by somebody")


def test_its_code_is_random_and_says_nothing(world):
    codes = {factories.draft(world).code for _ in range(50)}
    assert len(codes) == 50
    assert {code[:2] for code in codes} == {"R-"}
    assert not set("".join(code[2:] for code in codes)) - set("23456789BCDFGHJKMNPQRSTVWXZ")


@pytest.mark.parametrize(
    ("field", "words", "excerpt"),
    [
        ("summary", "Wants to learn; phone 077 123 4567.", "077 123 4567"),
        ("child_wishes", "Live with the sister of Kadie.", "sister of Kadie"),
        ("withhold_from", "Teacher of class 4B", "class 4B"),
    ],
)
def test_what_may_name_somebody_is_asked_about(world, field, words, excerpt):
    client = checks.signed_in(world.facilitator)
    slip = factories.posted(world, **{field: words})
    response = client.post(URL, slip)
    assert response.status_code == 422
    page = response.content.decode()
    assert f"“{excerpt}” may name someone." in page
    assert words in page  # nothing typed is lost
    assert client.post(URL, {**slip, "identifier_reason": "A public number"}).status_code == 302
    assert Referral.objects.get().identifier_reason == "A public number"


@pytest.mark.parametrize(
    "missing",
    ["cluster", "service", "urgency", "needs", "summary", "age_band", "sex", "immediate_safety"],
)
def test_what_it_cannot_do_without(world, missing):
    slip = factories.posted(world)
    del slip[missing]
    assert checks.signed_in(world.facilitator).post(URL, slip).status_code == 422
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("urgency", "now"), ("needs", ["magic"]), ("age_band", "10_13"), ("summary", "x" * 601)],
)
def test_what_is_no_answer(world, field, value):
    slip = factories.posted(world, **{field: value})
    assert checks.signed_in(world.facilitator).post(URL, slip).status_code == 422


def test_only_ones_own_clusters_and_open_services_are_offered(world):
    Service.objects.filter(pk=world.outside_service.pk).update(status="inactive")
    client = checks.signed_in(world.facilitator)
    form = client.get(URL).context["form"]
    assert list(form.fields["cluster"].queryset) == [world.cluster]
    assert list(form.fields["service"].queryset) == [world.service]
    elsewhere = world.other_community.cluster.pk
    for forged in ({"cluster": str(elsewhere)}, {"service": str(world.outside_service.pk)}):
        assert client.post(URL, factories.posted(world, **forged)).status_code == 422


def test_an_old_entry_says_so_where_it_is_offered(world):
    Service.objects.filter(pk=world.service.pk).update(assured_on=None, assured_by=None)
    page = checks.signed_in(world.facilitator).get(URL).content.decode()
    assert page.count("not confirmed for 90 days: phone first") == 1


def test_who_may(world):
    found = {
        name: checks.signed_in(person).get(URL).status_code for name, person in world.cast.items()
    }
    raisers = {
        "facilitator", "outsider_facilitator", "other_facilitator", "focal_point",
        "other_focal_point",
    }  # fmt: skip
    assert found == {name: 200 if name in raisers else 403 for name in world.cast}
    assert checks.signed_in(None).get(URL).status_code == 302
    response = checks.signed_in(world.mentor).post(URL, factories.posted(world))
    assert response.status_code == 403


def test_no_other_method(world):
    assert checks.signed_in(world.facilitator).put(URL).status_code == 405
