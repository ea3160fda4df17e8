"""What could be done, what groups see in it, and what a gathering chose: by the product's own actions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import options
from dialogues.models import Choice, Finding, HarmOption, OptionView
from participants.models import Subgroup

from . import finding_factories as findings
from . import plan_factories as plans

ROTA = "Adults carry the water"
THERE = {"men": 31, "women": 38, "girls": 22, "boys": 19, "with_difficulty": 4}


def finding(world, groups: Iterable[str] = ("girls_10_13", "boys_14_17", "women")) -> Finding:
    """Heavy work, as these groups said it and let the community hear."""
    plans.hear(world, [world.groups[group] for group in groups])
    return findings.found(world.round, "ebi wok")[0]


def heard(world) -> Finding:
    """The same, said by everybody whom the round was to hear."""
    return finding(world, world.groups)


def option(found: Finding, *, by: User, **said: Any) -> HarmOption:
    said = {"words": ROTA, "raised_by": ["children", "women"], **said}
    return options.add_option(id=uuid.uuid4(), finding=found, by=by, **said)


def view(option: HarmOption, group: Subgroup, *, by: User, **said: Any) -> OptionView:
    """What a group says for it, and lets the community hear."""
    said = {
        "weighs": "strength", "words": "We hear the bell.", "share_scope": "community_attributed",
        **said,
    }  # fmt: skip
    return options.add_option_view(id=uuid.uuid4(), option=option, subgroup=group, by=by, **said)


def choice(option: HarmOption, *, by: User, **said: Any) -> Choice:
    """A gathering of everybody came to one mind; some men saw it differently."""
    said = {
        "held_on": clock.today(), "how": "consensus", "took_part": ["home"], "counts": THERE,
        "dissents": {"men": "In the farmers’ season the farm comes first."}, **said,
    }  # fmt: skip
    return options.add_choice(id=uuid.uuid4(), option=option, by=by, **said)
