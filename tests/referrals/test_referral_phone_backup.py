"""Does the sender's side record in one tap that the backup contact was phoned?"""

from referrals import actions
from referrals.models import BackupCall

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.late(world)
    response = checks.post(world.focal_point, "phone_backup", referral, reached="yes")
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert BackupCall.objects.get().reached is True
    assert factories.audited(referral)[-1] == "referral.backup_phoned"
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url()).content.decode()
    words = f"{world.focal_point} phoned the backup contact of {world.service} and reached them."
    assert words in page


def test_it_says_whether_somebody_was_reached(world):
    referral = factories.late(world)
    for reached in ("", "perhaps"):
        assert (
            checks.post(world.facilitator, "phone_backup", referral, reached=reached).status_code
            == 422
        )
    assert not BackupCall.objects.exists()


def test_others_are_refused(world):
    referral = factories.late(world)
    checks.refused(
        world, "phone_backup", referral, may={"facilitator", "focal_point"}, reached="no"
    )


def test_not_when_nothing_is_late(world):
    factories.with_backup(world.service, world)
    response = checks.post(world.facilitator, "phone_backup", factories.sent(world), reached="no")
    checks.not_now(response, "Nothing is late here now.")


def test_not_once_the_service_has_answered(world):
    referral = factories.late(world)
    actions.move_referral(referral, "acknowledged", by=world.social_worker)
    response = checks.post(world.facilitator, "phone_backup", referral, reached="no")
    checks.not_now(response, "Nothing is late here now.")


def test_it_is_a_post(world):
    checks.only_posts(world, "phone_backup", factories.sent(world))
