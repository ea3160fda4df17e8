"""When may an e-mail reach the people of the demonstration world?"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from cpfacilitate.accounts import actions
from cpfacilitate.lib import clock

if TYPE_CHECKING:
    from .story import World

# user name: when, at which hour once a day, quiet hours. The others have no address here.
WISHES = {
    "sw.kamara": ("at_once", time(7), time(21), time(6)),
    "isata.b": ("none", time(7), None, None),
    "fatu.k": ("daily", time(18), time(20), time(7)),
    "momoh.s": ("at_once", time(7), None, None),
}


def how_they_are_told(world: World) -> None:
    """Each gives an address and says when; the phone of the one is not that of the other."""
    with clock.at(world.ago(550)):
        for username, (timing, daily_at, since, until) in WISHES.items():
            by = world.person(username)
            actions.set_email(email=f"{username}@kindala.example", by=by)
            actions.set_mail_preference(
                by=by, timing=timing, daily_at=daily_at, quiet_from=since, quiet_until=until
            )
