"""What happens to sessions by itself, when their time has come?"""

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions.sessions import lock_due_sessions


@due
def lock_sessions(now: datetime) -> int:
    """Sessions recorded fourteen days ago no longer change."""
    return lock_due_sessions(now)
