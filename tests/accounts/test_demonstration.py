"""Does a demonstration print the same people as its sign-in page shows, one for each role?"""

from io import StringIO

from django.core.management import call_command

from cpfacilitate.accounts.context import demonstration_logins


def test_it_prints_whom_the_sign_in_page_shows(db, settings):
    settings.DEMONSTRATION = True
    printed = StringIO()
    call_command("demonstration", stdout=printed)
    shown = [membership.user.username for membership in demonstration_logins()]
    assert shown == [
        "fatu.k", "momoh.s", "isata.b", "joseph.o", "kadie.masimbaya", "sw.kamara", "donor.view",
        "admin.kindala",
    ]  # fmt: skip
    lines = printed.getvalue().splitlines()
    assert [name for line in lines for name in line.split() if name in shown] == shown
