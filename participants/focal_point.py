"""Whom would a facilitator tell what a child confides? Asked before anybody listens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Membership
from cpfacilitate.accounts.roles import Role

from .models import Community


def has_focal_point(community: Community) -> bool:
    """Has the community's organisation a focal point who can sign in?"""
    held = Membership.objects.live().filter(
        organisation=community.cluster.organisation_id, role=Role.FOCAL_POINT, user__is_active=True
    )
    return held.exists()


def nobody_to_tell(community: Community) -> str:
    """Why one does not listen to children yet; nothing when there is somebody to tell."""
    if has_focal_point(community):
        return ""
    return _(
        "Before we listen to children, we must know whom to tell when a child confides something. "
        "Your organisation has no focal point yet. Ask your coordinator to invite one."
    )
