"""What did a dialogue record say before?"""

from cpfacilitate.lib.records import RevisionBase


class Revision(RevisionBase):
    """An earlier version of a session or a plan; purged with what it belongs to."""
