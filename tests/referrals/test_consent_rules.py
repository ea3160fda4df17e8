"""Whose yes does an organisation ask for, who changes that, and what can nobody change?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from referrals import actions
from referrals.consent import NEEDED, Caregiver, Needed
from referrals.models import ConsentRules, Referral
from referrals.models.rules import needed_by

from . import checks, factories

LIST = "/referrals/consent/"


def edit(organisation) -> str:
    return reverse("referrals:consent_edit", args=[organisation.pk])


def posted(**changed):
    """The table as it is offered first, with some answers changed."""
    table = {"version": 1}
    for band, needed in NEEDED.items():
        table |= {f"caregiver_{band}": needed.caregiver.value}
        table |= {f"child_{band}": "on"} if needed.child else {}
    return {name: value for name, value in (table | changed).items() if value is not None}


def test_it_is_changed_and_audited(world):
    response = checks.signed_in(world.coordinator).post(
        edit(world.ngo), posted(caregiver_12_14="if_child_agrees")
    )
    assert (response.status_code, response.url) == (302, LIST)
    rules = ConsentRules.objects.get()
    assert factories.audited(rules) == ["consent.edited"]
    wanted = {**NEEDED, "12_14": Needed(child=True, caregiver=Caregiver.IF_CHILD_AGREES)}
    assert needed_by(rules.organisation) == wanted


def test_it_holds_for_the_organisations_drafts_and_for_no_other(world):
    draft = factories.draft(world, caregiver_consent="unsafe")
    assert len(draft.missing_consent) == 1
    changed = dict(NEEDED) | {"12_14": Needed(True, Caregiver.NOT_NEEDED)}
    actions.edit_consent(world.ngo, version=1, needed=changed, by=world.coordinator)
    draft = Referral.objects.get()
    assert draft.missing_consent == []
    sent = checks.post(world.facilitator, "send", draft, version=draft.version, sent_via="app")
    assert sent.status_code == 302
    assert needed_by(world.other_community.cluster.organisation) == NEEDED


@pytest.mark.parametrize("band", NEEDED)
def test_the_childs_no_is_respected_whatever_the_table_says(world, band):
    changed = {age: Needed(False, Caregiver.NEEDED) for age in NEEDED}
    actions.edit_consent(world.ngo, version=1, needed=changed, by=world.coordinator)
    draft = factories.draft(world, age_band=band, child_assent="no", caregiver_consent="yes")
    assert [str(words) for words in Referral.objects.get(pk=draft.pk).missing_consent] == [
        "The child does not want this referral, and that is respected."
    ]


def test_at_every_age_somebody_is_asked(world):
    nobody = dict(NEEDED) | {"0_5": Needed(False, Caregiver.NOT_NEEDED)}
    with pytest.raises(NotPossible, match="somebody’s yes is needed"):
        actions.edit_consent(world.ngo, version=1, needed=nobody, by=world.coordinator)
    response = checks.signed_in(world.coordinator).post(edit(world.ngo), posted(child_15_17=None))
    assert response.status_code == 422
    assert "somebody’s yes is needed" in response.content.decode()
    assert not ConsentRules.objects.exists()


def test_a_table_that_somebody_changed_meanwhile(world):
    client = checks.signed_in(world.coordinator)
    client.post(edit(world.ngo), posted(caregiver_12_14="if_child_agrees"))
    checks.not_now(client.post(edit(world.ngo), posted(caregiver_6_11="not_needed")))
    assert needed_by(ConsentRules.objects.get().organisation)["6_11"] == NEEDED["6_11"]


def test_bad_input(world):
    response = checks.signed_in(world.coordinator).post(
        edit(world.ngo), posted(caregiver_0_5="perhaps")
    )
    assert response.status_code == 422


def test_who_reads_it_and_who_keeps_it(world):
    reads = {"facilitator", "focal_point", "coordinator"}
    for name in reads:
        page = checks.signed_in(getattr(world, name)).get(LIST)
        assert [table["organisation"] for table in page.context["tables"]] == [world.ngo]
        assert (edit(world.ngo) in page.content.decode()) is (name == "coordinator")
    keepers = {"coordinator"}
    expected = {"facilitator": 403, "focal_point": 403, "outsider_facilitator": 403}
    for name, person in world.cast.items():
        if name not in keepers:
            found = checks.signed_in(person).get(edit(world.ngo)).status_code
            assert found == expected.get(name, 404), name
    for name in ("mentor", "social_worker", "observer", "stranger"):
        assert checks.signed_in(getattr(world, name)).get(LIST).status_code == 403
    with pytest.raises(NotPermitted):
        actions.edit_consent(world.ngo, version=1, needed=NEEDED, by=world.facilitator)


def test_no_other_method(world):
    client = checks.signed_in(world.coordinator)
    assert client.put(edit(world.ngo)).status_code == 405
    assert client.post(LIST).status_code == 405
