"""Which option a gathering chose: how, by whom, who saw it differently, and that a plan begins from it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import options
from dialogues.models import ActionPlan, Choice, Confirmation, Dissent, RankedItem, Revision
from participants import actions as participants
from tests import factories as cast

from . import option_factories as make
from . import plan_factories as plans
from .test_findings_at_once import at_once
from .test_option_add import pause

AGAINST = "In the farmers’ season the farm comes first."
NOT_HEARD = "Not everybody was heard before this was decided."


def add(option) -> str:
    return reverse("dialogues:choice_add", query={"option": option.pk})


def begin(option) -> str:
    return reverse("dialogues:plan_add", query={"option": option.pk})


def remove(choice) -> str:
    return reverse("dialogues:choice_remove", args=[choice.pk])


def said(**changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "held_on": clock.today(), "how": "consensus",
        "took_part": ["home", "children"], "men": 31, "women": 38, "girls": 22, "boys": 19,
        "with_difficulty": 4, "dissent_men": AGAINST, "dissent_children": "And who asks us?",
        "review_on": clock.today() + timedelta(days=90), **changes,
    }  # fmt: skip


@pytest.fixture
def option(world):
    """Everybody was heard."""
    return make.option(make.heard(world), by=world.facilitator)


def test_it_is_kept_with_who_was_there_and_who_saw_it_differently(world, as_user, option):
    client = as_user(world.facilitator)
    form = client.get(add(option)).context["form"]
    assert "unheard_reason" not in form.fields
    once = said()
    for _time in range(2):
        answer = client.post(add(option), once)
    choice = Choice.objects.get()
    assert answer.url == choice.get_absolute_url()
    assert (choice.girls, choice.boys, choice.women, choice.men) == (22, 19, 38, 31)
    assert (choice.elders, choice.with_difficulty, choice.after_rounds) == (None, 4, 1)
    assert choice.took_part == ["children", "women", "men", "home"]  # whoever was counted, too
    assert list(choice.dissents.values_list("kind", "words")) == [
        ("children", "And who asks us?"), ("men", AGAINST),
    ]  # fmt: skip
    event = AuditEvent.objects.get(record_id=choice.pk)
    assert (event.event, event.by, event.fields) == ("choice.added", world.facilitator, [])


def test_everybody_who_reads_the_options_reads_what_was_chosen(world, as_user, option):
    as_user(world.facilitator).post(add(option), said())
    for name in ("facilitator", "mentor", "committee_member"):
        page = as_user(world.cast[name]).get(option.get_absolute_url()).content.decode()
        for words in (AGAINST, "And who asks us?", "All came to one mind", "After 1 round",
                      'girls <bdi class="num">22</bdi>', "We look at it again on"):  # fmt: skip
            assert words in page, (name, words)
        assert NOT_HEARD not in page
        assert (begin(option) in page) == (name == "facilitator")


def test_after_how_many_rounds_is_counted(world, option):
    participants.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    assert make.choice(option, by=world.facilitator).after_rounds == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"held_on": "2099-01-01"}, "still to come"),
        ({"how": "lots"}, "Select a valid choice"),
        ({"took_part": []}, "Choose at least one."),
        ({"took_part": ["girls"]}, "Select a valid choice"),
        ({"men": -1}, "greater than or equal to 0"),
        ({"with_difficulty": 400}, "more than were there"),
        ({"review_on": "2001-01-01"}, "after the gathering"),
        ({"dissent_men": "z" * 601}, "at most 600"),
        ({"dissent_men": "The son of Kadie says no."}, "son of Kadie"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, option, changes, told):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(option), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "And who asks us?" in page
    assert 'value="38"' in page
    assert not Choice.objects.exists()


def test_why_dissent_names_nobody_is_kept(world, as_user, option):
    sent = said(dissent_men="The son of Kadie says no.", identifier_reason="A saying.")
    assert as_user(world.facilitator).post(add(option), sent).status_code == 302
    assert Confirmation.objects.get().record_id == Choice.objects.get().pk


def test_who_was_not_heard_is_a_reason_to_wait_or_to_say_why_not(world, as_user):
    option = make.option(make.finding(world), by=world.facilitator)
    client = as_user(world.facilitator)
    page = client.get(add(option)).content.decode()
    assert "Not heard in this round" in page
    assert "Men" in page
    answer = client.post(add(option), said())
    assert answer.status_code == 422
    with pytest.raises(NotPossible, match=r"Not heard in this round: .*Men.* write why"):
        make.choice(option, by=world.facilitator)
    why = "The rains come next week."
    assert client.post(add(option), said(unheard_reason=why)).status_code == 302
    assert Choice.objects.get().unheard_reason == why
    page = as_user(world.committee_member).get(option.get_absolute_url()).content.decode()
    assert NOT_HEARD in page
    assert why in page


def test_a_reason_is_kept_only_where_somebody_was_not_heard(world, option):
    make.choice(option, by=world.facilitator, unheard_reason="Just so.")
    assert Choice.objects.get().unheard_reason == ""


def test_what_nobody_may_read_is_not_chosen(world, as_user, option):
    hidden = make.option(option.finding, by=world.facilitator, may_be_told=False)
    client = as_user(world.facilitator)
    assert client.get(add(hidden)).status_code == 409
    answer = client.post(add(hidden), said())
    assert answer.status_code == 409
    assert AGAINST in answer.content.decode()
    RankedItem.objects.update(share_scope="facilitators")
    assert client.post(add(option), said()).status_code == 409
    assert not Choice.objects.exists()


def test_without_an_agreement_nothing_is_written(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    pause(world)
    client = as_user(world.facilitator)
    assert client.get(add(option)).status_code == 409
    assert client.post(add(option), said()).status_code == 409
    assert client.post(remove(choice)).status_code == 409
    assert Choice.objects.count() == 1


def test_whoever_wrote_it_by_mistake_takes_it_out_until_a_plan_began(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.post(remove(choice)).status_code == 302
    assert not Choice.objects.exists()
    assert not Dissent.objects.exists()
    choice = make.choice(option, by=world.facilitator)
    began(world, client, option)
    assert client.post(remove(choice)).status_code == 409
    assert AuditEvent.objects.filter(event="choice.removed").count() == 1


def test_only_the_facilitator_writes(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    for name, code in (
        ("mentor", 403), ("committee_member", 404), ("coordinator", 404), ("observer", 404),
        ("outsider_facilitator", 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(add(option)).status_code == code, name
        assert client.post(add(option), said()).status_code == code, name
        assert client.post(remove(choice)).status_code == code, name
        assert client.get(edit(choice)).status_code == code, name
        assert client.post(edit(choice), corrected(choice)).status_code == code, name
        assert client.get(begin(option)).status_code == code, name


def test_wrong_method_is_405(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.put(add(option)).status_code == 405
    assert client.get(remove(choice)).status_code == 405


# --- A plan begins from it -----------------------------------------------------------------------


def began(world, client, option) -> ActionPlan:
    """A plan that began from what was chosen, with a step, sent to the community."""
    sent = plans.filled(
        client, begin(option), harm=option.finding.harm_id, name="Books before buckets",
        goal="Children carry nothing before the bell.", builds_on_reason=plans.WHY_NONE,
    )  # fmt: skip
    assert client.post(begin(option), sent).status_code == 302
    plan = ActionPlan.objects.get()
    plans.step(plan, world)
    plan = plans.again(plan)
    return plans.plans.send_plan(plan, version=plan.version, by=world.facilitator)


def test_nothing_begins_from_what_no_gathering_chose(world, as_user, option):
    assert as_user(world.facilitator).get(begin(option)).status_code == 409


def test_a_plan_says_where_it_came_from(world, as_user, option):
    client = as_user(world.facilitator)
    make.choice(option, by=world.facilitator)
    assert make.ROTA in client.get(begin(option)).content.decode()
    plan = began(world, client, option)
    assert plan.choice == Choice.objects.get()
    assert "choice" not in plan.text()
    for name in ("facilitator", "committee_member"):
        page = as_user(world.cast[name]).get(plan.get_absolute_url()).content.decode()
        for words in (make.ROTA, "It began with what a gathering chose", "The idea of", AGAINST,
                      "All came to one mind", 'men <bdi class="num">31</bdi>'):  # fmt: skip
            assert words in page, (name, words)


def test_a_plan_says_that_it_was_chosen_before_everybody_was_heard(world, as_user):
    found = make.finding(world)
    option = make.option(found, by=world.facilitator)
    make.choice(option, by=world.facilitator, unheard_reason="The rains come.")
    client = as_user(world.facilitator)
    sent = plans.filled(
        client, begin(option), harm=found.harm_id, name="Rota", goal="Less.",
        builds_on_reason=plans.WHY_NONE,
    )  # fmt: skip
    page = client.get(client.post(begin(option), sent).url).content.decode()
    assert NOT_HEARD in page
    assert "The rains come." in page


def test_a_plan_from_it_is_about_the_same_harm(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    client = as_user(world.facilitator)
    form = client.get(begin(option)).context["form"]
    assert list(form.fields["harm"].queryset) == [option.finding.harm]
    another = plans.harm(world, plans.WITHHELD)
    RankedItem.objects.update(share_scope="community_unattributed")
    with pytest.raises(NotPossible, match="about something else"):
        plans.plans.add_plan(
            id=uuid.uuid4(), round=world.round, harm=another, name="Rota", goal="Less.",
            builds_on_reason=plans.WHY_NONE, choice=choice, by=world.facilitator,
        )  # fmt: skip


def test_the_gathering_that_agrees_says_by_whom_and_when_it_looks_again(world, as_user):
    plan = plans.sent(world)
    plans.answer(plan, world.committee_member, world.groups["women"])
    url = reverse("dialogues:plan_agree", args=[plan.pk])
    client, again = as_user(world.facilitator), clock.today() + timedelta(days=60)
    sent = plans.filled(
        client, url, held_on=clock.today(), how="vote", present="31 men, 38 women",
        dissent="Some farmers.", review_on=again,
    )  # fmt: skip
    assert client.post(url, {**sent, "took_part": ["women", "children"]}).status_code == 302
    decision = plan.decisions.get()
    assert (decision.took_part, decision.review_on) == (["children", "women"], again)
    page = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "Took part:" in page
    assert "We look at it again on" in page
    assert "Some farmers." in page


# --- It is put right -----------------------------------------------------------------------------


def edit(choice) -> str:
    return reverse("dialogues:choice_edit", args=[choice.pk])


def corrected(choice, **changes: object) -> dict[str, object]:
    return {**said(**changes), "version": choice.version}


def test_what_was_written_of_the_gathering_is_put_right(world, as_user, option):
    choice, client = make.choice(option, by=world.facilitator), as_user(world.facilitator)
    form = client.get(edit(choice)).context["form"]
    assert (form["men"].value(), form["dissent_men"].value()) == (31, AGAINST)
    assert "unheard_reason" not in form.fields
    sent = corrected(choice, men=13, dissent_men="", dissent_elders="It was so before.")
    assert client.post(edit(choice), sent).url == choice.get_absolute_url()
    choice = Choice.objects.get()
    assert choice.men == 13
    assert choice.differently == {
        "children": "And who asks us?", "elders": "It was so before."
    }  # fmt: skip
    kept = Revision.objects.filter(record_id=choice.pk).order_by("version")
    assert [sorted(revision.values) for revision in kept] == [["men", "review_on"], ["dissents"]]
    assert kept[1].values["dissents"] == {"men": AGAINST}
    fields = AuditEvent.objects.filter(event="choice.edited").values_list("fields", flat=True)
    assert sorted(map(sorted, fields)) == [["dissents"], ["men", "review_on"]]


def test_nothing_changes_where_nothing_was_put_right(world, as_user, option):
    choice = make.choice(option, by=world.facilitator)
    same = corrected(choice, review_on="", dissent_children="")
    assert as_user(world.facilitator).post(edit(choice), same).status_code == 302
    assert Choice.objects.get().version == choice.version
    assert not Revision.objects.filter(record_id=choice.pk).exists()


def test_two_people_put_it_right_at_once(world, as_user, option):
    choice, client = make.choice(option, by=world.facilitator), as_user(world.facilitator)
    assert client.post(edit(choice), corrected(choice, men=13)).status_code == 302
    answer = client.post(edit(choice), corrected(choice, men=14, dissent_men="We were not asked."))
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("We were not asked.", AGAINST, "13", "14"):
        assert words in page
    assert Choice.objects.get().men == 13


def test_why_it_was_decided_before_everybody_was_heard_stays(world, as_user):
    option = make.option(make.finding(world), by=world.facilitator)
    choice = make.choice(option, by=world.facilitator, unheard_reason="The rains come.")
    client = as_user(world.facilitator)
    assert client.get(edit(choice)).context["form"]["unheard_reason"].value() == "The rains come."
    assert client.post(edit(choice), corrected(choice, unheard_reason="")).status_code == 422
    sent = corrected(choice, unheard_reason="The rains came.")
    assert client.post(edit(choice), sent).status_code == 302
    assert Choice.objects.get().unheard_reason == "The rains came."


def test_it_stays_once_the_community_was_sent_a_plan_from_it(world, as_user, option):
    choice, client = make.choice(option, by=world.facilitator), as_user(world.facilitator)
    began(world, client, option)
    assert client.get(edit(choice)).status_code == 409
    assert client.post(edit(choice), corrected(choice)).status_code == 409


def from_it(choice, world) -> ActionPlan:
    return plans.plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=choice.option.finding.harm, name="Rota",
        goal="Less.", builds_on_reason=plans.WHY_NONE, choice=choice, by=world.facilitator,
    )  # fmt: skip


def test_it_is_put_right_while_the_plan_from_it_is_a_draft(world, as_user, option):
    choice, client = make.choice(option, by=world.facilitator), as_user(world.facilitator)
    from_it(choice, world)
    assert client.post(edit(choice), corrected(choice, men=30)).status_code == 302
    assert Choice.objects.get().men == 30


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(3))
def test_it_is_not_taken_out_while_a_plan_begins_from_it(_time):
    world = cast.world()
    option = make.option(make.heard(world), by=world.facilitator)
    choice = make.choice(option, by=world.facilitator)
    wrong = at_once(
        lambda: options.remove_choice(choice, by=world.facilitator), lambda: from_it(choice, world)
    )
    assert [error for error in wrong if not isinstance(error, Http404)] == []
    assert Choice.objects.count() == ActionPlan.objects.count() == int(not wrong)
