"""What does somebody do with a list that comes in, or goes out?"""

from .communities import export_communities
from .imports import (
    apply_import,
    discard_import,
    forget_applied,
    forget_left_lying,
    outlook,
    read_import,
)
from .services import export_services

__all__ = [
    "apply_import",
    "discard_import",
    "export_communities",
    "export_services",
    "forget_applied",
    "forget_left_lying",
    "outlook",
    "read_import",
]
