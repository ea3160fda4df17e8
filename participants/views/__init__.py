"""The pages of this app, by noun."""

from .agreements import agreement_edit, agreement_move, agreement_show
from .communities import cluster_add, community_add, community_edit, community_list
from .groups import (
    member_add,
    member_leave,
    member_list,
    round_add,
    subgroup_add,
    subgroup_edit,
    subgroup_list,
    subgroup_pause,
    subgroup_resume,
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
from .services import (
    service_add,
    service_confirm,
    service_edit,
    service_list,
    service_print,
    service_show,
)

__all__ = [
    "agreement_edit",
    "agreement_move",
    "agreement_show",
    "cluster_add",
    "community_add",
    "community_edit",
    "community_list",
    "gathering_plan",
    "member_add",
    "member_leave",
    "member_list",
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
    "voice_add",
    "voice_deliver",
    "voice_edit",
    "voice_move",
    "voice_remove",
]
