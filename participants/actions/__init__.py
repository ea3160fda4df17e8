"""What people do about communities, groups, rounds and services. Every write of this app."""

from .agreements import (
    demand_editable,
    demand_live_agreement,
    demand_renewable,
    edit_agreement,
    move_agreement,
    renew_agreement,
)
from .assignments import assign, end_assignment
from .communities import add_cluster, add_community, edit_community
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
from .phases import (
    begin_phase,
    demand_open_phase,
    demand_some_phase,
    end_phase,
)
from .services import add_service, confirm_service, edit_service
from .visits import demand_exploring, edit_visit, record_visit

__all__ = [
    "add_cluster",
    "add_community",
    "add_contact",
    "add_handover",
    "add_planning_group_member",
    "add_service",
    "add_subgroup",
    "assign",
    "begin_phase",
    "begin_round",
    "confirm_service",
    "demand_editable",
    "demand_exploring",
    "demand_live_agreement",
    "demand_member_is_here",
    "demand_open",
    "demand_open_phase",
    "demand_renewable",
    "demand_some_phase",
    "edit_agreement",
    "edit_community",
    "edit_leaving",
    "edit_service",
    "edit_subgroup",
    "edit_visit",
    "end_assignment",
    "end_phase",
    "hear_voice",
    "leave_planning_group",
    "move_agreement",
    "record_visit",
    "register_practices",
    "renew_agreement",
    "stop_purge",
    "tell_practice",
]
