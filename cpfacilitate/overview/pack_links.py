"""What does a community take with it of its work with services, and of what stood in the way of them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from participants.models import Barrier, Community, LinkCommitment, LinkMeeting, ServiceLink


def links(community: Community) -> list[dict[str, Any]]:
    """Each link with what both said they would do, and when they met."""
    found = ServiceLink.objects.of(community).prefetch_related("commitments", "meetings")
    return [_link(link) for link in found.order_by("created_at", "id")]


def _link(link: ServiceLink) -> dict[str, Any]:
    return {
        "service": link.service.name,
        "phone": link.service.numbers,
        "what_for": link.purpose,
        "asked_by": link.get_asked_by_display(),
        "status": link.get_status_display(),
        "since": link.started_on,
        "ended_on": link.ended_on,
        "ended_because": link.ended_because,
        "works": link.get_works_display(),
        "works_words": link.works_words,
        "works_on": link.works_on,
        "commitments": [_commitment(one) for one in link.commitments.all()],
        "meetings": [_meeting(one) for one in link.meetings.all()],
    }


def _commitment(commitment: LinkCommitment) -> dict[str, Any]:
    return {
        "who": commitment.get_side_display(),
        "what": commitment.what,
        "by_when": commitment.by_when,
        "became": commitment.get_outcome_display(),
        "words": commitment.outcome_words,
        "on": commitment.outcome_on,
    }


def _meeting(meeting: LinkMeeting) -> dict[str, Any]:
    return {
        "on": meeting.held_on,
        "came": ", ".join(meeting.came_in_words()),
        "agreed": meeting.agreed,
        "next_on": meeting.next_on,
    }


def barriers(community: Community) -> list[dict[str, Any]]:
    """What stood in the way, open or not."""
    found = Barrier.objects.of(community).order_by("opened_on", "created_at", "id")
    return [
        {
            "about": barrier.about,
            "what": barrier.get_what_display(),
            "words": barrier.words,
            "since": barrier.opened_on,
            "status": barrier.get_status_display(),
            "how": barrier.how,
            "settled_on": barrier.settled_on,
        }
        for barrier in found
    ]


def tables(pack: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Name of a table → its rows; nothing in them that is not in the pack."""
    within = ("commitments", "meetings")
    return {
        "links": [
            {name: value for name, value in link.items() if name not in within}
            for link in pack["links"]
        ],
        **{
            f"links_{name}": [
                {"service": link["service"], **row} for link in pack["links"] for row in link[name]
            ]
            for name in within
        },
        "barriers": pack["barriers"],
    }
