"""Recording what a community decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants.models import Agreement

from . import factories


def url(agreement, to: str) -> str:
    return f"{reverse('participants:agreement_move', args=[agreement.pk])}?to={to}"


def typed(answers=None, **changed):
    data = {"decided_on": clock.today().isoformat(), "words": ""}
    for group, (answer, people) in (answers or {}).items():
        data |= {f"{group.pk}-answer": answer, f"{group.pk}-people": people}
    return data | changed


def again(agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_declining_needs_nothing_but_the_day(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    answer = as_user(world.facilitator).post(url(agreement, "declined"), typed(), follow=True)
    assert again(agreement).status == "declined"
    assert "Recorded, as the community decided. Thank them for hearing us." in (
        answer.content.decode()
    )
    assert factories.events(agreement, "agreement.declined") == 1


def test_declining_with_answers_and_a_day(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    groups = {group.label: group for group in agreement.community.subgroups.all()}
    until = clock.today() + timedelta(days=365)
    answers = {groups["Men"]: ("no", "12"), groups["Women"]: ("later", "")}
    data = typed(answers, no_contact_until=until.isoformat(), words="Not this year.")
    assert as_user(world.facilitator).post(url(agreement, "declined"), data).status_code == 302
    move = agreement.moves.get()
    assert [(a.subgroup.label, a.answer, a.people) for a in move.answers.order_by("people")] in (
        [("Men", "no", 12), ("Women", "later", None)],
        [("Women", "later", None), ("Men", "no", 12)],
    )
    assert (move.words, again(agreement).no_contact_until) == ("Not this year.", until)


def test_a_first_yes_says_who_was_asked(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    answer = as_user(world.facilitator).post(url(agreement, "agreed"), typed())
    assert answer.status_code == 422
    assert "Say which groups were asked, and how they answered." in answer.content.decode()
    women = agreement.community.subgroups.get(voice="women")
    data = typed({women: ("yes", "14")})
    assert as_user(world.facilitator).post(url(agreement, "agreed"), data).status_code == 302
    assert again(agreement).is_live


def test_going_on_after_a_pause_asks_for_nobody(world, as_user):
    agreement = factories.agreement_at(world, "paused")
    page = as_user(world.committee_member).get(url(agreement, "agreed")).content.decode()
    assert "The community wants to go on" in page
    client = as_user(world.committee_member)
    assert client.post(url(agreement, "agreed"), typed()).status_code == 302
    assert again(agreement).is_live


def test_a_number_without_an_answer_is_asked_about_and_kept(world, as_user):
    agreement = factories.agreement_at(world, "exploring")
    women = agreement.community.subgroups.get(voice="women")
    answer = as_user(world.facilitator).post(
        url(agreement, "declined"), typed({women: ("", "14")}, words="Not now.")
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say also how this group answered." in page
    assert 'value="14"' in page
    assert "Not now." in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("decided_on", "tomorrow", "Enter a valid date."),
        ("decided_on", None, "This day is still to come."),
        ("no_contact_until", "2001-01-01", "This is before the day of the decision."),
    ],
)
def test_bad_days_are_422(world, as_user, field, value, said):
    agreement = factories.agreement_at(world, "exploring")
    value = value or (clock.today() + timedelta(days=1)).isoformat()
    answer = as_user(world.facilitator).post(url(agreement, "declined"), typed(**{field: value}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert again(agreement).status == "exploring"


def test_a_step_cannot_be_earlier_than_the_one_before(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    yesterday = clock.today() - timedelta(days=1)
    data = typed(decided_on=yesterday.isoformat())
    assert as_user(world.facilitator).post(url(agreement, "paused"), data).status_code == 422
    with pytest.raises(NotPossible, match="cannot be earlier"):
        factories.move(agreement, "paused", by=world.facilitator, days_ago=1)


def test_after_a_no_we_come_back_only_when_invited(world, as_user):
    agreement = factories.agreement_at(world, "declined")
    client = as_user(world.facilitator)
    answer = client.post(url(agreement, "exploring"), typed())
    assert answer.status_code == 422
    assert "The community wants no contact now, unless it invites us." in answer.content.decode()
    with pytest.raises(NotPossible, match="Come back when it invites you"):
        factories.move(agreement, "exploring", by=world.facilitator)
    assert client.post(url(agreement, "exploring"), typed(invited="on")).status_code == 302
    assert again(agreement).status == "exploring"


@pytest.mark.parametrize(("days", "welcome"), [(1, False), (0, True), (-1, True)])
def test_or_when_the_day_they_named_has_come(world, days, welcome):
    agreement = factories.agreement_at(
        world, "declined", no_contact_until=clock.today() + timedelta(days=days), days_ago=9
    )
    if welcome:
        agreement = factories.move(agreement, "exploring", by=world.facilitator)
        assert (agreement.status, agreement.no_contact_until) == ("exploring", None)
    else:
        with pytest.raises(NotPossible, match="asks for no contact before"):
            factories.move(agreement, "exploring", by=world.facilitator)


def test_a_day_is_kept_only_for_those_who_asked_us_to_go(world):
    agreement = factories.agreement_at(world, "agreed")
    until = clock.today() + timedelta(days=9)
    paused = factories.move(agreement, "paused", by=world.facilitator, no_contact_until=until)
    assert paused.no_contact_until is None


def test_we_step_back_with_our_reason(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    client = as_user(world.mentor)
    assert client.post(url(agreement, "stepped_back"), typed()).status_code == 422
    with pytest.raises(NotPossible, match="Say why we step back"):
        factories.move(agreement, "stepped_back", by=world.mentor)
    data = typed(words="We have no interpreter.")
    assert client.post(url(agreement, "stepped_back"), data).status_code == 302
    assert again(agreement).status == "stepped_back"


def test_a_committee_is_not_asked_what_a_group_of_children_said(world, as_user):
    agreement = factories.agreement_at(world, "agreed")
    girls = agreement.community.subgroups.filter(voice="girls").first()
    page = as_user(world.facilitator).get(url(agreement, "paused")).content.decode()
    assert girls.label in page
    client = as_user(world.committee_member)
    assert girls.label not in client.get(url(agreement, "paused")).content.decode()
    client.post(url(agreement, "paused"), typed({girls: ("no", "4")}))
    assert again(agreement).status == "paused"
    assert agreement.moves.last().answers.count() == 0


@pytest.mark.parametrize("status", ["exploring", "paused"])
def test_where_every_group_says_no_it_is_no_yes(world, as_user, status):
    agreement = factories.agreement_at(world, status)
    women = agreement.community.subgroups.get(voice="women")
    men = agreement.community.subgroups.get(voice="men")
    said, client = {women: ("no", "9"), men: ("later", "")}, as_user(world.facilitator)
    answer = client.post(url(agreement, "agreed"), typed(said, words="Not now."))
    assert answer.status_code == 422
    assert "No group said yes" in answer.content.decode()
    assert "Not now." in answer.content.decode()
    with pytest.raises(NotPossible, match="No group said yes"):
        factories.move(
            agreement, "agreed", by=world.facilitator,
            answers={women: ("no", 9), men: ("later", None)},
        )  # fmt: skip
    assert again(agreement).status == status
    said[men] = ("divided", "")
    assert client.post(url(agreement, "agreed"), typed(said)).status_code == 302
    assert again(agreement).status == "agreed"


def test_going_on_after_a_pause_needs_no_answers(world):
    agreement = factories.agreement_at(world, "paused")
    assert factories.move(agreement, "agreed", by=world.committee_member).status == "agreed"


@pytest.mark.parametrize("to", ["paused", "withdrawn"])
def test_a_committee_records_no_answer_of_children(world, to):
    agreement, settled = factories.agreement_at(world, "agreed"), factories.SETTLED.get(to, {})
    groups = agreement.community.subgroups
    for voice in ("girls", "boys"):
        with pytest.raises(NotPermitted):
            factories.move(
                agreement, to, by=world.committee_member, **settled,
                answers={groups.filter(voice=voice).first(): ("no", 3)},
            )  # fmt: skip
    women = {groups.get(voice="women"): ("no", 3)}
    moved = factories.move(agreement, to, by=world.committee_member, answers=women, **settled)
    assert moved.status == to


def test_a_group_of_another_community_cannot_answer(world):
    agreement = factories.agreement_at(world, "exploring")
    with pytest.raises(NotPermitted):
        factories.move(
            agreement, "agreed", by=world.facilitator,
            answers={world.groups["women"]: ("yes", 4)},
        )  # fmt: skip


def test_who_may(world, as_user):
    agreement = world.community.agreement
    for method in ("get", "post"):
        codes = factories.codes(
            as_user, world, factories.STRANGERS, url(agreement, "paused"), method
        )
        assert codes == dict.fromkeys(factories.STRANGERS, 404)
        people = ("mentor", "coordinator")
        codes = factories.codes(as_user, world, people, url(agreement, "paused"), method)
        assert codes == dict.fromkeys(people, 403)


def test_wrong_state_is_409_with_the_sentence(world, as_user):
    agreement = factories.agreement_at(world, "declined")
    for method in ("get", "post"):
        answer = getattr(as_user(world.facilitator), method)(url(agreement, "paused"))
        assert answer.status_code == 409
        assert "Chose not to go ahead" in answer.content.decode()


def test_a_step_that_does_not_exist_is_nobodys(world, as_user):
    for to in ("", "banana"):
        code = as_user(world.facilitator).get(url(world.community.agreement, to)).status_code
        assert code == 403


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.facilitator)
    assert client.delete(url(world.community.agreement, "paused")).status_code == 405
