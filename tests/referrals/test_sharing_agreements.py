"""Who keeps what may be shared with a service, and what can leave without it?"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants.models import Service
from referrals import actions, permissions
from referrals.models import DataPoint, IdentityView, Referral, SharingAgreement
from referrals.models.sharing import covered

from . import checks, factories

LIST, ADD = "/referrals/sharing-agreements/", "/referrals/sharing-agreements/add/"
NOUN = "sharing_agreement"
# Who keeps them, and who reads them besides.
KEEPER, READER = "coordinator", "focal_point"


def _posted(world, **values):
    today = clock.today()
    return {
        "id": str(uuid.uuid4()), "organisation": str(world.ngo.pk),
        "service": str(world.service.pk), "data_points": ["age", "summary"],
        "signed_on": today.isoformat(), "starts_on": today.isoformat(),
        "expires_on": (today + timedelta(days=365)).isoformat(), "signed_by": "Both directors",
        **values,
    }  # fmt: skip


def _changed(agreement, **values):
    return {
        "version": agreement.version, "data_points": ["age"], "signed_by": "Somebody else",
        **{name: getattr(agreement, name).isoformat() for name in DAYS}, **values,
    }  # fmt: skip


DAYS = ("signed_on", "starts_on", "expires_on")


def test_one_is_entered_and_audited(world):
    assert reverse("referrals:sharing_agreement_add") == ADD
    response = checks.signed_in(world.coordinator).post(ADD, _posted(world))
    agreement = SharingAgreement.objects.get()
    assert (response.status_code, response.url) == (302, agreement.get_absolute_url())
    assert (agreement.organisation, agreement.service) == (world.ngo, world.service)
    assert (agreement.data_points, agreement.standing) == (["age", "summary"], "valid")
    assert factories.audited(agreement) == ["sharing_agreement.added"]


def test_sent_twice_it_is_one(world):
    posted, client = _posted(world), checks.signed_in(world.coordinator)
    assert client.post(ADD, posted).url == client.post(ADD, posted).url
    assert SharingAgreement.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"data_points": []}, "This field is required."),
        ({"data_points": ["everything"]}, "Select a valid choice."),
        ({"signed_on": "2999-01-01"}, "This day is still to come."),
        ({"starts_on": "2001-01-01"}, "It cannot hold before it was signed."),
        ({"expires_on": "2001-01-01"}, "It ends before it begins."),
        ({"signed_by": ""}, "This field is required."),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(world, values, said):
    response = checks.signed_in(world.coordinator).post(ADD, _posted(world, note="N 7", **values))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "N 7" in response.content.decode()
    assert not SharingAgreement.objects.exists()


def test_for_ones_own_organisation_only(world):
    other = world.other_community.cluster.organisation
    client = checks.signed_in(world.coordinator)
    assert client.post(ADD, _posted(world, organisation=str(other.pk))).status_code == 422
    with pytest.raises(NotPermitted):
        factories.shared_with(world, world.service, organisation=other)


def test_the_list_says_which_hold(world):
    today = clock.today()
    valid = factories.shared_with(world, world.service)
    factories.shared_with(world, world.service, expires_on=today - timedelta(days=1))
    factories.shared_with(world, world.service, starts_on=today + timedelta(days=1))
    factories.ended(world)
    for name in (KEEPER, READER):
        page = checks.signed_in(getattr(world, name)).get(LIST)
        found = [one.standing for one in page.context["agreements"]]
        assert sorted(found) == ["ended", "expired", "to_come", "valid"]
        assert found[0] in ("valid", "to_come")
        assert ("Enter an agreement" in page.content.decode()) is (name == KEEPER)
    page = checks.signed_in(world.coordinator).get(LIST, {"service": world.outside_service.pk})
    assert [one.standing for one in page.context["agreements"]] == ["ended"]
    shown = checks.signed_in(world.focal_point).get(valid.get_absolute_url()).content.decode()
    assert str(DataPoint.SUMMARY.label) in shown
    assert "Correct" not in shown


@pytest.mark.parametrize("verb", ["show", "edit", "end"])
def test_others_do_not_know_of_it(world, verb):
    agreement = factories.shared_with(world, world.service)
    may = {KEEPER, READER} if verb == "show" else {KEEPER}
    know = {KEEPER, READER}
    checks.refused(world, verb, agreement, may=may, know=know, noun=NOUN, method="get")


@pytest.mark.parametrize("target", [LIST, ADD])
def test_who_may_not_come_here(world, target):
    may = {KEEPER, "other_coordinator", "outsider_coordinator"}
    if target == LIST:
        may |= {READER, "other_focal_point"}
    for name, person in world.cast.items():
        if name not in may:
            assert checks.signed_in(person).get(target).status_code == 403, name


def test_it_is_put_right_and_audited(world):
    agreement = factories.shared_with(world, world.service)
    response = checks.post(world.coordinator, "edit", agreement, NOUN, **_changed(agreement))
    assert response.status_code == 302
    kept = SharingAgreement.objects.get()
    assert (kept.data_points, kept.signed_by) == (["age"], "Somebody else")
    assert factories.audited(agreement)[-1] == "sharing_agreement.edited"
    stale = checks.post(world.coordinator, "edit", agreement, NOUN, **_changed(agreement, note="x"))
    checks.not_now(stale, "Two people wrote here")


def test_what_ended_is_not_changed_nor_ended_again(world):
    agreement = factories.ended(world)
    assert factories.audited(agreement)[-1] == "sharing_agreement.ended"
    for verb in ("edit", "end"):
        response = checks.post(world.coordinator, verb, agreement, NOUN, **_changed(agreement))
        checks.not_now(response, "This agreement has ended.")


def test_it_is_ended_from_its_page(world):
    agreement = factories.shared_with(world, world.service)
    response = checks.post(world.coordinator, "end", agreement, NOUN, version=agreement.version)
    assert response.status_code == 302
    assert SharingAgreement.objects.get().standing == "ended"
    assert covered(world.ngo, world.service) == frozenset()


@pytest.mark.parametrize("method", ["put", "delete"])
def test_no_other_method(world, method):
    agreement = factories.shared_with(world, world.service)
    client = checks.signed_in(world.coordinator)
    for target in (LIST, ADD, agreement.get_absolute_url(), checks.url("end", agreement, NOUN)):
        assert getattr(client, method)(target).status_code == 405


def test_what_an_agreement_covers_from_its_first_to_its_last_day(world):
    today = clock.today()
    days = {"starts_on": today, "expires_on": today + timedelta(days=2)}
    factories.shared_with(world, world.service, data_points=["age"], **days)
    found = []
    for day in range(-1, 4):
        with clock.at(clock.now() + timedelta(days=day)):
            found.append(covered(world.ngo, world.service))
    assert found == [frozenset(), {"age"}, {"age"}, {"age"}, frozenset()]
    other = world.other_community.cluster.organisation
    assert covered(other, world.service) == covered(world.ngo, world.outside_service) == frozenset()


# --- What can leave -------------------------------------------------------------------------------


def _send(world, draft, sent_via="app"):
    return checks.post(world.facilitator, "send", draft, version=draft.version, sent_via=sent_via)


def test_without_one_nothing_is_sent_here_to_a_service_that_takes_no_codes(world):
    draft = factories.draft(world)
    factories.unshare(world)
    Service.objects.filter(pk=world.service.pk).update(accepts_coded_referrals=False)
    checks.not_now(_send(world, draft), "No agreement on sharing with this service is valid today")
    assert Referral.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("coded", "sent_via"), [(True, "app"), (False, "phone"), (False, "in_person")]
)
def test_without_one_a_code_or_a_call_is_possible(world, coded, sent_via):
    draft = factories.draft(world)
    factories.unshare(world)
    Service.objects.filter(pk=world.service.pk).update(accepts_coded_referrals=coded)
    assert _send(world, draft, sent_via).status_code == 302
    sent = Referral.objects.get()
    assert (sent.status, sent.shared) == ("sent", [])
    page = checks.signed_in(world.social_worker).get(sent.get_absolute_url())
    assert factories.CANARY not in page.content.decode()


def test_a_name_sealed_here_needs_an_agreement_on_names(world):
    factories.shared_with(world, world.service, data_points=["age", "summary"])
    draft = factories.draft(world, identity_mode="encrypted")
    actions.keep_identity(draft, name="Zainab", contact="", whereabouts="", by=world.facilitator)
    for sent_via in ("app", "phone"):
        checks.not_now(_send(world, draft, sent_via), "lets the name be shared here")


def test_an_agreement_that_ends_shows_the_name_no_more(world):
    referral = factories.named(world, status="accepted")
    assert permissions.can_view_identity(world.social_worker, referral)
    factories.unshare(world)
    response = checks.post(world.social_worker, "identity", referral, reason="To meet")
    assert response.status_code == 403
    assert not IdentityView.objects.exists()
    own = checks.post(world.facilitator, "identity", referral, reason="To meet")
    assert own.status_code == 200


def test_an_agreement_that_changes_before_sending_is_read_again(world):
    draft = factories.draft(world)
    shown = checks.signed_in(world.facilitator).get(draft.get_absolute_url())
    (form,) = [one.form for one in shown.context["offers"] if one.step.verb == "send"]
    read = {"version": draft.version, "sent_via": "app", "listed": form["listed"].value()}
    (agreement,) = SharingAgreement.objects.of(world.service)
    actions.edit_sharing_agreement(
        agreement, version=agreement.version, data_points=["age"], by=world.coordinator
    )
    response = checks.post(world.facilitator, "send", draft, **read)
    assert response.status_code == 422
    page = response.content.decode()
    assert f"Read what {world.service} will see, then send." in page
    assert "Not shared" in page
    again = read | {"listed": response.context["form"]["listed"].value()}
    assert checks.post(world.facilitator, "send", draft, **again).status_code == 302
    assert Referral.objects.get().shared == ["age"]
    with pytest.raises(NotPossible):  # and under the lock, where no form stands between
        actions.send_referral(
            factories.draft(world), version=1, sent_via="app", by=world.facilitator, listed="old"
        )


def test_another_service_gets_its_own_list_to_be_read_first(world):
    referral = factories.in_state(world, "declined")
    for agreement in SharingAgreement.objects.of(world.outside_service):
        actions.edit_sharing_agreement(
            agreement, version=agreement.version, data_points=["sex"], by=world.coordinator
        )
    client = checks.signed_in(world.facilitator)
    way = {"service": str(world.outside_service.pk), "sent_via": "app"}
    first = client.post(checks.url("reroute", referral), way)
    assert first.status_code == 422
    assert "What the service will see" in first.content.decode()
    assert Referral.objects.get().status == "declined"
    listed = first.context["form"]["listed"].value()
    assert client.post(checks.url("reroute", referral), way | {"listed": listed}).status_code == 302
    assert (Referral.objects.get().status, Referral.objects.get().shared) == ("sent", ["sex"])
