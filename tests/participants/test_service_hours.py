"""Is a service open now? Asked of the database, where the installation is."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from participants.models import Schedule, Service

from . import factories
from .test_services import LIST, names


def moment(text: str) -> datetime:
    """A moment where the installation is: 23 November 2026 is a Monday."""
    return timezone.make_aware(datetime.fromisoformat(f"2026-{text}"))


def hours(byday: str, opens: int, closes: int, **more) -> dict:
    freq = "WEEKLY" if byday[:2].isalpha() else "MONTHLY"
    said = {"freq": freq, "byday": byday, "opens_at": time(opens), "closes_at": time(closes)}
    return said | more


CASES = [
    (hours("MO,TU", 8, 16), {"11-23T08:00": True, "11-23T07:59": False, "11-23T15:59": True,
                             "11-23T16:00": False, "11-25T10:00": False}),
    # Over midnight: what opened on Monday is open on Tuesday before six.
    (hours("MO", 20, 6), {"11-23T21:00": True, "11-24T05:59": True, "11-24T06:00": False,
                          "11-23T05:00": False, "11-24T21:00": False}),
    # The same hour twice is a whole day.
    (hours("MO", 6, 6), {"11-23T06:00": True, "11-24T05:00": True, "11-24T06:00": False}),
    (hours("1TU", 9, 15), {"11-03T10:00": True, "11-10T10:00": False, "12-01T10:00": True}),
    (hours("-1FR", 9, 15), {"11-27T10:00": True, "11-20T10:00": False}),
    (hours("3MO", 9, 15), {"11-16T10:00": True, "11-23T10:00": False}),
    (hours("1MO,1TU", 9, 15), {"11-02T10:00": True, "11-03T10:00": True, "11-30T10:00": False}),
    # The last Monday of November is not its first, though both end in "1MO".
    (hours("-1MO", 9, 15), {"11-02T10:00": False, "11-30T10:00": True}),
    (hours("MO", 8, 16, valid_from=date(2026, 11, 24)), {"11-23T10:00": False, "11-30T10:00": True}),
    (hours("MO", 8, 16, valid_to=date(2026, 11, 23)), {"11-23T10:00": True, "11-30T10:00": False}),
]  # fmt: skip


@pytest.mark.parametrize(("schedule", "expected"), CASES)
def test_open_now(world, schedule, expected):
    [service] = factories.services(world, 1, schedules=[schedule])
    this = Service.objects.filter(pk=service.pk)
    assert {at: this.open_now(moment(at)).exists() for at in expected} == expected
    assert {at: this.with_open_now(moment(at)).get().open_now for at in expected} == expected


def test_what_nobody_wrote_down_is_not_known(world):
    said = {"description": "mornings"}
    [words] = factories.services(world, 1, schedules=[said])
    [always] = factories.services(world, 1, open_24h=True)
    [closed] = factories.services(world, 1, open_24h=True, status="temporarily closed")
    now = moment("11-23T10:00")
    known = {
        each.pk: each.open_now for each in Service.objects.with_open_now(now)
        if each in (words, always, closed)
    }  # fmt: skip
    assert known == {words.pk: None, always.pk: True, closed.pk: False}
    assert list(Service.objects.open_now(now)) == [always]


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (hours("MO,TU,WE,TH,FR", 8, 16), "Monday to Friday, 08:00 to 16:00"),
        (hours("SU,MO,TU,WE,TH,FR,SA", 8, 8), "every day, day and night"),
        (hours("TU,SA", 8, 16), "Tuesday and Saturday, 08:00 to 16:00"),
        (hours("-1FR", 9, 15), "The last of the month: Friday, 09:00 to 15:00"),
        (
            hours("MO", 9, 15, valid_from=date(2026, 1, 5), valid_to=date(2026, 4, 1)),
            "Monday, 09:00 to 15:00, from 5 January 2026, until 1 April 2026",
        ),
        ({"description": "after the harvest"}, "after the harvest"),
    ],
)
def test_in_words(schedule, said):
    assert str(Schedule(**schedule)) == said


def test_filters_of_a_family(world, as_user):
    """Age, women, code, open now, area: each leaves what it says, and all of them together."""
    client = as_user(world.facilitator)
    named = {
        "Young": {"maximum_age": 5, "female_staff": True},
        "Old": {"minimum_age": 12, "female_staff": False, "open_24h": True},
        "Code": {"accepts_coded_referrals": True, "service_areas": [{"name": "Kenema"}]},
    }
    for name, details in named.items():
        [service] = factories.services(world, 1, **details)
        Service.objects.filter(pk=service.pk).update(name=name, name_key=name.lower())
    both = ["Health Post", "Social Welfare"]
    assert names(client, "?age=3") == ["Code", "Health Post", "Social Welfare", "Young"]
    assert names(client, "?age=12") == ["Code", "Health Post", "Old", "Social Welfare"]
    assert names(client, "?female_staff=on") == ["Young"]
    assert names(client, "?accepts_coded_referrals=on") == ["Code"]
    assert names(client, "?open_now=on") == ["Old"]
    assert names(client, "?area=Kenema") == ["Code"]
    assert names(client, "?area=Kono") == ["Code", "Old", "Young"]
    assert names(client, "?area=Bombali") == both
    assert names(client, "?age=3&female_staff=on&area=Kono&kind=health") == ["Young"]
    areas = client.get(LIST).context["form"].fields["area"].choices
    assert [value for value, _label in areas] == ["", "Bombali", "Kenema", "Kono"]


def test_filters_survive_paging(world, as_user):
    factories.services(world, 60, female_staff=True)
    client = as_user(world.facilitator)
    page = client.get(f"{LIST}?female_staff=on&area=Kono")
    following = page.context["services"].next
    assert f"female_staff=on&amp;area=Kono&amp;after={following}" in page.content.decode()
    rest = client.get(f"{LIST}?female_staff=on&area=Kono&after={following}")
    assert len(rest.context["services"].rows) == 10
