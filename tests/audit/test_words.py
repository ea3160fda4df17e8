"""Every event that the product can write into the trail is said in words."""

from __future__ import annotations

import ast
from pathlib import Path

from cpfacilitate.audit.words import WORDS
from dialogues.states import PlanStatus, SessionStatus
from participants.states import AgreementStatus
from referrals.states import ReferralStatus

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cpfacilitate", "participants", "dialogues", "referrals")


def written() -> set[str]:
    """Every literal that looks like an event, in every module of actions."""
    modules = [path for app in APPS for path in (ROOT / app).rglob("actions/*.py")]
    modules += [path for app in APPS for path in (ROOT / app).rglob("actions.py")]
    nouns = {event.partition(".")[0] for event in WORDS}
    return {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and node.value.partition(".")[0] in nouns and node.value.count(".") == 1
        and node.value.partition(".")[2]
    }  # fmt: skip


def test_every_event_has_words():
    made = {f"agreement.{status}" for status in AgreementStatus}
    made |= {f"referral.{status}" for status in ReferralStatus if status != "draft"}
    made |= {f"plan.{status}" for status in list(PlanStatus)[2:]}
    made |= {f"session.{status}" for status in SessionStatus if status != "draft"}
    events = written() | made
    assert len(events) > 50
    assert sorted(event for event in events if event not in WORDS) == []
