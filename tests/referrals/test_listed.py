"""Is what is listed before sending what the service reads afterwards, and nothing else?"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants.models import Cluster
from referrals import actions
from referrals.consent import AgeBand
from referrals.listed import Line, fingerprint, on_slip
from referrals.models import (
    CaregiverInformed,
    DataPoint,
    Feedback,
    Referral,
    Safety,
    Sex,
    SharingAgreement,
    Support,
    TrustedAdult,
    Urgency,
)

from . import checks, factories

MINIMUM = [
    "Code", "How urgent", "Asked for", "How to reach the child safely", "Must not know",
    "On which basis", "May be told what came of it", "The child’s name", "Sent by",
]  # fmt: skip
# What stays with the sender's side, each told apart by a word of its own.
INTERNAL = {
    "override_reason": "canary-override", "identifier_reason": "canary-identifier",
    "accused_reason": "canary-accused",
}  # fmt: skip


def labels(lines: list[Line]) -> list[str]:
    return [line.label for line in lines]


def unlike(choices) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(choices.values), unique=True)


WORDS = st.text("abc éبɛ", min_size=1, max_size=20).map(str.strip).filter(bool)
SLIPS = st.fixed_dictionaries(
    {
        "urgency": st.sampled_from(Urgency.values),
        "time_critical_health": st.booleans(),
        "age_band": st.sampled_from(AgeBand.values),
        "sex": st.sampled_from(Sex.values),
        "summary": WORDS,
        "immediate_safety": st.sampled_from(Safety.values),
        "safety_step": WORDS | st.just(""),
        "safe_contact_method": WORDS | st.just(""),
        "withhold_from": WORDS | st.just(""),
        "child_wishes": WORDS | st.just(""),
        "functional_support_needed": unlike(Support),
        "trusted_adult": st.sampled_from(["", *TrustedAdult.values]),
        "caregiver_informed": st.sampled_from(["", *CaregiverInformed.values]),
        "feedback_allowed_to": unlike(Feedback),
        "withheld": unlike(DataPoint),
    }
)


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(slip=SLIPS, covered=unlike(DataPoint), later=unlike(DataPoint))
def test_what_is_listed_is_what_is_read(world, slip, covered, later):
    """Whatever the referral says and the agreement covers, and whatever becomes of it later."""
    SharingAgreement.objects.all().delete()
    agreement = factories.shared_with(world, world.service, data_points=covered)
    draft = factories.draft(world, **slip, **INTERNAL)
    before = on_slip(draft, draft.service)
    sender = checks.signed_in(world.facilitator).get(draft.get_absolute_url())
    assert sender.context["lines"] == before
    checks.post(world.facilitator, "send", draft, version=draft.version, sent_via="phone")
    actions.edit_sharing_agreement(
        agreement, version=agreement.version, data_points=later, by=world.coordinator
    )
    sent = Referral.objects.get(pk=draft.pk)
    page = checks.signed_in(world.social_worker).get(sent.get_absolute_url())
    assert sent.status == "sent"
    assert on_slip(sent, sent.service) == page.context["lines"] == before
    for secret in INTERNAL.values():
        assert secret not in page.content.decode()


def test_everything_an_agreement_covers_is_there(world):
    draft = factories.draft(world, child_wishes="School.", withhold_from="The household")
    listed = labels(on_slip(draft, world.service))
    assert listed == [
        *MINIMUM, "Age", "Girl or boy", "District", "What it is about", "In a few words",
        "Is the child safe now", "What the child wants", "The child agrees", "A caregiver agrees",
    ]  # fmt: skip


def test_without_an_agreement_only_the_coded_minimum_and_the_names_of_the_rest(world):
    draft = factories.draft(world, child_wishes="School.", withhold_from="The household")
    factories.unshare(world)
    lines = on_slip(draft, world.service)
    assert labels(lines) == [*MINIMUM, "Not shared"]
    assert lines[-1].value == (
        "Age · Girl or boy · District · What it is about · The few words ·"
        " Whether the child is safe now · What the child wants · Who agreed, and who knows"
    )
    assert factories.CANARY not in str(lines)


def test_what_the_child_keeps_back_is_kept_back_and_named(world):
    draft = factories.draft(world, withheld=["summary", "age"])
    lines = on_slip(draft, world.service)
    assert lines[-1] == Line("Not shared", "Age · The few words")
    assert factories.CANARY not in str(lines)


def test_another_service_is_another_list(world):
    """What one service was told says nothing of what the next one may be told."""
    referral = factories.in_state(world, "declined")
    factories.unshare(world)
    assert factories.CANARY in str(on_slip(referral, world.service))
    assert factories.CANARY not in str(on_slip(referral, world.outside_service))


def test_nothing_is_left_of_what_was_taken_back(world):
    assert on_slip(factories.in_state(world, "revoked"), world.service) == []


@pytest.mark.parametrize("name", ["social_worker", "facilitator", "focal_point"])
def test_what_stays_with_the_senders_side(world, name):
    """No cluster, no reason: the service reads the list and no other field."""
    Cluster.objects.filter(pk=world.cluster.pk).update(name="canary-cluster")
    referral = factories.sent(
        world, **INTERNAL, caregiver_informed="no", caregiver_uninformed_because="danger",
        limits_explained_by="afterwards",
    )  # fmt: skip
    page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
    kept = [
        *INTERNAL.values(), "canary-cluster", "It could put the child in danger",
        "The child was told only afterwards",
    ]  # fmt: skip
    found = [words for words in kept if words in page.content.decode()]
    assert found == ([] if name == "social_worker" else kept)


def test_health_care_today_says_what_it_means_and_who_must_not_know_stands_first(world):
    referral = factories.sent(world, time_critical_health=True, withhold_from="The household")
    page = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    words = page.content.decode()
    assert "protection from HIV within 72 hours, from pregnancy within 120 hours" in words
    assert "Do not contact or tell: The household" in words
    assert {line.label: line.value for line in page.context["lines"]}["Must not know"] == (
        "The household. Do not contact or tell them."
    )


def test_a_list_changes_its_mark(world):
    draft = factories.draft(world)
    first = fingerprint(on_slip(draft, world.service))
    draft.summary = "Something else."
    assert fingerprint(on_slip(draft, world.service)) != first
