"""What did a record of this app say before?"""

from cpfacilitate.lib.records import RevisionBase


class Revision(RevisionBase):
    """An earlier version of an agreement, a group or a service; purged with what it belongs to."""
