"""The directory: list, sheet, page, add, edit, confirm."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib import clock
from participants.models import Phone, Revision, Service

from . import factories

LIST = reverse("participants:service_list")
PRINT = reverse("participants:service_print")
ADD = reverse("participants:service_add")


def at(verb: str, service: Service) -> str:
    return reverse(f"participants:service_{verb}", args=[service.pk])


def names(client, query: str = "") -> list[str]:
    return [service.name for service in client.get(LIST + query).context["services"]]


ROWS = {
    "phones": [{"number": "+232 00 000 112"}],
    "schedules": [{"description": "mornings"}],
    "contacts": [{"role": "backup", "name": "Mr Backup"}],
}


def typed(world, **changed):
    return {
        "id": uuid.uuid4(), "name": "Légal Aid Clinic", "kind": "legal", "district": "Kono",
        "organisation": world.service.organisation.pk, "organisation_name": "",
        "fees_description": "free", "languages": "Krio",
        "minimum_age": "", "maximum_age": "17", "female_staff": "True",
        "description": "Advice.", "assured_on": "",
        **({} if "phones-TOTAL_FORMS" in changed else factories.typed_rows(**ROWS)),
    } | changed  # fmt: skip


def test_who_reads_the_directory(world, as_user):
    for url in (LIST, PRINT):
        codes = factories.codes(as_user, world, factories.READERS, url)
        assert codes == dict.fromkeys(factories.READERS, 200)
        codes = factories.codes(as_user, world, factories.NO_READERS, url)
        assert codes == dict.fromkeys(factories.NO_READERS, 403)
    url = at("show", world.service)
    expected = dict.fromkeys(factories.READERS, 200) | dict.fromkeys(factories.NO_READERS, 404)
    assert factories.codes(as_user, world, expected, url) == expected


def test_filters(world, as_user):
    factories.services(world, 2)
    client = as_user(world.facilitator)
    assert names(client) == ["Health Post", "Health post 000", "Health post 001", "Social Welfare"]
    assert names(client, "?kind=social_welfare") == ["Health Post", "Social Welfare"]
    assert names(client, "?area=Kono") == ["Health post 000", "Health post 001"]
    assert names(client, "?begins=WÉL") == ["Social Welfare"]
    assert names(client, "?begins=elfare") == []
    assert names(client, "?begins=health&area=Kono&kind=health") == [
        "Health post 000", "Health post 001",
    ]  # fmt: skip
    assert names(client, "?kind=nonsense&area=nowhere&after=nothing&age=x") == names(client)
    assert "No service like this" in client.get(LIST + "?begins=zz").content.decode()


def test_pages_and_queries(world, as_user, django_assert_max_num_queries):
    client, counts = as_user(world.facilitator), []
    client.get(LIST)
    for number in (1, 50, 150):
        factories.services(world, number)
        with django_assert_max_num_queries(8) as captured:
            page = client.get(LIST).context["services"]
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert len(page.rows) == 50
    following = client.get(f"{LIST}?after={page.next}").context["services"]
    assert following.rows[0].name > page.rows[-1].name


def test_phone_numbers_can_be_dialled_and_run_left_to_right(world, as_user):
    [service] = factories.services(world, 1, phones=[{"number": "+232 (76) 00-01, at night 117"}])
    assert service.phone.dial == "+232760001"
    for url in (LIST, at("show", service)):
        page = as_user(world.facilitator).get(url).content.decode()
        assert 'href="tel:+232760001"' in page
        assert '<bdi dir="ltr">+232 (76) 00-01, at night 117</bdi>' in page
    assert Phone(number="ask at the gate").dial == ""


def test_what_nobody_confirmed_for_90_days_says_so(world, as_user):
    for days, stale in ((90, False), (91, True)):
        assured_on = clock.today() - timedelta(days=days)
        [service] = factories.services(world, 1, assured_on=assured_on)
        page = as_user(world.facilitator).get(at("show", service)).content.decode()
        assert ("Nobody has asked there for more than 90 days" in page) is stale
        assert ("Ask first" in as_user(world.facilitator).get(LIST).content.decode()) is stale
    [never] = factories.services(world, 1)
    assert "Never confirmed" in as_user(world.facilitator).get(at("show", never)).content.decode()


def test_the_backup_contact_is_for_those_who_refer(world, as_user):
    [service] = factories.services(world, 1, contacts=[{"role": "backup", "name": "canary-backup"}])
    seen = {
        name
        for name in factories.READERS
        if "canary-backup"
        in as_user(getattr(world, name)).get(at("show", service)).content.decode()
    }
    assert seen == {
        "facilitator", "outsider_facilitator", "coordinator", "other_coordinator", "focal_point",
    }  # fmt: skip
    for name in factories.READERS:
        for url in (LIST, PRINT):
            assert "canary-backup" not in as_user(getattr(world, name)).get(url).content.decode()


def test_a_sheet_holds_what_the_filter_leaves_and_says_when_it_is_too_much(world, as_user):
    factories.services(world, 3)
    client = as_user(world.facilitator)
    page = client.get(PRINT + "?area=Kono")
    assert len(page.context["services"].rows) == 3
    assert "more than a sheet can hold" not in page.content.decode()
    factories.services(world, 200)
    page = client.get(PRINT)
    assert len(page.context["services"].rows) == 200
    assert "more than a sheet can hold" in page.content.decode()


def test_a_service_is_added_once(world, as_user):
    client, data = as_user(world.coordinator), typed(world)
    urls = {client.post(ADD, data).url for _ in range(2)}
    service = Service.objects.get(name="Légal Aid Clinic")
    assert urls == {service.get_absolute_url()}
    assert (service.female_staff, service.maximum_age, service.assured_on) == (True, 17, None)
    assert factories.events(service, "service.added") == 1
    assert names(client, "?begins=legal") == ["Légal Aid Clinic"]


def test_with_a_new_body_by_its_name_and_sent_twice_the_body_is_one(world, as_user):
    data = typed(world, organisation="", organisation_name="Legal Aid Board")
    for _ in range(2):
        assert as_user(world.coordinator).post(ADD, data).status_code == 302
    body = Organisation.objects.get(name="Legal Aid Board")
    assert body.kind == "formal_service"
    assert body.services.get().name == "Légal Aid Clinic"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "This field is required."),
        ({"organisation": ""}, "Choose the body that runs it, or name a new one."),
        ({"organisation_name": "Both"}, "Either choose a body or name a new one."),
        ({"minimum_age": "18"}, "The oldest is younger than the youngest."),
        ({"assured_on": "2999-01-01"}, "This day is still to come."),
    ],
)
def test_bad_input_is_422_and_keeps_what_was_typed(world, as_user, wrong, said):
    answer = as_user(world.coordinator).post(ADD, typed(world, **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Légal Aid Clinic" in page


def test_an_ngo_is_not_a_body_behind_a_service(world, as_user):
    answer = as_user(world.coordinator).post(ADD, typed(world, organisation=world.ngo.pk))
    assert answer.status_code == 422


def edited(world, service, **changed):
    data = typed(world, name="Ökumene Clinic", version=service.version, status="temporarily closed")
    return {key: data[key] for key in data if "organisation" not in key and key != "id"} | changed


def test_a_service_is_corrected_kept_and_found_under_its_new_name(world, as_user):
    client, service = as_user(world.other_coordinator), world.service
    assert client.post(at("edit", service), edited(world, service)).status_code == 302
    after = Service.objects.get(pk=service.pk)
    assert (after.name, after.status, after.assured_on) == (
        "Ökumene Clinic", "temporarily closed", service.assured_on,
    )  # fmt: skip
    assert names(client, "?begins=okumene") == ["Ökumene Clinic"]
    kept = Revision.objects.get(record_id=service.pk)
    assert kept.values["name"] == "Social Welfare"
    assert factories.events(service, "service.edited") == 1
    never = factories.typed_rows(schedules=[{"description": "never"}])
    stale = client.post(at("edit", service), edited(world, service, **never))
    assert stale.status_code == 409
    assert "mornings" in stale.content.decode()
    assert "never" in stale.content.decode()
    assert client.post(at("edit", service), edited(world, after, status="?")).status_code == 422


def test_a_service_is_confirmed(world, as_user):
    [service] = factories.services(world, 1)
    client = as_user(world.coordinator)
    bad = client.post(at("confirm", service), {"confirmed_on": "2999-01-01"})
    assert bad.status_code == 422
    data = {"confirmed_on": clock.today().isoformat()}
    assert client.post(at("confirm", service), data).url == service.get_absolute_url()
    assert Service.objects.get(pk=service.pk).assured_on == clock.today()
    assert factories.events(service, "service.confirmed") == 1


def test_only_coordinators_keep_the_directory(world, as_user):
    people = set(factories.READERS) - {"coordinator", "other_coordinator"}
    for url in (ADD, at("edit", world.service), at("confirm", world.service)):
        for method in ("get", "post"):
            codes = factories.codes(as_user, world, people, url, method)
            assert codes == dict.fromkeys(people, 403)
    for verb in ("edit", "confirm"):
        codes = factories.codes(as_user, world, factories.NO_READERS, at(verb, world.service))
        assert codes == dict.fromkeys(factories.NO_READERS, 404)


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.coordinator)
    for url in (LIST, PRINT, at("show", world.service)):
        assert client.post(url).status_code == 405
    for url in (ADD, at("edit", world.service), at("confirm", world.service)):
        assert client.delete(url).status_code == 405
