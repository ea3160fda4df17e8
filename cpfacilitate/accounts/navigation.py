"""Which places does a person go to? At most five, by what they come here to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import User
from .roles import Permission


@dataclass(frozen=True)
class Entry:
    """One place: its URL name, its symbol, its word, and the permissions any of which opens it."""

    url: str
    symbol: str
    label: str | Promise
    permissions: frozenset[Permission]


ENTRIES = (
    Entry("home", "today", _("Today"), frozenset()),
    Entry(
        "participants:community_list",
        "people",
        _("Communities"),
        frozenset({Permission.VIEW_COMMUNITY}),
    ),
    Entry(
        "referrals:referral_list",
        "pass",
        _("Referrals"),
        frozenset(
            {
                Permission.RAISE_REFERRAL,
                Permission.WATCH_REFERRAL,
                Permission.RECEIVE_REFERRAL,
            }
        ),
    ),
    Entry(
        "participants:service_list",
        "phone",
        _("Services"),
        frozenset({Permission.VIEW_DIRECTORY}),
    ),
    Entry("account_menu", "more", _("More"), frozenset()),
)


def entries(user: User) -> list[Entry]:
    """The places open to `user`, in order."""
    return [
        entry
        for entry in ENTRIES
        if not entry.permissions or any(map(user.granted, entry.permissions))
    ]
