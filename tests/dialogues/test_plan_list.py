"""All plans one may see, and where a new one begins."""

from django.urls import reverse

from . import plan_factories as make

URL = reverse("dialogues:plan_list")


def listed(client) -> list:
    return list(client.get(URL).context["plans"])


def test_each_sees_their_own(world, as_user):
    plan = make.draft(world)
    answers = {name: as_user(user).get(URL) for name, user in world.cast.items()}
    refused = {name for name, answer in answers.items() if answer.status_code == 403}
    assert refused == {
        "administrator", "focal_point", "social_worker", "observer", "outsider_social_worker",
        "other_focal_point", "stranger",
    }  # fmt: skip
    sees = {
        name: list(answer.context["plans"])
        for name, answer in answers.items()
        if name not in refused
    }
    assert {name for name, plans in sees.items() if plans == [plan]} == {
        "facilitator", "mentor",
    }  # fmt: skip
    assert [plan for name, plans in sees.items() for plan in plans] == [plan] * 2


def test_the_committee_sees_it_from_the_first_sending(world, as_user):
    plan = make.sent(world)
    assert listed(as_user(world.committee_member)) == [plan]
    assert listed(as_user(world.outsider_committee_member)) == []
    assert listed(as_user(world.outsider_facilitator)) == []


def test_a_new_one_begins_where_one_prepares(world, as_user):
    link = reverse("dialogues:plan_add") + f"?round={world.round.pk}"
    assert link in as_user(world.facilitator).get(URL).content.decode()
    assert link not in as_user(world.mentor).get(URL).content.decode()


def test_wrong_method(world, as_user):
    assert as_user(world.facilitator).post(URL).status_code == 405
