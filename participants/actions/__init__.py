"""What people do about communities, groups, rounds and services. Every write of this app."""

from .agreements import demand_editable, demand_live_agreement, edit_agreement, move_agreement
from .assignments import assign, end_assignment
from .communities import add_cluster, add_community
from .groups import (
    add_planning_group_member,
    add_subgroup,
    demand_member_is_here,
    edit_subgroup,
    leave_planning_group,
    register_practices,
    tell_practice,
)
from .leaving import add_contact, add_handover, demand_open, edit_leaving, stop_purge
from .listening import begin_round, hear_voice
from .services import add_service, confirm_service, edit_service

__all__ = [
    "add_cluster",
    "add_community",
    "add_contact",
    "add_handover",
    "add_planning_group_member",
    "add_service",
    "add_subgroup",
    "assign",
    "begin_round",
    "confirm_service",
    "demand_editable",
    "demand_live_agreement",
    "demand_member_is_here",
    "demand_open",
    "edit_agreement",
    "edit_leaving",
    "edit_service",
    "edit_subgroup",
    "end_assignment",
    "hear_voice",
    "leave_planning_group",
    "move_agreement",
    "register_practices",
    "stop_purge",
    "tell_practice",
]
