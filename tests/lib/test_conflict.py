"""A form that comes too late, or at the wrong time: does its page lose nothing and tell no more?"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.forms import EditForm, day, one_of, some_of, text, tick
from cpfacilitate.lib.records import assign, lock
from participants.models import Service


class WordsForm(EditForm):
    description = text("What it does")
    assured_on = day("Last confirmed on", required=False)
    kind = one_of("Kind of help", Service.Kind.choices, required=False)
    # Not columns of a service: what the form asks besides.
    voices = some_of("Who", [("girls", "Girls"), ("boys", "Boys")], required=False)
    sure = tick("Sure")


@transaction.atomic
def change_words(service: Service, *, version: int, description: str, **values) -> None:
    service = lock(service, version=version)
    assign(service, {"description": description, **values})
    if description == "everything":
        raise NotPossible("Nobody can do everything.", service)


def words_edit(request, pk):
    service = Service.objects.get(pk=pk)
    form = WordsForm(request.POST or None, user=request.user, record=service)
    if request.method == "POST" and form.is_valid():
        names = ("version", "description", "assured_on", "kind")
        change_words(service, **{name: form.cleaned_data[name] for name in names})
        return redirect("kept")
    return render(request, "layout/_form.html", {"form": form, "button": "Keep"})


urlpatterns = [
    path("words/<uuid:pk>/", words_edit),
    path("kept/", lambda request: HttpResponse("kept"), name="kept"),
    path("", include("cpfacilitate.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def service(world) -> Service:
    return world.service


@pytest.fixture
def client(world, as_user):
    return as_user(world.facilitator)


def send(client, service, **data):
    data = {"version": str(service.version), "description": "come", "kind": service.kind, **data}
    data.setdefault("assured_on", str(service.assured_on))
    return client.post(f"/words/{service.pk}/", data)


def meanwhile(service, **values) -> None:
    with transaction.atomic():
        assign(lock(service), values)


def table(response) -> list[tuple[str, ...]]:
    """The rows of the page: label, what was typed, what stands."""
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td><ins>(.*?)</ins></td><td>(.*?)</td></tr>',
        response.text,
        re.S,
    )
    return [tuple(map(unescape, row)) for row in rows]


def facts(response) -> list[tuple[str, ...]]:
    """What was typed and has no column: its label, its words."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", response.text, re.S)
    return [tuple(map(unescape, pair)) for pair in pairs]


def hidden(response) -> list[tuple[str, str]]:
    form = re.search(r'<form method="post">(.*?)</form>', response.text, re.S)[1]
    pairs = re.findall(r'name="([^"]*)" value="([^"]*)"', form)
    return [(name, unescape(value)) for name, value in pairs if name != "csrfmiddlewaretoken"]


def test_a_stale_edit_shows_both_versions(client, service):
    meanwhile(service, description="come every month", assured_on=date(2026, 12, 1))
    response = send(client, service, description="come <every> week", assured_on="2026-12-24")
    assert response.status_code == 409
    assert table(response) == [
        ("What it does", "come <every> week", "come every month"),
        ("Last confirmed on", "Dec. 24, 2026", "Dec. 1, 2026"),
    ]
    assert Service.objects.get(pk=service.pk).description == "come every month"


def test_put_what_i_wrote_puts_it(client, service):
    meanwhile(service, description="come every month")
    mine = "come “every” week,\nand & <sometimes> 'stay' 🌳"
    response = send(client, service, description=mine, voices=["girls", "boys"], sure="on")
    carried = hidden(response)
    assert [value for name, value in carried if name == "voices"] == ["girls", "boys"]
    data: dict = {}
    for name, value in carried:
        data.setdefault(name, []).append(value)
    again = client.post(f"/words/{service.pk}/", data)
    assert (again.status_code, again["Location"]) == (302, "/kept/")
    assert Service.objects.get(pk=service.pk).description == mine


def test_a_second_change_in_between_stops_it_again(client, service):
    meanwhile(service, description="come every month")
    first = send(client, service, description="come every week")
    meanwhile(service, description="come every day")
    again = client.post(f"/words/{service.pk}/", dict(hidden(first)))
    assert again.status_code == 409
    assert table(again) == [("What it does", "come every week", "come every day")]


def test_choices_are_told_in_words(client, service):
    meanwhile(service, description="come every month")
    response = send(client, service, kind="legal", voices=["girls", "boys"], sure="on")
    assert table(response)[1:] == [("Kind of help", "Legal help", "Social welfare")]
    assert facts(response) == [("Who", "Girls, Boys"), ("Sure", "Yes")]


def test_the_page_tells_of_no_field_that_was_not_asked_for(client, service):
    """Whoever adds names to what is posted learns nothing of the record."""
    meanwhile(service, description="come every month", known_risks="CANARY-photographs")
    response = send(client, service, known_risks="x", status="x", created_by="x")
    assert "CANARY" not in response.text
    assert str(service.created_by_id) not in response.text
    assert [row[0] for row in table(response)] == ["What it does"]
    assert facts(response) == [("known risks", "x"), ("status", "x"), ("created by", "x")]


def test_not_now_keeps_the_words_and_offers_no_force(client, service):
    response = send(client, service, description="everything")
    assert response.status_code == 409
    assert "Nobody can do everything." in response.text
    assert table(response) == [("What it does", "everything", service.description)]
    assert "Put what I wrote" not in response.text


def test_the_page_is_not_kept_by_a_browser(client, service):
    meanwhile(service, description="come every month")
    assert "no-store" in send(client, service)["Cache-Control"]
