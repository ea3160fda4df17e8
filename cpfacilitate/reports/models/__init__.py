"""Lists that come in."""

from .imports import NEEDED, ImportRun, Source

__all__ = ["NEEDED", "ImportRun", "Source"]
