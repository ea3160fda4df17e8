"""What does the directory say of a service that the specification has no field for?

Each is a term of one taxonomy, and goes out and comes in as an attribute of its service. The codes
are the names of the fields, but for those that may be said several times.
"""

from __future__ import annotations

import uuid
from typing import Any

TAXONOMY = {
    "id": "7a1c1d0e-6a0b-5d0f-9d5c-3b4e0c2f8a11",
    "name": "Child protection services",
    "description": "What a child, a family or whoever refers a child needs to know of a service.",
    "version": "1",
}

# Code → name and description. In English, like the specification.
TERMS: dict[str, tuple[str, str]] = {
    "kind": ("Kind of help", "What a family comes for."),
    "district": ("District", "Where the service is; also of one whose place is not told."),
    "open_24h": ("Open day and night", "yes, where somebody is there at every hour."),
    "mandated_authority": ("Mandate by law", "yes or no: an authority for children by law."),
    "female_staff": ("Women work there", "yes or no."),
    "survivor_centred": ("Trained to put the child first", "yes or no."),
    "accepts_coded_referrals": ("Takes referrals by code", "yes: a child need not be named."),
    "secure_channel": ("How a referral reaches it safely", "app, phone or in_person."),
    "capacity": ("Room", "open, limited or full."),
    "capacity_on": ("Room, as of", "The day on which somebody asked."),
    "answers_high": ("Hours until it answers, high urgency", "A whole number."),
    "answers_medium": ("Hours until it answers, medium urgency", "A whole number."),
    "answers_low": ("Hours until it answers, low urgency", "A whole number."),
    "escort_needed": ("A child needs somebody to go with", "yes or no."),
    "document_not_to_demand": ("Paper that may not be demanded", "What a family may refuse."),
}
FLAGS = (
    "open_24h", "mandated_authority", "female_staff", "survivor_centred",
    "accepts_coded_referrals", "escort_needed",
)  # fmt: skip
HOURS = ("answers_high", "answers_medium", "answers_low")


def term(code: str) -> dict[str, Any]:
    """A term as the specification writes it."""
    name, description = TERMS[code]
    return {
        "id": str(key_of(code)),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": TAXONOMY["name"],
        "language": "en",
        "taxonomy_id": TAXONOMY["id"],
    }


def key_of(code: str) -> uuid.UUID:
    return uuid.uuid5(uuid.UUID(TAXONOMY["id"]), code)


CODES = {str(key_of(code)): code for code in TERMS}
