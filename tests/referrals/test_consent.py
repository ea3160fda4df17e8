"""Does a referral leave only with the consent its age band asks for, or two signatures?"""

import itertools

import pytest

from cpfacilitate.lib.errors import NotPermitted, NotPossible, StaleVersion
from referrals import actions
from referrals.consent import NEEDED, Basis, missing_consent
from referrals.listed import on_slip
from referrals.models import Referral

from . import checks, factories

CHILD, CAREGIVER = ("yes", "no", ""), ("yes", "no", "unsafe", "unwanted", "")
# age band → the (child, caregiver) answers with which it may leave
MAY_LEAVE = {
    "0_5": {("yes", "yes"), ("", "yes")},
    "6_11": {("yes", "yes")},
    "12_14": {("yes", "yes")},
    "15_17": {("yes", "yes"), ("yes", "no"), ("yes", "unsafe"), ("yes", "unwanted")},
}


@pytest.mark.parametrize("age_band", MAY_LEAVE)
def test_the_whole_table(age_band):
    found = {
        answers
        for answers in itertools.product(CHILD, CAREGIVER)
        if not missing_consent(NEEDED[age_band], *answers)
    }
    assert found == MAY_LEAVE[age_band]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("no", "yes"), ["The child does not want this referral, and that is respected."]),
        (("", "yes"), ["The child has not been asked. Ask whether the child agrees."]),
        (("yes", "no"), ["At this age a caregiver must agree, and said no."]),
        (
            ("yes", "unsafe"),
            ["At this age a caregiver must agree, and nobody can be asked safely."],
        ),
        (
            ("", ""),
            [
                "The child has not been asked. Ask whether the child agrees.",
                "At this age a caregiver must agree, and has not been asked.",
            ],
        ),
    ],
)
def test_what_is_missing_is_said(answers, said):
    assert [str(sentence) for sentence in missing_consent(NEEDED["12_14"], *answers)] == said


def test_the_server_refuses_to_send_without(world):
    referral = factories.draft(world, **factories.WITHOUT_CONSENT)
    with pytest.raises(NotPossible, match="nobody can be asked safely"):
        actions.send_referral(
            referral, version=referral.version, sent_via="app", by=world.facilitator
        )
    assert Referral.objects.get().status == "draft"


def test_an_override_leaves_with_two_signatures(world):
    referral = factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    assert referral.override_by == world.facilitator
    with pytest.raises(NotPossible, match="has not signed yet"):
        actions.send_referral(
            referral, version=referral.version, sent_via="app", by=world.facilitator
        )
    referral = actions.cosign_override(referral, version=referral.version, by=world.focal_point)
    sent = actions.send_referral(
        referral, version=referral.version, sent_via="app", by=world.facilitator
    )
    assert (sent.status, sent.override_cosigned_by) == ("sent", world.focal_point)
    assert factories.audited(referral) == ["referral.raised", "referral.cosigned", "referral.sent"]


def test_nobody_signs_twice_and_only_a_focal_point_signs_second(world):
    mine = factories.draft(
        world,
        by=world.focal_point,
        **factories.WITHOUT_CONSENT,
        override_reason=factories.REASON,
    )
    with pytest.raises(NotPossible, match="You signed first"):
        actions.cosign_override(mine, version=1, by=world.focal_point)
    for name, person in world.cast.items():
        if name != "focal_point":
            with pytest.raises(NotPermitted):
                actions.cosign_override(mine, version=1, by=person)


def test_a_change_after_signing_is_signed_again(world):
    """What the second person read is what leaves."""
    referral = factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    signed = actions.cosign_override(referral, version=1, by=world.focal_point)
    changed = actions.edit_referral(
        signed, version=signed.version, summary="Something else.", by=world.facilitator
    )
    assert not changed.is_cosigned
    with pytest.raises(NotPossible, match="has not signed yet"):
        actions.send_referral(
            changed, version=changed.version, sent_via="app", by=world.facilitator
        )


def test_a_signature_is_for_what_was_read(world):
    referral = factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    actions.edit_referral(referral, version=1, summary="Something else.", by=world.facilitator)
    with pytest.raises(StaleVersion):
        actions.cosign_override(referral, version=1, by=world.focal_point)


def test_whoever_wrote_last_has_signed_first(world):
    """A focal point who edits the draft cannot also be its second signature."""
    referral = factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)
    referral = actions.edit_referral(
        referral, version=1, summary="Something else.", by=world.focal_point
    )
    with pytest.raises(NotPossible, match="You signed first"):
        actions.cosign_override(referral, version=referral.version, by=world.focal_point)


@pytest.mark.parametrize("basis", ["best_interests", "legal_duty"])
def test_on_which_basis_it_goes_is_shown_with_who_signed(world, basis):
    referral = factories.draft(
        world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON, override_basis=basis
    )
    assert referral.consent_basis == "consent"  # until two people have signed for another one
    signed = actions.cosign_override(referral, version=1, by=world.focal_point)
    assert signed.consent_basis == basis
    said = {line.label: line.value for line in on_slip(signed, world.service)}["On which basis"]
    both = f"Signed by {world.facilitator} and {world.focal_point}."
    assert said == f"{Basis(basis).label}. {both}"


def test_where_nothing_is_missing_nothing_is_signed(world):
    referral = factories.draft(world, override_reason=factories.REASON)
    with pytest.raises(NotPossible, match="nothing to sign"):
        actions.cosign_override(referral, version=1, by=world.focal_point)


def test_who_explained_the_limits_stands_before_sending(world):
    words = "Tell the child first what you cannot keep secret"
    client = checks.signed_in(world.facilitator)
    for who, warned in (("writer", False), ("nobody", True)):
        draft = factories.draft(world, limits_explained_by=who)
        assert (words in client.get(draft.get_absolute_url()).content.decode()) is warned
