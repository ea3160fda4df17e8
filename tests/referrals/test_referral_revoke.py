"""Is what was written wiped at once, for everybody, when a referral is taken back?"""

from django.db import connection
from django.http import QueryDict

from cpfacilitate.accounts.actions import carry_form
from cpfacilitate.accounts.models import CarriedForm
from referrals import actions
from referrals.models import IdentityView, Referral, ReferralIdentity

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.sent(world)
    assert checks.post(world.facilitator, "revoke", referral, cause="consent").status_code == 302
    assert Referral.objects.get().status == "revoked"
    assert referral.events.last().get_cause_display() == "The child or caregiver no longer agrees"
    assert factories.audited(referral)[-1] == "referral.revoked"


def test_words_and_name_are_gone_for_everybody(world):
    referral = factories.named(world, status="accepted")
    checks.proved(world.social_worker, "identity", referral, reason="To phone")
    referral = Referral.objects.get()
    before = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    assert factories.CANARY in before.content.decode()
    checks.post(world.facilitator, "revoke", referral, cause="consent")
    kept = Referral.objects.get()
    assert (kept.summary, kept.child_wishes, kept.withhold_from, kept.override_reason) == ("",) * 4
    assert not ReferralIdentity.objects.exists()
    assert list(IdentityView.objects.values_list("reason", flat=True)) == [""]
    for name in checks.KNOW:
        page = checks.signed_in(getattr(world, name)).get(kept.get_absolute_url())
        assert factories.CANARY not in page.content.decode()
        assert "is wiped" in page.content.decode()
    assert _rows_with(factories.CANARY) == []


def _rows_with(words: str) -> list[str]:
    """Tables of this app in which the words still stand."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("referrals_"):
                cursor.execute(f"SELECT * FROM {table}")
                if any(words in str(row) for row in cursor.fetchall()):
                    found.append(table)
    return found


def test_the_words_could_have_been_found(world):
    factories.sent(world)
    assert _rows_with(factories.CANARY) == ["referrals_referral"]


def test_a_draft_is_put_away_too(world):
    draft = factories.draft(world)
    assert checks.post(world.focal_point, "revoke", draft, cause="mistake").status_code == 302
    assert checks.signed_in(world.social_worker).get(draft.get_absolute_url()).status_code == 404


def test_it_needs_a_reason(world):
    referral = factories.sent(world)
    assert checks.post(world.facilitator, "revoke", referral).status_code == 422
    assert Referral.objects.get().summary != ""


def test_others_are_refused(world):
    may = {"facilitator", "focal_point"}
    checks.refused(world, "revoke", factories.sent(world), may=may, cause="mistake")


def test_not_once_it_is_closed(world):
    referral = factories.in_state(world, "closed")
    response = checks.post(world.facilitator, "revoke", referral, cause="mistake")
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "revoke", factories.sent(world))


def test_what_was_carried_for_its_pages_is_forgotten(world):
    referral, other = factories.sent(world), factories.sent(world)
    for one in (referral, other):
        posted = QueryDict(f"summary={factories.CANARY}")
        carry_form(world.social_worker, path=checks.url("close", one), posted=posted)
    checks.post(world.facilitator, "revoke", referral, cause="consent")
    assert [form.path for form in CarriedForm.objects.all()] == [checks.url("close", other)]


def test_no_need_stands_beside_it_any_more(world):
    values = {"immediate_safety": "not_safe", "time_critical_health": True}
    referral = factories.sent(world, needs=["education"], **values)
    ended = "/referrals/referrals/?show=ended"
    checks.post(world.facilitator, "revoke", referral, cause="consent")
    kept = Referral.objects.get()
    assert (kept.needs, kept.immediate_safety, kept.time_critical_health) == ([], "unknown", False)
    page = checks.signed_in(world.social_worker).get(ended).content.decode()
    assert referral.code in page
    assert "Education" not in page
    assert "Health care today" not in page


def test_the_receivers_page_shows_the_code_and_nothing_else(world):
    referral = factories.moved(world, "acknowledged", urgency="high")
    client = checks.signed_in(world.social_worker)
    shown = ("High", str(world.service), str(world.facilitator), "How it went")
    before = client.get(referral.get_absolute_url()).content.decode()
    assert [words for words in shown if words in before] == list(shown)
    checks.post(world.facilitator, "revoke", referral, cause="consent")
    after = client.get(referral.get_absolute_url()).content.decode()
    assert referral.code in after
    assert "destroy the paper" in after
    assert [words for words in shown if words in after] == []
    ended = client.get("/referrals/referrals/?show=ended").content.decode()
    assert referral.code in ended
    assert ">High<" not in ended


def test_the_sender_is_told_which_slips_must_be_destroyed(world):
    referral = factories.sent(world)
    _link, key = actions.print_slip(referral, by=world.focal_point)
    client, words = checks.signed_in(world.facilitator), "ask that each of these is destroyed"
    assert words not in client.get(referral.get_absolute_url()).content.decode()
    checks.post(world.facilitator, "revoke", referral, cause="consent")
    page = client.get(referral.get_absolute_url()).content.decode()
    assert words in page
    assert f"{world.focal_point} · {world.service}" in page
    assert actions.open_slip(key) is None


def test_the_sender_is_told_who_took_a_file_along(world):
    referral = factories.sent(world)
    actions.export_referral(referral, reason="Canary reason.", by=world.focal_point)
    client, words = checks.signed_in(world.facilitator), "See that each copy is deleted"
    assert words not in client.get(referral.get_absolute_url()).content.decode()
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    page = client.get(referral.get_absolute_url()).content.decode()
    assert words in page
    assert str(world.focal_point) in page
    assert "Canary reason." not in page
