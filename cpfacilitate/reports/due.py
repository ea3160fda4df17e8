"""What happens to lists by itself, when its time has come?"""

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions import forget_left_lying


@due
def forget_imports(now: datetime) -> int:
    """A file that nobody brought in for a week is forgotten."""
    return forget_left_lying(now)
