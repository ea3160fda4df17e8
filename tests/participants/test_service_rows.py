"""What hangs from a service: typed in rows and lines, kept, shown; where a shelter is stays out."""

from __future__ import annotations

import json
import uuid
from datetime import time
from decimal import Decimal

import pytest
from django.core.serializers import serialize
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere
from participants import actions
from participants.models import (
    Accessibility,
    Contact,
    Language,
    Location,
    Phone,
    Revision,
    Schedule,
    Service,
    ServiceAtLocation,
)
from participants.models.service_rows import rows_of, unfold, with_rows

from . import factories
from .test_services import ADD, LIST, PRINT, at, typed

CANARY = "canary-street-7"


def filled(world, **changed):
    """Something in every kind of row."""
    rows = {
        "phones": [
            {"number": "116", "type": "voice", "description": "day and night"},
            {"number": "+232 1", "type": "cell", "extension": "9"},
        ],
        "contacts": [{"role": "focal", "title": "Nurse in charge", "phone": "+232 2"}],
        "schedules": [
            {"days": ["MO", "WE"], "opens_at": "08:00", "closes_at": "16:30"},
            {"days": ["TU"], "week": "1", "opens_at": "09:00", "closes_at": "15:00"},
            {"description": "not in the holidays"},
        ],
        "locations": [
            {"address": "Market road", "city": "Makeni", "accessibility": "A ramp\nLarge signs"}
        ],
        "cost_options": [
            {"option": "Children", "amount": "0"},
            {"option": "A visit", "amount": "12.50", "currency": "sle"},
        ],
    }
    return typed(
        world,
        **factories.typed_rows(**rows),
        languages="Krio\r\n\r\nsign  language\r\nKrio",
        service_areas="Kono\nBombali",
        to_bring="Health card",
        not_to_demand="Birth certificate\nPolice paper",
        secure_channels=["phone", "app"],
        capacity="limited",
        answers_high="2",
        **changed,
    )


def entered(world, as_user, **changed) -> Service:
    answer = as_user(world.coordinator).post(ADD, filled(world, **changed))
    assert answer.status_code == 302
    return Service.objects.get(name="Légal Aid Clinic")


def without_ids(rows):
    return [{name: row[name] for name in row if name != "id"} for row in rows]


def test_every_row_is_kept_and_shown(world, as_user):
    service = entered(world, as_user)
    rows = {name: without_ids(said) for name, said in rows_of(service).items()}
    assert [(row["number"], row["type"], row["extension"]) for row in rows["phones"]] == [
        ("116", "voice", ""), ("+232 1", "cell", "9"),
    ]  # fmt: skip
    assert [(row["freq"], row["byday"], row["opens_at"]) for row in rows["schedules"]] == [
        ("WEEKLY", "MO,WE", time(8)), ("MONTHLY", "1TU", time(9)), ("", "", None),
    ]  # fmt: skip
    assert [(row["amount"], row["currency"]) for row in rows["cost_options"]] == [
        (Decimal(0), ""), (Decimal("12.50"), "SLE"),
    ]  # fmt: skip
    assert [row["name"] for row in rows["languages"]] == ["Krio", "sign language"]
    assert [row["name"] for row in rows["service_areas"]] == ["Kono", "Bombali"]
    assert [(row["document"], row["may_be_demanded"]) for row in rows["required_documents"]] == [
        ("Health card", True), ("Birth certificate", False), ("Police paper", False),
    ]  # fmt: skip
    assert [(row["address"], row["accessibility"]) for row in rows["locations"]] == [
        ("Market road", ["A ramp", "Large signs"])
    ]
    assert (service.capacity, service.capacity_on) == ("limited", clock.today())
    page = as_user(world.facilitator).get(at("show", service)).content.decode()
    for said in (
        'href="tel:116"', "Monday and Wednesday, 08:00 to 16:30", "Market road, Makeni", "A ramp",
        "The first of the month: Tuesday, 09:00 to 15:00", "not in the holidays",
        "Children: free", "A visit: 12.5 SLE", "Health card", "They may not ask for",
        "Police paper", "Krio, sign language", "Kono, Bombali", "Little room", "Nurse in charge",
        "answers within 2 hours",
    ):  # fmt: skip
        assert said in page, said


def test_what_comes_along_in_one_query_is_what_stands(world, as_user, django_assert_num_queries):
    service = entered(world, as_user)
    assert connection.features.supports_json_field  # asked of the database once
    with django_assert_num_queries(1):
        read = unfold(with_rows(Service.objects.filter(pk=service.pk)).get())
        known = {
            name: list(getattr(read, name).all())
            for name in ("phones", "contacts", "schedules", "languages", "cost_options",
                         "required_documents", "service_areas", "service_at_locations")
        }  # fmt: skip
        helps = [list(one.location.accessibility.all()) for one in known["service_at_locations"]]
    for name, rows in known.items():
        stored = list(getattr(Service.objects.get(pk=service.pk), name).all())
        assert rows == stored, name
        assert [model_to_dict(row) for row in rows] == [model_to_dict(row) for row in stored], name
    assert helps == [list(Accessibility.objects.order_by("description"))]


def test_the_same_form_twice_is_one_service_and_other_rows_are_not_lost(world, as_user):
    data = filled(world)
    for _ in range(2):
        assert as_user(world.coordinator).post(ADD, data).status_code == 302
    assert Phone.objects.filter(service__name="Légal Aid Clinic").count() == 2
    other = as_user(world.coordinator).post(ADD, data | {"phones-0-number": "117"})
    assert other.status_code == 409
    assert "117" in other.content.decode()
    with pytest.raises(AlreadyThere):
        actions.add_service(
            id=data["id"], by=world.coordinator, name="Légal Aid Clinic", kind="legal",
            organisation=world.service.organisation, district="Kono", phones=[],
        )  # fmt: skip


def test_a_row_more_is_asked_for_without_a_script_and_loses_nothing(world, as_user):
    answer = as_user(world.coordinator).post(ADD, filled(world, name="", go="row-phones"))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'name="phones-2-number"' in page
    assert 'value="+232 1"' in page
    assert "Something needs you" not in page
    assert not Service.objects.filter(kind="legal").exists()
    full = factories.typed_rows(phones=[{"number": str(n)} for n in range(116, 121)])
    answer = as_user(world.coordinator).post(ADD, typed(world, **full, go="row-phones"))
    assert 'name="phones-5-number"' not in answer.content.decode()


def test_more_rows_than_there_is_room_for_are_refused(world, as_user):
    many = factories.typed_rows(phones=[{"number": str(n)} for n in range(116, 126)])
    answer = as_user(world.coordinator).post(ADD, typed(world, **many))
    assert answer.status_code == 422
    assert not Service.objects.filter(kind="legal").exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"phones": [{"description": "at night"}]}, "Write the number too, or empty this row."),
        ({"contacts": [{"role": "focal", "phone": "1"}]}, "Say who it is, by name or post."),
        ({"schedules": [{"days": ["MO"]}]}, "Days go with an hour of opening and one of closing."),
        ({"schedules": [{"valid_from": "2026-05-01"}]}, "Say when it is open, by days or in words"),
        (
            {"schedules": [{"description": "x", "valid_from": "2026-05-02",
                            "valid_to": "2026-05-01"}]},
            "This is before the first day.",
        ),
        ({"locations": [{"accessibility": "A ramp"}]}, "Say where it is, or empty this row."),
        ({"cost_options": [{"option": "A visit"}]}, "Say how much; 0 when it is free."),
        ({"cost_options": [{"option": "A visit", "amount": "5"}]}, "In which money?"),
        ({"cost_options": [{"amount": "5", "currency": "L1"}]}, "Three letters"),
        ({"cost_options": [{"amount": "-5", "currency": "SLE"}]}, "greater than or equal to 0"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_right_is_422_with_everything_still_there(world, as_user, rows, said):
    answer = as_user(world.coordinator).post(ADD, typed(world, **factories.typed_rows(**rows)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Légal Aid Clinic" in page
    assert Service.objects.filter(kind="legal").count() == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [("a\n" * 1 + "\n".join(map(str, range(13))), "At most 12 lines"), ("x" * 101, "too long")],
)
def test_lines_are_bounded(world, as_user, lines, said):
    answer = as_user(world.coordinator).post(ADD, typed(world, languages=lines))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def resent(client, service) -> dict:
    """What a browser would send of the form to correct a service, nothing changed."""
    notes = client.get(at("edit", service)).context["notes"]
    sent = {}
    forms = [notes.form, *(form for rows in notes.rows.values() for form in rows.forms)]
    for form in forms:
        for field in form:
            value = field.field.prepare_value(field.value())
            if value is not None and value is not False and value != "":
                sent[field.html_name] = value
    for rows in notes.rows.values():
        sent |= {field.html_name: field.value() for field in rows.management_form}
    return sent


def test_sent_again_as_it_stands_nothing_changes(world, as_user):
    service, client = entered(world, as_user), as_user(world.coordinator)
    Language.objects.filter(name="Krio").update(code="kri", note="everybody")
    before = rows_of(service)
    assert client.post(at("edit", service), resent(client, service)).status_code == 302
    assert rows_of(service) == before
    assert Service.objects.get(pk=service.pk).version == service.version


def test_rows_are_corrected_taken_away_and_kept_as_they_were(world, as_user):
    service, client = entered(world, as_user), as_user(world.coordinator)
    _first, second = Phone.objects.filter(service=service)
    sent = resent(client, service) | {
        "phones-0-DELETE": "on", "phones-1-number": "+232 99", "languages": "Mɛnde",
        "to_bring": "",
    }  # fmt: skip
    assert client.post(at("edit", service), sent).status_code == 302
    after = Phone.objects.get(service=service)
    assert (after.pk, after.number, after.type, after.extension) == (
        second.pk, "+232 99", "cell", "9",
    )  # fmt: skip
    kept = Revision.objects.get(record_id=service.pk).values
    assert [row["number"] for row in kept["phones"]] == ["116", "+232 1"]
    assert [row["name"] for row in kept["languages"]] == ["Krio", "sign language"]
    assert set(kept) == {"phones", "languages", "required_documents"}
    other = sent | {"phones-1-number": "+232 77", "not_to_demand": "Uniform"}
    again = client.post(at("edit", service), other)
    assert again.status_code == 409
    differing = {row["label"]: (row["typed"], row["now"]) for row in again.context["differing"]}
    assert differing == {
        "Phones": ("+232 77 · 9 · Mobile phone", "+232 99 · 9 · Mobile phone"),
        "What they may not ask for, one on each line": (
            "Uniform", "Birth certificate\nPolice paper",
        ),
    }  # fmt: skip


def test_a_place_that_is_taken_away_leaves_its_phone_and_hours_with_the_service(world, as_user):
    service, client = entered(world, as_user), as_user(world.coordinator)
    hung = ServiceAtLocation.objects.get(service=service)
    for model in (Phone, Schedule):
        model.objects.filter(service=service).update(service_at_location=hung)
    sent = resent(client, service) | {"locations-0-DELETE": "on"}
    assert client.post(at("edit", service), sent).status_code == 302
    assert not ServiceAtLocation.objects.filter(service=service).exists()
    for model, count in ((Phone, 2), (Schedule, 3)):
        kept = model.objects.filter(service=service, service_at_location=None)
        assert kept.count() == count, model


def test_more_lines_than_a_person_types_do_not_keep_anybody_from_correcting(world, as_user):
    """They came with a file: many, and long ones."""
    service, client = entered(world, as_user), as_user(world.coordinator)
    names = [f"Area {number} " + "x" * 150 for number in range(20)]
    actions.edit_service(
        service, version=1, name=service.name, by=world.coordinator,
        service_areas=[{"name": name} for name in names],
    )  # fmt: skip
    sent = resent(client, service) | {"district": "Kono"}
    assert client.post(at("edit", service), sent).status_code == 302
    service.refresh_from_db()
    assert service.district == "Kono"
    assert [area.name for area in service.service_areas.all()] == names


def test_a_row_of_another_service_is_not_taken_over(world, as_user):
    service, client = entered(world, as_user), as_user(world.coordinator)
    foreign = Phone.objects.get(service=world.service)
    sent = resent(client, service) | {"phones-0-id": str(foreign.pk)}
    assert client.post(at("edit", service), sent).status_code == 302
    assert Phone.objects.get(pk=foreign.pk).service == world.service
    assert Phone.objects.filter(service=service).count() == 2


# --- Where a shelter is ---------------------------------------------------------------------------


def everywhere(as_user, world, service) -> str:
    """Every page on which a service stands, as each reader; its history; and all its tables."""
    client, found = as_user(world.coordinator), []
    urls = [LIST, PRINT, at("show", service), at("edit", service),
            reverse("participants:call_list"), f"{LIST}?begins=canary"]  # fmt: skip
    for url in urls:
        found.append(client.get(url).content.decode())
    for name in factories.READERS:
        found.append(as_user(getattr(world, name)).get(at("show", service)).content.decode())
    found.append(json.dumps(list(Revision.objects.values_list("values", flat=True)), default=str))
    for model in (Service, Location, ServiceAtLocation, Accessibility, Schedule, Contact):
        found.append(serialize("json", model.objects.all()))
    return "\n".join(found)


def test_where_a_shelter_is_stays_out_when_a_service_becomes_one(world, as_user):
    """Somebody wrote it down before: then it is gone from every page and every table."""
    rows = factories.typed_rows(
        locations=[{"address": CANARY, "name": f"House {CANARY}", "city": f"Town {CANARY}",
                    "transportation": f"Past {CANARY}", "district": "Bombali"}]
    )  # fmt: skip
    client = as_user(world.coordinator)
    assert client.post(ADD, typed(world, **rows)).status_code == 302
    service = Service.objects.get(name="Légal Aid Clinic")
    assert CANARY in everywhere(as_user, world, service)
    moved = resent(client, service) | {"locations-0-city": f"Other {CANARY}"}
    assert client.post(at("edit", service), moved).status_code == 302  # a history it could stand in
    service = actions.edit_service(
        service, version=2, name=service.name, kind="shelter", by=world.coordinator
    )
    assert CANARY not in everywhere(as_user, world, service)
    place = Location.objects.get(service_at_locations__service=service)
    assert (place.is_secret, place.district) == (True, "Bombali")
    page = as_user(world.facilitator).get(at("show", service)).content.decode()
    assert "Nobody may know where it is. Phone first." in page


def test_a_form_that_says_where_a_shelter_is_is_refused(world, as_user):
    for secret in ({"kind": "shelter"}, {"locations-0-is_secret": "on"}):
        rows = factories.typed_rows(locations=[{"address": CANARY, "district": "Kono"}])
        answer = as_user(world.coordinator).post(ADD, typed(world, **rows, **secret))
        assert answer.status_code == 422
        assert "Where it is stays out of the directory" in answer.content.decode()
    assert not Location.objects.exists()


def test_no_way_of_writing_keeps_where_a_shelter_is(world):
    [service] = factories.services(
        world, 1, kind="shelter", locations=[{"address": CANARY, "city": CANARY, "description": CANARY}],
    )  # fmt: skip
    assert CANARY not in json.dumps(rows_of(service), default=str)
    place = Location.objects.get()
    assert place.is_secret
    place.address = CANARY
    with pytest.raises(IntegrityError), transaction.atomic():
        place.save()


def test_a_place_that_others_share_stays_theirs(world):
    [clinic] = factories.services(world, 1, locations=[{"address": "Market road"}])
    at_place = ServiceAtLocation.objects.get(service=clinic)
    [house] = factories.services(world, 1)
    ServiceAtLocation.objects.create(service=house, location=at_place.location)
    actions.edit_service(house, version=1, name="House", kind="shelter", by=world.coordinator)
    assert ServiceAtLocation.objects.get(service=clinic).location.address == "Market road"
    hidden = ServiceAtLocation.objects.get(service=house).location
    assert (hidden.address, hidden.is_secret) == ("", True)


def test_the_key_of_a_new_row_may_come_along(world):
    key = uuid.uuid4()
    [service] = factories.services(world, 1, phones=[{"id": key, "number": "116"}])
    assert Phone.objects.get(service=service).pk == key
