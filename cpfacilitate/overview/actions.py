"""What do people do that no single app below could record?"""

from __future__ import annotations

from django.db import transaction

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from participants.models import Community
from participants.permissions import demand

from . import pack, pack_files


@transaction.atomic
def export_pack(community: Community, *, by: User) -> bytes:
    """Hand the record pack out as files; that it was handed out is in the trail."""
    demand(by, Permission.VIEW_FINDINGS, community)
    record("pack.exported", community, by=by)
    return pack_files.archive(pack.of(community))
