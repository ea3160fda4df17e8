"""Is a name sealed, apart, and never shown by the page that takes it?"""

from django.db import connection

from referrals.models import ReferralIdentity

from . import checks, factories

WHO = {"name": "Zainab Canary", "contact": "077 000 111", "whereabouts": "by the well"}


def test_it_works_and_is_audited(world):
    draft = factories.draft(world, identity_mode="encrypted")
    assert checks.post(world.facilitator, "identify", draft, **WHO).status_code == 302
    identity = ReferralIdentity.objects.get(referral=draft)
    assert (identity.name, identity.contact, identity.whereabouts) == tuple(WHO.values())
    assert factories.audited(draft) == ["referral.raised", "identity.kept"]


def test_the_database_holds_no_word_of_it(world):
    draft = factories.draft(world, identity_mode="encrypted")
    checks.post(world.facilitator, "identify", draft, **WHO)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact, whereabouts FROM referrals_referralidentity")
        sealed = cursor.fetchone()
    assert all(value.startswith("gAAAA") for value in sealed)
    assert not [value for value in WHO.values() if value in str(sealed)]


def test_the_page_does_not_show_what_was_written(world):
    referral = factories.named(world)
    page = checks.signed_in(world.facilitator).get(checks.url("identify", referral))
    assert page.status_code == 200
    assert "Canary" not in page.content.decode()


def test_a_name_on_paper_is_not_kept_here(world):
    draft = factories.draft(world)
    checks.not_now(checks.post(world.facilitator, "identify", draft, **WHO), "not kept here")
    assert not ReferralIdentity.objects.exists()


def test_it_needs_a_name(world):
    draft = factories.draft(world, identity_mode="encrypted")
    response = checks.post(world.facilitator, "identify", draft, contact="077 000 111")
    assert response.status_code == 422


def test_others_are_refused(world):
    may = {"facilitator", "focal_point"}
    for method in ("get", "post"):
        checks.refused(world, "identify", factories.named(world), may=may, method=method, **WHO)


def test_no_other_method(world):
    referral = factories.named(world)
    assert (
        checks.signed_in(world.facilitator).put(checks.url("identify", referral)).status_code == 405
    )


def test_what_is_left_empty_stays(world):
    draft = factories.draft(world, identity_mode="encrypted")
    says = "what you leave empty stays as it is"
    client = checks.signed_in(world.facilitator)
    assert says not in client.get(checks.url("identify", draft)).content.decode()
    checks.post(world.facilitator, "identify", draft, **WHO)
    assert says in client.get(checks.url("identify", draft)).content.decode()
    checks.post(world.facilitator, "identify", draft, name="Zainab C.", contact="077 000 222")
    identity = ReferralIdentity.objects.get(referral=draft)
    kept = (identity.name, identity.contact, identity.whereabouts)
    assert kept == ("Zainab C.", "077 000 222", "by the well")
