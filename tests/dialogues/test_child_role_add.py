"""Children's part in a step: how many, never who, and never watching adults."""

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.models import ChildRole

from . import plan_factories as make

TYPED = {**make.ROLE, "how_many": 7, "sex": "boys", "chosen_by_children": "on",
         "safety_checked": "on", "time_checked": "on"}  # fmt: skip


def url_of(action) -> str:
    return reverse("dialogues:child_role_add") + f"?action={action.pk}"


def test_it_works_once(world, as_user):
    action = make.first_step(make.draft(world))
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(action), **TYPED)
    for _ in range(2):
        response = client.post(url_of(action), posted)
    assert response.url == action.get_absolute_url()
    role = action.roles.get(sex="boys")
    assert (role.mode, role.how_many, role.safety_checked) == ("child_led", 7, True)
    assert make.events(role) == ["child_role.added"]


def test_reporting_on_adults_is_refused_with_why(world, as_user):
    action = make.first_step(make.draft(world))
    client = as_user(world.facilitator)
    bad = "report parents who keep children at home"
    response = client.post(
        url_of(action), make.filled(client, url_of(action), **{**TYPED, "role": bad})
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "“report parents” asks children to watch or report on adults" in text
    assert bad in text
    with pytest.raises(NotPossible, match="no role for a child"):
        make.child_role(action, role=bad)
    assert ChildRole.objects.count() == 1


def test_helping_each_other_passes(world):
    action = make.first_step(make.draft(world))
    make.child_role(action, role="attendance buddies, supportive not reporting")
    assert ChildRole.objects.filter(action=action).count() == 2


def test_added_to_what_was_agreed_it_sends_the_plan_back(world):
    plan = make.agreed(world)
    make.child_role(make.first_step(plan), sex="boys")
    assert make.again(plan).status == "with_community"


def test_wrong_state_and_bad_input(world, as_user):
    plan = make.sent(world)
    action = make.first_step(plan)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(action), **{**TYPED, "how_many": 0})
    assert client.post(url_of(action), posted).status_code == 422
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.get(url_of(action)).status_code == 409


def test_others_wrong_roles_and_wrong_method(world, as_user):
    action = make.first_step(make.sent(world))
    assert as_user(world.outsider_facilitator).get(url_of(action)).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url_of(action)).status_code == 403
        assert as_user(user).post(url_of(action), TYPED).status_code == 403
    assert as_user(world.facilitator).put(url_of(action)).status_code == 405
