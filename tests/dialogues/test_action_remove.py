"""What the community never saw may go; what it saw is dropped with a reason."""

from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent

from . import plan_factories as make


def url_of(action) -> str:
    return reverse("dialogues:action_remove", args=[action.pk])


def test_it_works(world, as_user):
    plan = make.draft(world)
    action = make.first_step(plan)
    response = as_user(world.facilitator).post(url_of(action), {"version": 1})
    assert response.url == plan.get_absolute_url()
    assert not plan.actions.exists()
    assert AuditEvent.objects.filter(event="action.removed", record_id=action.pk).count() == 1


def test_what_was_sent_stays(world, as_user):
    action = make.first_step(make.sent(world))
    response = as_user(world.facilitator).post(url_of(action), {"version": 1})
    assert response.status_code == 409
    assert "Drop it with a reason instead." in response.content.decode()


def test_others_wrong_roles_bad_input_and_wrong_method(world, as_user):
    action = make.first_step(make.draft(world))
    posted = {"version": 1}
    assert as_user(world.outsider_facilitator).post(url_of(action), posted).status_code == 404
    assert as_user(world.committee_member).post(url_of(action), posted).status_code == 404
    assert as_user(world.mentor).post(url_of(action), posted).status_code == 403
    assert as_user(world.facilitator).post(url_of(action), {}).status_code == 422
    assert as_user(world.facilitator).post(url_of(action), {"version": 2}).status_code == 409
    assert as_user(world.facilitator).get(url_of(action)).status_code == 405
