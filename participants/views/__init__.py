"""The pages of this app, by noun."""

from .agreements import agreement_edit, agreement_move, agreement_show
from .communities import cluster_add, community_add, community_list
from .groups import (
    member_add,
    member_leave,
    member_list,
    round_add,
    subgroup_add,
    subgroup_edit,
    subgroup_list,
)
from .leaving import (
    contact_add,
    handover_add,
    handover_list,
    leaving_edit,
    leaving_show,
    leaving_stop,
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
    "community_list",
    "contact_add",
    "handover_add",
    "handover_list",
    "leaving_edit",
    "leaving_show",
    "leaving_stop",
    "member_add",
    "member_leave",
    "member_list",
    "round_add",
    "service_add",
    "service_confirm",
    "service_edit",
    "service_list",
    "service_print",
    "service_show",
    "subgroup_add",
    "subgroup_edit",
    "subgroup_list",
]
