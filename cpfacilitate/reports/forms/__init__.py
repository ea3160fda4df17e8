"""What is asked of whoever brings something in, or takes something out?"""

from .lists import (
    CommunityExportForm,
    CommunityImportForm,
    ServiceExportForm,
    ServiceImportForm,
)

__all__ = [
    "CommunityExportForm",
    "CommunityImportForm",
    "ServiceExportForm",
    "ServiceImportForm",
]
