"""What happens to sessions, and to all records of a community, when their time has come?"""

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions.purge import purge_due
from .actions.sessions import lock_due_sessions


@due
def lock_sessions(now: datetime) -> int:
    """Sessions recorded fourteen days ago no longer change."""
    return lock_due_sessions(now)


@due
def purge_communities(now: datetime) -> int:
    """What a community that left wants deleted, unless it stopped that."""
    return purge_due(now)
