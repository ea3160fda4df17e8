"""What has its time come for? Apps register what they do by themselves; `manage.py due` does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Task = Callable[[datetime], int]
_tasks: dict[str, Task] = {}


def due(task: Task) -> Task:
    """Register `task(now)`, which does everything due by `now` and returns how many things it did.

    It must be safe to run twice at once: claim a row by changing it where it still stands as read
    (or under `select_for_update(skip_locked=True)`), and commit row by row.
    An app keeps its tasks in a module `due.py`, imported by its AppConfig's `ready`.
    """
    _tasks[f"{task.__module__.split('.')[-2]}.{task.__name__}"] = task
    return task


def tasks() -> dict[str, Task]:
    """Name → task, in the order of the apps."""
    return dict(_tasks)
