"""Is a referral written once, by whoever may, with nothing in it that names a child?"""

import pytest
from django.urls import reverse

from cpfacilitate.accounts.models import Notification
from participants.models import Service
from referrals import actions
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
    Service.objects.filter(pk=world.service.pk).update(assured_on=None)
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


ACCUSES = "Her uncle beats her. Needs protection."


@pytest.mark.parametrize(
    "field", ["summary", "child_wishes", "safety_step", "safe_contact_method", "withhold_from"]
)
def test_whom_somebody_accuses_is_not_confirmed_away_as_a_name_is(world, field):
    client = checks.signed_in(world.facilitator)
    slip = factories.posted(world, **{field: ACCUSES})
    response = client.post(URL, slip)
    assert response.status_code == 422
    page = response.content.decode()
    assert "may accuse somebody: say what the child needs, not who did what." in page
    assert ACCUSES in page  # nothing typed is lost
    assert "If nobody is accused here" in page
    assert client.post(URL, {**slip, "identifier_reason": "It is nobody"}).status_code == 422
    assert not Referral.objects.exists()


def test_that_nobody_is_accused_is_said_to_the_focal_point(world):
    slip = factories.posted(world, summary=ACCUSES, accused_reason="A line of a song")
    assert checks.signed_in(world.facilitator).post(URL, slip).status_code == 302
    referral = Referral.objects.get()
    assert referral.accused_reason == "A line of a song"
    assert set(Notification.objects.values_list("user", flat=True)) == {world.focal_point.pk}
    page = checks.signed_in(world.focal_point).get(referral.get_absolute_url()).content.decode()
    assert "A line of a song" in page
    assert "Words that look like an accusation were kept." in page


def test_a_reason_for_words_that_are_gone_goes_too(world):
    slip = factories.posted(world, accused_reason="A line of a song")
    checks.signed_in(world.facilitator).post(URL, slip)
    assert Referral.objects.get().accused_reason == ""


def test_a_story_may_stay_for_a_reason(world):
    client = checks.signed_in(world.facilitator)
    slip = factories.posted(world, summary="Was seen at the clinic yesterday; needs medicine.")
    response = client.post(URL, slip)
    assert "“yesterday” says when it happened: leave that out." in response.content.decode()
    assert client.post(URL, {**slip, "identifier_reason": "The clinic asked"}).status_code == 302


def test_why_a_word_stays_is_asked_only_where_one_was_seen(world):
    client = checks.signed_in(world.facilitator)
    for target in (client.get(URL), client.post(URL, factories.posted(world, urgency="now"))):
        assert "If nobody is accused here" not in target.content.decode()
        assert "If a word that looks like a name must stay" not in target.content.decode()


def test_health_care_today_is_urgent_and_asked_for_first(world):
    slip = factories.posted(
        world, time_critical_health="on", urgency="low", needs=["psychosocial", "health"]
    )
    checks.signed_in(world.facilitator).post(URL, slip)
    referral = Referral.objects.get()
    assert (referral.urgency, referral.needs) == ("high", ["health", "psychosocial"])
    kept = actions.edit_referral(referral, version=1, urgency="medium", by=world.facilitator)
    assert kept.urgency == "high"


def test_health_services_are_offered_first(world):
    page = checks.signed_in(world.facilitator).get(URL)
    kinds = [label for label, _group in list(page.context["form"].fields["service"].choices)[1:]]
    assert kinds == [kind.label for kind in Service.Kind if kind.label in kinds]


def test_why_no_caregiver_knows_is_chosen(world):
    client = checks.signed_in(world.facilitator)
    slip = factories.posted(world, caregiver_informed="no")
    assert "Choose why no caregiver knows." in client.post(URL, slip).content.decode()
    told = {**slip, "caregiver_informed": "yes", "caregiver_uninformed_because": "danger"}
    client.post(URL, told)
    assert Referral.objects.get().caregiver_uninformed_because == ""


def test_an_override_says_on_what_it_goes(world):
    slip = factories.posted(world, override_reason="Nobody can be asked.")
    checks.signed_in(world.facilitator).post(URL, slip)
    assert Referral.objects.get().override_basis == "best_interests"


def test_it_is_short_enough_for_a_phone(world):
    form = checks.signed_in(world.facilitator).get(URL).context["form"]
    assert len(form.visible_fields()) <= 40
