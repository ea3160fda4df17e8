"""What could be done is written in people's words, with what dialogues said of it, and put better later."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import Confirmation, Finding, HarmOption, OptionView, RankedItem, Revision
from dialogues.models.options import rows_said_in
from participants import actions as participants

from . import factories, tool_factories
from . import option_factories as make

SAID = {"words": "Adults carry the water", "gloss": "a rota", "may_be_told": "on"}


def add(found: Finding, **more: object) -> str:
    return reverse("dialogues:option_add", query={"finding": found.pk, **more})


def page(found: Finding) -> str:
    return reverse("dialogues:finding_options", args=[found.pk])


def edit(option: HarmOption) -> str:
    return reverse("dialogues:option_edit", args=[option.pk])


def remove(option: HarmOption) -> str:
    return reverse("dialogues:option_remove", args=[option.pk])


def said(**changes: object) -> dict[str, object]:
    return {"id": uuid.uuid4(), "raised_by": ["women", "children"], **SAID, **changes}


def laid_out(world, scope: str = "facilitators", about: str = ""):
    """A row that girls laid out with the options tool."""
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    rows = tool_factories.rows("options", share_scope=scope)[:1]
    tool = tool_factories.add(session, "options", by=world.facilitator, rows=rows, about=about)
    return tool.own_rows().get()


def pause(world) -> None:
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )


def test_it_is_kept_as_it_was_said(world, as_user):
    found, client = make.finding(world), as_user(world.facilitator)
    assert client.get(add(found)).status_code == 200
    once = said()
    for _time in range(2):  # the same form twice is one
        answer = client.post(add(found), once)
    option = HarmOption.objects.get()
    assert answer.url == option.get_absolute_url()
    assert (option.words, option.gloss, option.may_be_told) == (SAID["words"], "a rota", True)
    assert option.raised_by == ["children", "women"]  # in the order of the product
    assert (option.finding, option.created_by) == (found, world.facilitator)
    shown = client.get(answer.url).content.decode()
    assert SAID["words"] in shown
    event = AuditEvent.objects.get(record_id=option.pk)
    assert (event.event, event.by, event.fields) == ("option.added", world.facilitator, [])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"words": ""}, "Write something here."),
        ({"words": "z" * 201}, "at most 200"),
        ({"raised_by": ["girls"]}, "Select a valid choice"),
        ({"gloss": "as the son of Kadie does"}, "son of Kadie"),
        ({"words": "Children report on their parents"}, "report"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, changes, told):
    found, sent = make.finding(world), said(**changes)
    answer = as_user(world.facilitator).post(add(found), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert str(sent["gloss"]) in answer.content.decode()
    assert not HarmOption.objects.exists()


def test_why_words_name_nobody_is_kept_with_the_round(world, as_user):
    found = make.finding(world)
    sent = said(gloss="as the son of Kadie does", identifier_reason="A song of that name.")
    assert as_user(world.facilitator).post(add(found), sent).status_code == 302
    kept = Confirmation.objects.get()
    assert (kept.round, kept.record_id) == (world.round, HarmOption.objects.get().pk)
    listed = as_user(world.mentor).get(reverse("overview:confirmation_list")).content.decode()
    assert "A song of that name." in listed


def test_what_a_dialogue_laid_out_is_offered_and_goes_as_far_as_its_group_lets_it(world, as_user):
    found, row = make.finding(world), laid_out(world)
    client = as_user(world.facilitator)
    shown = client.get(page(found)).content.decode()
    assert add(found, row=row.pk).replace("&", "&amp;") in shown
    form = client.get(add(found, row=row.pk)).context["form"]
    assert form["words"].value() == "wata bifo skul"
    assert form["raised_by"].value() == ["children"]
    assert form["may_be_told"].value() is False  # the group keeps it to facilitators
    client.post(add(found), said(words="wata bifo skul", rows=[row.pk], may_be_told=""))
    option = HarmOption.objects.get()
    assert list(option.rows.all()) == [row]
    shown = client.get(page(found)).content.decode()
    assert "No cost" in shown
    assert "Dark in the rains" in shown
    assert add(found, row=row.pk).replace("&", "&amp;") not in shown


def test_what_is_about_another_harm_or_another_round_is_not_offered(world, as_user):
    found = make.finding(world)
    about_this, other = laid_out(world, about="Ebi  wok"), laid_out(world, about="bit pikin")
    assert rows_said_in(found) == [about_this]
    client = as_user(world.facilitator)
    assert client.get(add(found, row=other.pk)).status_code == 404
    assert client.get(add(found, row="x")).status_code == 404
    assert client.post(add(found), said(rows=[other.pk])).status_code == 422
    with pytest.raises(NotPermitted):
        make.option(found, by=world.facilitator, rows=[other])


def test_it_is_put_better_and_what_it_said_before_is_kept(world, as_user):
    found, row = make.finding(world), laid_out(world, "community_unattributed")
    option = make.option(found, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.get(edit(option)).status_code == 200
    sent = {**SAID, "version": 1, "raised_by": ["men"], "rows": [row.pk]}
    assert client.post(edit(option), sent).url == option.get_absolute_url()
    option.refresh_from_db()
    assert (option.raised_by, option.gloss, list(option.rows.all())) == (["men"], "a rota", [row])
    values = [each.values for each in Revision.objects.filter(record_id=option.pk)]
    assert {"raised_by", "gloss", "rows"} <= set().union(*values)
    late = client.post(edit(option), {**sent, "gloss": "Later words."})
    assert late.status_code == 409
    assert "Later words." in late.content.decode()


def test_what_no_group_lets_be_heard_is_not_told_in_other_words(world, as_user):
    found, row = make.finding(world), laid_out(world)
    option, client = make.option(found, by=world.facilitator), as_user(world.facilitator)
    sent = {**SAID, "rows": [row.pk], "gloss": "kept words"}
    for url, about in ((add(found), said()), (edit(option), {"version": 1})):
        answer = client.post(url, {**about, **sent})
        assert (answer.status_code, "kept words" in answer.text) == (409, True)
    told = laid_out(world, "community_unattributed")
    make.option(found, by=world.facilitator, words="Another way", rows=[row, told])
    member = as_user(world.committee_member)
    assert "Another way" in member.get(page(found)).text
    type(told).objects.filter(pk=told.pk).update(share_scope="facilitators")
    assert "Another way" not in member.get(page(found)).text
    assert "Another way" in client.get(page(found)).text


def test_what_was_chosen_stays_as_it_was_chosen(world, as_user):
    option = make.option(make.heard(world), by=world.facilitator, gloss="a rota")
    make.choice(option, by=world.facilitator)
    client, row = as_user(world.facilitator), laid_out(world)
    as_chosen = {**SAID, "version": 1, "raised_by": option.raised_by}
    for changes in (
        {"words": "Something else"}, {"may_be_told": ""}, {"gloss": "a list"}, {"raised_by": ["men"]},
    ):  # fmt: skip
        assert client.post(edit(option), {**as_chosen, **changes}).status_code == 409
    assert client.post(remove(option), {"version": 1}).status_code == 409
    assert client.post(edit(option), {**as_chosen, "rows": [row.pk]}).status_code == 302
    assert list(option.rows.all()) == [row]


def test_what_was_written_by_mistake_goes_with_all_that_was_said_of_it(world, as_user):
    found = make.finding(world)
    option = make.option(found, by=world.facilitator)
    make.view(
        option, world.groups["women"], by=world.facilitator, words="So says the son of Kadie.",
        identifier_reason="A song.",
    )  # fmt: skip
    client = as_user(world.facilitator)
    assert client.post(remove(option), {"version": "x"}).status_code == 422
    assert client.post(remove(option), {"version": 9}).status_code == 409
    assert client.post(remove(option), {"version": 1}).url == page(found)
    assert not HarmOption.objects.exists()
    assert not OptionView.objects.exists()
    assert not Confirmation.objects.exists()
    assert AuditEvent.objects.filter(event="option.removed").count() == 1


def test_a_finding_that_nobody_says_any_more_stays_while_something_stands_on_it(world):
    found = make.finding(world, ["women"])
    option = make.option(found, by=world.facilitator)
    RankedItem.objects.filter(harm=found.harm).delete()
    factories.recorded(world.groups["men"], by=world.facilitator, harms=[("angri", "hunger")])
    assert HarmOption.objects.get() == option
    option.delete()
    factories.recorded(world.groups["elders"], by=world.facilitator, harms=[("angri", "hunger")])
    assert not Finding.objects.filter(pk=found.pk).exists()


def test_without_an_agreement_nothing_is_written_and_nothing_is_lost(world, as_user):
    found = make.finding(world)
    option = make.option(found, by=world.facilitator)
    pause(world)
    client = as_user(world.facilitator)
    for url, sent in ((add(found), said(gloss="kept words")),
                      (edit(option), {**SAID, "version": 1, "gloss": "kept words"})):  # fmt: skip
        assert client.get(url).status_code == 409
        answer = client.post(url, sent)
        assert answer.status_code == 409
        assert "kept words" in answer.content.decode()
    shown = client.get(page(found)).content.decode()
    assert add(found) not in shown
    assert edit(option) not in shown
    with pytest.raises(NotPossible):
        make.option(found, by=world.facilitator)


def test_only_the_facilitator_writes(world, as_user):
    found = make.finding(world)
    option = make.option(found, by=world.facilitator)
    for name, code, by_finding in (
        ("mentor", 403, 403), ("committee_member", 404, 403), ("coordinator", 404, 404),
        ("observer", 404, 404), ("outsider_facilitator", 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        for url, sent, expected in (
            (add(found), said(), by_finding),
            (edit(option), {**SAID, "version": 1}, code),
        ):
            assert client.get(url).status_code == expected, name
            assert client.post(url, sent).status_code == expected, name
        assert client.post(remove(option), {"version": 1}).status_code == code, name
    assert HarmOption.objects.get().version == 1


def test_wrong_method_is_405(world, as_user):
    found = make.finding(world)
    option = make.option(found, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.post(page(found)).status_code == 405
    assert client.get(remove(option)).status_code == 405
    for url in (add(found), edit(option)):
        assert client.put(url).status_code == 405
