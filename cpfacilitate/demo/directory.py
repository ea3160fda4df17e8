"""Which services can the people of the demonstration world turn to, and what do communities say of them?"""

from __future__ import annotations

import uuid
from datetime import time
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import OrganisationKind
from cpfacilitate.lib import clock
from participants import actions as participants

if TYPE_CHECKING:
    from .story import World

WORKDAYS, EVERY_DAY, SCHOOL_DAYS = "MO,TU,WE,TH,FR", "MO,TU,WE,TH,FR,SA,SU", "MO,TU,WE,TH,FR"


def _open(byday: str, opens: int, closes: int, **more: Any) -> dict[str, Any]:
    freq = "MONTHLY" if byday[0].isdigit() else "WEEKLY"
    return {
        "freq": freq, "byday": byday, "opens_at": time(opens), "closes_at": time(closes), **more,
    }  # fmt: skip


def _free(option: str) -> dict[str, Any]:
    return {"option": option, "amount": 0}


def _backup(title: str, phone: str) -> dict[str, Any]:
    return {"role": "backup", "title": title, "phone": phone}


def _at(city: str, address: str, transportation: str = "", *helps: str) -> dict[str, Any]:
    return {
        "address": address, "city": city, "transportation": transportation,
        "accessibility": list(helps),
    }  # fmt: skip


# name: (body, kind, district, phone, languages, days since somebody asked there, everything else)
SERVICES: dict[str, tuple[str, str, str, str, str, int, dict[str, Any]]] = {
    "Rokolba Health Post": (
        "Bombali District Health", "health", "Bombali", "+232 00 000 101", "Krio, Thɛmnɛ", 20,
        {"schedules": [_open(EVERY_DAY, 8, 17)], "minimum_age": 0, "female_staff": True,
         "cost_options": [_free("Children under 5"),
                          {"option": "Older children", "amount": 10, "currency": "SLE"}],
         "contacts": [_backup("Nurse in charge", "+232 00 000 121")],
         "locations": [_at("Rokolba", "Beside the market", "On foot from every village",
                           "A ramp at the door")],
         "not_to_demand": ["Birth certificate"], "accepts_coded_referrals": True,
         "answers_high": 2, "service_areas": ["Rokolba chiefdom"]}),
    "Bombali One-Stop Centre": (
        "Bombali District Hospital", "health", "Bombali", "+232 00 000 102",
        "Krio, Thɛmnɛ, English", 12,
        {"open_24h": True, "minimum_age": 0, "maximum_age": 17, "female_staff": True,
         "fees_description": "Free, medicine too", "survivor_centred": True,
         "cost_options": [_free("Everything")],
         "contacts": [_backup("Matron on duty", "+232 00 000 122")],
         "locations": [_at("Makeni", "Inside the district hospital", "Poda-poda from Rokolba",
                           "Everything is on the ground floor")],
         "not_to_demand": ["Police paper", "Birth certificate"], "accepts_coded_referrals": True,
         "secure_channels": ["app", "phone"], "answers_high": 1, "answers_medium": 24,
         "capacity": "open", "escort_needed": True}),
    "Family Support Unit Makeni": (
        "Police, Bombali", "police", "Bombali", "+232 00 000 103", "Krio, English", 33,
        {"open_24h": True, "minimum_age": 0, "maximum_age": 17, "female_staff": True,
         "mandated_authority": True, "fees_description": "Free. Nobody may ask for petrol money",
         "contacts": [_backup("Line manager", "+232 00 000 123")],
         "locations": [_at("Makeni", "Police station, second gate")],
         "not_to_demand": ["Medical paper"], "accepts_coded_referrals": True,
         "known_risks": "Ask for the unit by name: at the front desk people are sent away.",
         "escort_needed": True, "answers_high": 2}),
    "District Social Welfare Office": (
        "Ministry office, Bombali", "social_welfare", "Bombali", "+232 00 000 104",
        "Krio, English", 8,
        {"schedules": [_open(WORKDAYS, 8, 16)], "minimum_age": 0, "maximum_age": 17,
         "female_staff": True, "mandated_authority": True, "survivor_centred": True,
         "fees_description": "free", "contacts": [_backup("Deputy", "+232 00 000 124")],
         "accepts_coded_referrals": True, "secure_channels": ["app", "phone", "in_person"],
         "answers_high": 2, "answers_medium": 24, "answers_low": 72, "capacity": "limited"}),
    "Child helpline 116": (
        "Ministry office, Freetown", "helpline", "all districts", "116",
        "Krio, Mɛnde, Thɛmnɛ, English", 41,
        {"open_24h": True, "minimum_age": 0, "maximum_age": 17, "female_staff": True,
         "fees_description": "free from every phone",
         "contacts": [_backup("Shift leader", "+232 00 000 125")]}),
    "Masimbaya Primary": (
        "Education office, Bombali", "education", "Bombali", "+232 00 000 106", "Krio, English", 30,
        {"schedules": [_open(SCHOOL_DAYS, 8, 14, description="not in the holidays")],
         "minimum_age": 6, "maximum_age": 14, "female_staff": True,
         "cost_options": [_free("School fee"),
                          {"option": "Uniform", "amount_description": "asked for, not needed"}],
         "not_to_demand": ["Uniform", "Birth certificate"],
         "contacts": [_backup("Deputy head", "+232 00 000 126")]}),
    "Catch-up Learning Centre": (
        "Education office, Kono", "education", "Kono", "+232 00 000 107", "Krio", 120,
        {"schedules": [_open(WORKDAYS, 14, 17)], "minimum_age": 10, "maximum_age": 17,
         "female_staff": False, "fees_description": "free", "accepts_coded_referrals": True,
         "to_bring": ["Nothing: books are there"],
         "contacts": [_backup("Head teacher", "+232 00 000 127")]}),
    "Disability Rehab Outreach": (
        "Rehabilitation centre, Bombali", "disability", "Bombali", "+232 00 000 108",
        "Krio, sign language", 60,
        {"schedules": [_open("1TU", 9, 15)], "minimum_age": 0, "female_staff": True,
         "fees_description": "Free, and the way is paid", "accepts_coded_referrals": True,
         "locations": [_at("Rokolba", "At the health post", "", "A ramp at the door",
                           "Somebody helps from the road")],
         "contacts": [_backup("Physiotherapist", "+232 00 000 128")]}),
    "Safe house Bombali": (
        "Ministry office, Bombali", "shelter", "Bombali", "+232 00 000 113", "Krio, Thɛmnɛ", 18,
        {"open_24h": True, "minimum_age": 0, "maximum_age": 17, "female_staff": True,
         "survivor_centred": True, "mandated_authority": True, "fees_description": "free",
         "locations": [{"district": "Bombali", "is_secret": True}],
         "application_process": "The social welfare office brings a child there. Phone first.",
         "accepts_coded_referrals": True, "secure_channels": ["phone"], "capacity": "full",
         "escort_needed": True, "contacts": [_backup("House mother", "+232 00 000 133")]}),
    "Kilifi Sub-County Children’s Office": (
        "Children’s services, Kilifi", "social_welfare", "Kilifi", "+254 00 000 109",
        "Kiswahili, Kigiryama, English", 15,
        {"schedules": [_open(WORKDAYS, 8, 17)], "minimum_age": 0, "maximum_age": 17,
         "female_staff": True, "mandated_authority": True, "fees_description": "free",
         "contacts": [_backup("Deputy officer", "+254 00 000 129")],
         "accepts_coded_referrals": True}),
    "Mtondoo Dispensary": (
        "Health department, Kilifi", "health", "Kilifi", "+254 00 000 110",
        "Kigiryama, Kiswahili", 25,
        {"schedules": [_open(EVERY_DAY, 8, 17)], "minimum_age": 0, "female_staff": True,
         "cost_options": [{"option": "A visit", "amount": 50, "currency": "KES"},
                          _free("Children under 5")],
         "contacts": [_backup("Clinical officer", "+254 00 000 130")]}),
    "Gender Recovery Desk Malindi": (
        "Malindi Hospital", "psychosocial", "Kilifi", "+254 00 000 111", "Kiswahili, English", 50,
        {"open_24h": True, "minimum_age": 0, "female_staff": True, "survivor_centred": True,
         "fees_description": "free", "not_to_demand": ["Police paper"],
         "contacts": [_backup("Desk lead", "+254 00 000 131")], "accepts_coded_referrals": True}),
    "Legal Aid Clinic": (
        "Paralegal network", "legal", "Bombali", "+232 00 000 112", "Krio, English", 88,
        {"schedules": [_open("WE", 9, 16)], "minimum_age": 0, "fees_description": "free",
         "to_bring": ["Any paper about the matter, if there is one"],
         "contacts": [_backup("Paralegal on call", "+232 00 000 132")],
         "accepts_coded_referrals": True}),
}  # fmt: skip

# Who asked in which community about which service, how many days ago, and what people said.
SAID: list[tuple[str, str, str, int, dict[str, Any]]] = [
    ("fatu.k", "Masimbaya", "Bombali One-Stop Centre", 75,
     {"distance": "yes", "travel_minutes": 150, "travel_cost": "40 Leones by motorbike",
      "fee": "no", "disrespect": "somewhat", "fear": "yes",
      "words": "It is far, and people see who gets down there."}),
    ("fatu.k", "Masimbaya", "Rokolba Health Post", 75,
     {"distance": "no", "travel_minutes": 35, "fee": "somewhat", "language": "no",
      "disrespect": "no", "words": "In the rains nobody crosses the stream."}),
]  # fmt: skip


def enter_services(world: World) -> None:
    """The coordinator enters each, and confirms it on the day somebody last phoned there."""
    coordinator = world.person("joseph.o")
    for name, (body, kind, district, phone, spoken, days, said) in SERVICES.items():
        organisation = accounts.add_organisation(
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"demonstration {body}"),
            name=body, kind=OrganisationKind.FORMAL_SERVICE, by=coordinator,
        )  # fmt: skip
        values = _rows(said)
        capacity = values.pop("capacity", "")
        service = world.services[name] = participants.add_service(
            id=uuid.uuid4(), organisation=organisation, name=name, kind=kind, district=district,
            phones=[{"number": phone}], languages=[{"name": one} for one in spoken.split(", ")],
            **values, by=coordinator,
        )  # fmt: skip
        with clock.at(world.ago(days)):
            participants.confirm_service(
                service, confirmed_on=clock.today(), capacity=capacity, by=coordinator
            )


def _rows(said: dict[str, Any]) -> dict[str, Any]:
    """The papers and areas as the rows that they are."""
    values = dict(said)
    papers = [
        {"document": paper, "may_be_demanded": demanded}
        for name, demanded in (("to_bring", True), ("not_to_demand", False))
        for paper in values.pop(name, ())
    ]
    areas = [{"name": area} for area in values.pop("service_areas", ())]
    return values | {"required_documents": papers, "service_areas": areas}


def ask_communities(world: World) -> None:
    """What communities say of the way there."""
    for username, community, service, days, said in SAID:
        with clock.at(world.ago(days)):
            participants.add_access(
                id=uuid.uuid4(), community=world.communities[community],
                service=world.services[service], asked_on=clock.today(),
                by=world.person(username), **said,
            )  # fmt: skip
