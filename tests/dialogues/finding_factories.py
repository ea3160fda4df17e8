"""Findings in the states a test needs, reached as people reach them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import carrying
from dialogues.models import Finding, Presentation, Response, TellBack
from participants.models import Round, Subgroup

from . import factories

HARMS = [("ebi wok", "heavy work"), ("bit pikin", "beating"), ("lɛf skul", "left school")]


def heard(world, group: str = "girls_10_13", *, by: User, harms=HARMS, **said) -> list[Finding]:
    """What one group said, told to the community unless `scopes` says otherwise."""
    scopes = {term: "community_unattributed" for term, _gloss in harms} | said.pop("scopes", {})
    session = factories.recorded(world.groups[group], by=by, harms=harms, scopes=scopes, **said)
    return list(found(session.round, *[term for term, _gloss in harms]))


def by_two_groups(world) -> list[Finding]:
    """Two groups of children said the first two; one of them let them be told with its name."""
    by = world.facilitator
    factories.recorded(
        world.groups["boys_14_17"], by=by, harms=HARMS[:2],
        scopes={"ebi wok": "community_attributed"},
    )  # fmt: skip
    return heard(world, "girls_14_17", by=by)


def found(listening: Round, *terms: str) -> list[Finding]:
    """The findings of a round, in the order of `terms`."""
    by_term = {str(finding): finding for finding in listening.findings.all()}
    return [by_term[term] for term in terms]


def presented(*findings: Finding, by: User, **values) -> Presentation:
    said = {
        "audience": "planning_group",
        "form": "drama",
        "shown": "A girl who carries three loads",
        "presented_on": clock.today() - timedelta(days=2),
    }
    presentation = carrying.present_findings(
        id=uuid.uuid4(), round=findings[0].round, findings=findings, by=by,
        **{**said, **values},
    )  # fmt: skip
    refresh(*findings)
    return presentation


def answered(finding: Finding, *, by: User, **values) -> Response:
    said = {
        "audience": "planning_group",
        "answer": "partly",
        "reason": "Not in the farming season.",
        "answered_on": clock.today() - timedelta(days=1),
    }
    response = carrying.respond_to_finding(
        id=uuid.uuid4(), finding=finding, by=by,
        **{**said, **values},
    )  # fmt: skip
    refresh(finding)
    return response


def told(*findings: Finding, groups: list[Subgroup], by: User, **values) -> TellBack:
    said = {
        "told_by": "facilitator",
        "reaction": "partly",
        "words": "They ask when it begins.",
        "told_on": clock.today(),
    }
    telling = carrying.tell_back(
        id=uuid.uuid4(), round=findings[0].round, findings=findings, groups=groups,
        by=by, **{**said, **values},
    )  # fmt: skip
    refresh(*findings)
    return telling


def refresh(*findings: Finding) -> None:
    for finding in findings:
        finding.refresh_from_db()
