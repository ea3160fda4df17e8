"""Is a draft changed by its sender's side only, and never after it was sent?"""

from referrals import actions
from referrals.models import Referral, ReferralIdentity

from . import checks, factories


def _changed(world, version=1, **values):
    slip = factories.posted(world, summary="Wants to learn a trade.", version=version, **values)
    del slip["id"]
    return slip


def test_it_works_and_is_audited(world):
    draft = factories.draft(world)
    response = checks.post(world.facilitator, "edit", draft, **_changed(world))
    assert response.status_code == 302
    assert Referral.objects.get().summary == "Wants to learn a trade."
    assert factories.audited(draft) == ["referral.raised", "referral.edited"]


def test_it_shows_what_stands(world):
    draft = factories.draft(world, child_assent="no")
    page = checks.signed_in(world.facilitator).get(checks.url("edit", draft))
    assert factories.CANARY in page.content.decode()
    assert page.context["form"]["child_assent"].value() == "no"


def test_two_people_one_draft(world):
    draft = factories.draft(world)
    checks.post(world.focal_point, "edit", draft, **_changed(world))
    stale = _changed(world) | {"summary": "Something of my own."}
    response = checks.post(world.facilitator, "edit", draft, **stale)
    checks.not_now(response, "Something of my own.")
    assert Referral.objects.get().summary == "Wants to learn a trade."


def test_what_was_sent_is_not_changed(world):
    referral = factories.sent(world)
    response = checks.post(
        world.facilitator, "edit", referral, **_changed(world, version=referral.version)
    )
    checks.not_now(response, "what was sent is not changed")


def test_bad_input(world):
    draft = factories.draft(world)
    response = checks.post(world.facilitator, "edit", draft, **_changed(world, urgency="now"))
    assert response.status_code == 422


def test_others_are_refused(world):
    may = {"facilitator", "focal_point"}
    for method in ("get", "post"):
        draft = factories.draft(world)
        checks.refused(world, "edit", draft, may=may, know=may, method=method, **_changed(world))
        checks.refused(
            world, "edit", factories.sent(world), may=may, method=method, **_changed(world)
        )


def test_no_other_method(world):
    draft = factories.draft(world)
    assert checks.signed_in(world.facilitator).put(checks.url("edit", draft)).status_code == 405


def test_a_name_that_is_now_kept_on_paper_is_wiped_here(world):
    draft = factories.draft(world, identity_mode="encrypted")
    actions.keep_identity(
        draft, name="Zainab", contact="077", whereabouts="the well", by=world.facilitator
    )
    response = checks.post(world.facilitator, "edit", draft, **_changed(world))
    assert response.status_code == 302
    assert Referral.objects.get().identity_mode == "on_paper"
    assert not ReferralIdentity.objects.exists()
    assert factories.audited(draft)[-2:] == ["referral.edited", "identity.wiped"]
