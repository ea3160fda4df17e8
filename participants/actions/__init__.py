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
    add_subgroup,
    demand_group_takes_part,
    edit_subgroup,
    pause_subgroup,
    resume_subgroup,
)
from .leaving import add_contact, add_handover, demand_open, edit_leaving, stop_purge
from .listening import begin_round, hear_voice
from .phases import begin_phase, demand_open_phase, demand_some_phase, end_phase
from .planning_group import (
    add_children_in_planning,
    add_planning_group_member,
    demand_children_are_here,
    demand_member_is_here,
    demand_withdraw,
    edit_children_in_planning,
    edit_planning_group_member,
    end_children_in_planning,
    leave_planning_group,
    withdraw_member,
)
from .practices import (
    add_practice,
    demand_register_open,
    edit_practice,
    register_practices,
    tell_practice,
)
from .services import add_service, confirm_service, edit_service
from .visits import demand_exploring, edit_visit, record_visit
from .voices import (
    add_voice,
    deliver_accommodations,
    demand_delivery,
    demand_planning,
    edit_voice,
    move_voice,
    plan_gathering,
    remove_voice,
)

__all__ = [
    "add_children_in_planning",
    "add_cluster",
    "add_community",
    "add_contact",
    "add_handover",
    "add_planning_group_member",
    "add_practice",
    "add_service",
    "add_subgroup",
    "add_voice",
    "assign",
    "begin_phase",
    "begin_round",
    "confirm_service",
    "deliver_accommodations",
    "demand_children_are_here",
    "demand_delivery",
    "demand_editable",
    "demand_exploring",
    "demand_group_takes_part",
    "demand_live_agreement",
    "demand_member_is_here",
    "demand_open",
    "demand_open_phase",
    "demand_planning",
    "demand_register_open",
    "demand_renewable",
    "demand_some_phase",
    "demand_withdraw",
    "edit_agreement",
    "edit_children_in_planning",
    "edit_community",
    "edit_leaving",
    "edit_planning_group_member",
    "edit_practice",
    "edit_service",
    "edit_subgroup",
    "edit_visit",
    "edit_voice",
    "end_assignment",
    "end_children_in_planning",
    "end_phase",
    "hear_voice",
    "leave_planning_group",
    "move_agreement",
    "move_voice",
    "pause_subgroup",
    "plan_gathering",
    "record_visit",
    "register_practices",
    "remove_voice",
    "renew_agreement",
    "resume_subgroup",
    "stop_purge",
    "tell_practice",
    "withdraw_member",
]
