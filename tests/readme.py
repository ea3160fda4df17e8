"""What in the README is made from the code? `python -m tests.readme` writes it, a test compares it."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def roles() -> str:
    """Role × permission, as `accounts/roles.py` has it."""
    from cpfacilitate.accounts.roles import Role, in_words

    lines = ["| role | reaches | may |", "|---|---|---|"]
    for role, scope, permissions in in_words():
        may = "; ".join(str(permission.label) for permission in permissions)
        lines.append(f"| {Role(role).label} | {scope.label} | {may} |")
    return "\n".join(lines)


def lifecycles() -> str:
    """Every lifecycle as a diagram."""
    return "\n\n".join(_diagram(name, table) for name, table in _tables().items())


def _tables() -> dict[str, dict]:
    """Every lifecycle by the name of what lives it."""
    from dialogues.states import (
        ACTION_TRANSITIONS,
        FINDING_TRANSITIONS,
        PLAN_TRANSITIONS,
        SESSION_TRANSITIONS,
    )
    from participants.states import (
        AGREEMENT_TRANSITIONS,
        BARRIER_TRANSITIONS,
        LINK_TRANSITIONS,
        VOICE_TRANSITIONS,
    )
    from referrals.states import CONCERN_TRANSITIONS, REFERRAL_TRANSITIONS

    return {
        "Agreement": AGREEMENT_TRANSITIONS,
        "Planned voice": VOICE_TRANSITIONS,
        "Session": SESSION_TRANSITIONS,
        "Finding": FINDING_TRANSITIONS,
        "Plan": PLAN_TRANSITIONS,
        "Action": ACTION_TRANSITIONS,
        "Link with a service": LINK_TRANSITIONS,
        "Barrier": BARRIER_TRANSITIONS,
        "Referral": REFERRAL_TRANSITIONS,
        "Concern": CONCERN_TRANSITIONS,
    }


def transitions() -> str:
    """Every move of every lifecycle, with the roles that hold the permission it asks for."""
    from cpfacilitate.accounts.roles import PERMISSIONS, Role

    lines = ["| record | from → to | who |", "|---|---|---|"]
    for name, table in _tables().items():
        for old, row in table.items():
            for new, permission in row.items():
                who = [str(role.label) for role in Role if permission in PERMISSIONS[role]]
                said = ", ".join(who).capitalize()
                lines.append(f"| {name} | {old.value} → {new.value} | {said} |")
    return "\n".join(lines)


def _diagram(name: str, table: dict) -> str:
    start = next(iter(table))
    moves = [f"    [*] --> {start.value}"]
    moves += [f"    {old.value} --> {new.value}" for old, row in table.items() for new in row]
    return "\n".join([f"**{name}**", "", "```mermaid", "stateDiagram-v2", *moves, "```"])


BLOCKS = {"roles": roles, "lifecycles": lifecycles, "transitions": transitions}


def read(name: str) -> str:
    """The block as the README has it."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", README.read_text(), re.S)
    assert found, f"README.md has no block “{name}”."
    return found.group(1)


def write() -> None:
    """Bring every block up to date."""
    text = README.read_text()
    for name, build in BLOCKS.items():
        block = f"<!-- {name} -->\n{build()}\n<!-- /{name} -->"
        text = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->", lambda _found, b=block: b, text, flags=re.S
        )
    README.write_text(text)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write()
