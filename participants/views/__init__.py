"""The pages of this app, by noun."""

from .access import access_add, access_edit, access_show
from .agreements import agreement_edit, agreement_move, agreement_renew, agreement_show
from .communities import cluster_add, community_add, community_edit, community_list
from .groups import (
    round_add,
    subgroup_add,
    subgroup_edit,
    subgroup_list,
    subgroup_pause,
    subgroup_resume,
)
from .leaving import (
    contact_add,
    handover_add,
    handover_list,
    leaving_edit,
    leaving_show,
    leaving_stop,
)
from .listening import (
    gathering_plan,
    round_show,
    voice_add,
    voice_deliver,
    voice_edit,
    voice_move,
    voice_remove,
)
from .phases import phase_add, phase_end, phase_list
from .planning_group import (
    children_add,
    children_edit,
    children_end,
    member_add,
    member_edit,
    member_leave,
    member_list,
    member_withdraw,
)
from .practices import practice_add, practice_edit
from .services import (
    call_list,
    service_add,
    service_confirm,
    service_edit,
    service_list,
    service_print,
    service_show,
)
from .visits import visit_add, visit_edit, visit_list

__all__ = [
    "access_add",
    "access_edit",
    "access_show",
    "agreement_edit",
    "agreement_move",
    "agreement_renew",
    "agreement_show",
    "call_list",
    "children_add",
    "children_edit",
    "children_end",
    "cluster_add",
    "community_add",
    "community_edit",
    "community_list",
    "contact_add",
    "gathering_plan",
    "handover_add",
    "handover_list",
    "leaving_edit",
    "leaving_show",
    "leaving_stop",
    "member_add",
    "member_edit",
    "member_leave",
    "member_list",
    "member_withdraw",
    "phase_add",
    "phase_end",
    "phase_list",
    "practice_add",
    "practice_edit",
    "round_add",
    "round_show",
    "service_add",
    "service_confirm",
    "service_edit",
    "service_list",
    "service_print",
    "service_show",
    "subgroup_add",
    "subgroup_edit",
    "subgroup_list",
    "subgroup_pause",
    "subgroup_resume",
    "visit_add",
    "visit_edit",
    "visit_list",
    "voice_add",
    "voice_deliver",
    "voice_edit",
    "voice_move",
    "voice_remove",
]
