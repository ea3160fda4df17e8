"""What do communities together say of a service, so that no village can be told from it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cpfacilitate.lib.suppression import ALL, suppress

from .models import AccessView, Answer, Obstacle, Service
from .models.access import quarter_began

ENOUGH = 5  # communities: fewer, and those who know where we work would know which


def obstacles_of(service: Service, now: datetime) -> Iterator[dict[str, Any]]:
    """Each obstacle of which enough communities said something, with how many said what.

    As it stood when the last quarter ended, so that one more answer is in no difference between
    two days.
    """
    quarter = quarter_began(now)
    counts = AccessView.objects.filter(service=service).counts_before(quarter)
    for obstacle, said in counts.items():
        if sum(said.values()) >= ENOUGH:
            shown = suppress({(answer,): said[answer] for answer in said}, k=ENOUGH)
            figures = [(Answer(answer).label, shown[answer,]) for answer in said]
            yield {"label": Obstacle(obstacle).label, "asked": shown[ALL,], "figures": figures}
