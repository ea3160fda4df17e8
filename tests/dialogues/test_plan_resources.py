"""What a plan works with, of its own, from outside and with which services, is agreed with it."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import PlanResource, Revision

from . import plan_factories as make
from . import progress_factories as told

CANS = {"whose": "ours", "what": "water cans", "how_much": "forty, from every house"}


def add(plan) -> str:
    return f"{reverse('dialogues:plan_resource_add')}?plan={plan.pk}"


def edit(line: PlanResource) -> str:
    return reverse("dialogues:plan_resource_edit", args=[line.pk])


def remove(line: PlanResource) -> str:
    return reverse("dialogues:plan_resource_remove", args=[line.pk])


def page(client, plan) -> str:
    return client.get(plan.get_absolute_url()).content.decode()


def test_it_is_written_agreed_and_read(world, as_user):
    plan = make.draft(world)
    client, women = as_user(world.facilitator), world.groups["women"]
    client.post(add(plan), make.filled(client, add(plan), **CANS, brought_by=women.pk))
    client.post(
        add(plan), make.filled(client, add(plan), whose="outside", what="paint for the sign")
    )
    client.post(
        add(plan),
        make.filled(
            client, add(plan), whose="service", what="a talk with parents",
            service=world.service.pk,
        ),
    )  # fmt: skip
    cans, paint, talk = PlanResource.objects.all()
    assert (cans.how_much, cans.brought_by, paint.whose) == (CANS["how_much"], women, "outside")
    assert (talk.service, talk.what) == (world.service, "a talk with parents")
    assert make.events(cans) == ["plan_resource.added"]
    plan = make.plans.send_plan(
        make.again(plan), version=make.again(plan).version, by=world.facilitator
    )
    assert [line["what"] for line in make.again(plan).text()["resources"]] == [
        "water cans", "paint for the sign", "a talk with parents",
    ]  # fmt: skip
    shown = page(as_user(world.committee_member), plan)
    for words in ("water cans", "forty, from every house", "paint for the sign", "a talk with"):
        assert words in shown
    assert "1 of 2 come from here." in shown
    assert f'href="{world.service.get_absolute_url()}"' in shown


def test_what_children_bring_is_told_of_no_group_of_them(world, as_user):
    plan = told.agreed_with(
        world, lambda plan: told.resource(plan, brought_by=world.groups["boys_10_13"])
    )
    shown = page(as_user(world.committee_member), plan)
    works_with = shown[shown.index('id="works-with"') :].split("</section>")[0]
    assert ("Children" in works_with, "Boys 10–13" in works_with) == (True, False)
    assert "Boys 10–13" not in str(plan.text()["resources"])


def test_under_way_the_page_reads_what_was_agreed(world, as_user):
    plan = told.agreed_with(world, told.resource)
    assert "water cans" in page(as_user(world.committee_member), plan)
    assert "1 of 1 come from here." in page(as_user(world.committee_member), plan)


def test_a_change_after_the_agreement_goes_back_with_the_change_marked(world, as_user):
    plan = told.agreed_with(world, told.resource)
    line = PlanResource.objects.get()
    client = as_user(world.facilitator)
    posted = make.filled(client, edit(line), whose="ours", what="water cans", how_much="sixty")
    assert client.post(edit(line), posted).url == line.get_absolute_url()
    assert make.again(plan).status == "with_community"
    shown = page(as_user(world.committee_member), plan)
    assert "<del>forty</del> <ins>sixty</ins>" in shown
    line.refresh_from_db()
    client.post(remove(line), {"version": line.version})
    assert "<del><bdi>water cans</bdi>" in page(as_user(world.committee_member), plan)
    assert "come from here" not in page(as_user(world.committee_member), plan)
    assert set(Revision.objects.values_list("record_id", flat=True)) == {plan.pk}
    assert make.events(line) == [
        "plan_resource.added", "plan_resource.edited", "plan_resource.removed",
    ]  # fmt: skip


def test_a_service_is_named_once_and_not_without_its_name(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, add(plan), whose="service", what="a talk")
    refused = client.post(add(plan), posted)
    assert (refused.status_code, "which service it is" in refused.content.decode()) == (422, True)
    told.resource(plan, whose="service", what="a talk", how_much="", service=world.service)
    offered = client.get(add(plan)).context["form"].fields["service"].queryset
    assert list(offered) == [world.outside_service]
    with pytest.raises(NotPossible, match="in the plan already"):
        told.resource(plan, whose="service", what="a talk", service=world.service)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanResource.objects.update(service=None)


def test_what_is_no_service_forgets_the_service_and_another_community_brings_nothing(world):
    line = told.resource(make.draft(world), service=world.service)
    assert line.service is None
    group = world.outside_community.subgroups.first()
    with pytest.raises(NotPermitted):
        told.resource(line.plan, brought_by=group)


def test_the_form_twice_is_one(world):
    plan, key = make.draft(world), uuid.uuid4()
    for _time in range(2):
        told.plan_resources.add_plan_resource(id=key, plan=plan, by=world.facilitator, **CANS)
    assert PlanResource.objects.count() == 1


def test_others_wrong_roles_wrong_state_bad_input_and_wrong_method(world, as_user):
    plan = make.draft(world)
    line = told.resource(plan)
    client = as_user(world.facilitator)
    for url in (add(plan), edit(line)):
        assert as_user(world.outsider_facilitator).get(url).status_code == 404
        assert as_user(world.committee_member).get(url).status_code == 404  # a draft
        assert as_user(world.mentor).get(url).status_code == 403
        assert client.put(url).status_code == 405
        for bad in ({"what": ""}, {"whose": "mine"}, {"what": "the house of Kadie Sesay"}):
            sent = {"id": uuid.uuid4(), "version": 1, **CANS, **bad}
            answer = client.post(url, sent)
            assert (answer.status_code, CANS["how_much"] in answer.content.decode()) == (422, True)
    assert client.post(edit(line), {"version": 9, **CANS}).status_code == 409
    assert client.post(remove(line), {}).status_code == 422
    assert client.get(remove(line)).status_code == 405
    make.plans.send_plan(make.again(plan), version=make.again(plan).version, by=world.facilitator)
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.get(edit(line)).status_code == 409
    assert as_user(world.committee_member).get(edit(line)).status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"whose": "service", "how_much": "two mornings a week"}, "leave this empty"),
     ({"whose": "service", "brought_by": True}, "No group brings a service."),
     ({"whose": "ours"}, "Say above that it is a service")],
)  # fmt: skip
def test_nothing_that_was_typed_is_dropped_in_silence(world, as_user, typed, said):
    plan, client = make.draft(world), as_user(world.facilitator)
    group = {"brought_by": world.groups["women"].pk} if "brought_by" in typed else {}
    filled = make.filled(
        client, add(plan), what="talks", service=world.service.pk, **{**typed, **group}
    )
    response = client.post(add(plan), filled)
    assert response.status_code == 422
    text = response.content.decode()
    assert said in text
    assert typed.get("how_much", "") in text
    assert not PlanResource.objects.exists()
