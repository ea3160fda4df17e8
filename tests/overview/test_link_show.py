"""A link and a barrier with what other apps know: who reads what, and which steps work on it."""

from __future__ import annotations

from django.urls import reverse

from cpfacilitate.overview.links import said_before
from dialogues.actions.pointing import point_action
from tests.canaries import Cage, may_read
from tests.dialogues import plan_factories as plans
from tests.participants import factories, link_factories


def page_of(client, record) -> str:
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def whole(world):
    """A link with everything around it."""
    by = world.facilitator
    link = link_factories.rated(link_factories.link(world), by=by)
    link_factories.commitment(link, by=by, what="Bring the benches", side="community")
    link_factories.meeting(link, by=by)
    link_factories.barrier(world, link=link, words="They shout at us.")
    return link


def test_the_community_reads_all_of_it_and_the_service_what_it_takes_part_in(world, as_user):
    link = whole(world)
    for name in (*factories.VIEWERS, "social_worker"):
        page = page_of(as_user(getattr(world, name)), link)
        for said in ("Bring the benches", "The gate opens at seven.", world.community.name):
            assert said in page, (name, said)
        for said in ("They shout at us.", "nobody answers the phone", "Does it work?"):
            assert (said in page) is (name != "social_worker"), (name, said)


def test_no_planted_word_of_the_community_reaches_the_service(world, as_user):
    """Its people read what both promised and agreed, and nothing else of the community."""
    link = whole(world)
    barrier = link.barriers.get()
    plan = plans.agreed(world)
    step = plans.first_step(plan)
    point_action(step, version=step.version, link=link, barrier=barrier, by=world.facilitator)
    cage, worker = Cage(), world.social_worker
    sung = set()
    for target in (
        link.get_absolute_url(),
        reverse("participants:link_sheet", args=[link.pk]),
        world.service.get_absolute_url(),
        "/",
    ):
        seen = cage.seen(as_user(worker).get(target).content)
        sung |= {canary.field for canary in seen}
        assert [str(canary) for canary in seen if not may_read(worker, canary)] == [], target
    its_own = ("accounts.", "participants.Service.", "participants.Phone.")
    assert {field for field in sung if not field.startswith(its_own)} == {
        "participants.Community.name", "participants.ServiceLink.purpose",
        "participants.LinkCommitment.what", "participants.LinkMeeting.agreed",
    }  # fmt: skip


def test_the_service_finds_it_on_its_own_page(world, as_user):
    link = link_factories.link(world)
    for name in ("social_worker", "facilitator"):
        assert link.get_absolute_url() in page_of(as_user(getattr(world, name)), world.service)
    for name in ("outsider_social_worker", "outsider_facilitator", "focal_point"):
        page = page_of(as_user(getattr(world, name)), world.service)
        assert world.community.name not in page, name


def test_only_those_find_it_who_may_know_of_it(world, as_user):
    link = whole(world)
    expected = dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    barrier = link.barriers.get()
    assert factories.codes(as_user, world, expected, barrier.get_absolute_url()) == expected
    expected |= {"social_worker": 200}
    assert factories.codes(as_user, world, expected, link.get_absolute_url()) == expected


def test_the_steps_that_work_on_it_stand_there_as_far_as_one_reads_the_plan(world, as_user):
    link, barrier = link_factories.link(world), link_factories.barrier(world)
    agreed, draft = plans.agreed(world), plans.draft(world)
    for plan in (agreed, draft):
        step = plans.first_step(plan)
        point_action(step, version=step.version, link=link, barrier=barrier, by=world.facilitator)
    for record in (link, barrier):
        for name in factories.VIEWERS:
            page = page_of(as_user(getattr(world, name)), record)
            assert plans.first_step(agreed).page in page, name
            reads = name in ("facilitator", "mentor")
            assert (plans.first_step(draft).page in page) is reads, name


def test_of_a_barrier_the_meetings_count_since_it_was_written_down(world, as_user):
    link, by = link_factories.link(world), world.facilitator
    link_factories.meeting(link, by=by, days_ago=40, agreed="Before it was known.")
    link_factories.meeting(link, by=by, days_ago=3, agreed="A second teacher comes.")
    barrier = link_factories.barrier(world, link=link)
    page = page_of(as_user(world.committee_member), barrier)
    assert "A second teacher comes." in page
    assert "Before it was known." not in page


def test_what_was_said_before_is_told_with_its_own_day_and_words(world):
    link, by = link_factories.link(world), world.facilitator
    for works, words in (("no", "Nobody comes."), ("no", "One comes."), ("yes", "All come.")):
        link = link_factories.rated(link, by=by, works=works, works_words=words)
    before = list(said_before(link, "works", "works_on", "works_words"))
    assert [(once.what, once.words) for once in before] == [
        ("It does not work", "One comes."),
        ("It does not work", "Nobody comes."),
    ]


def test_nothing_is_asked_while_the_community_pauses(world, as_user):
    link = whole(world)
    factories.move(world.community.agreement, "paused", by=world.committee_member)
    for person in (world.facilitator, world.committee_member):
        for record in (link, link.barriers.get()):
            page = page_of(as_user(person), record)
            for asked in (
                "/meetings/",
                "/commitments/",
                "/rate/",
                "/edit/",
                "/end/",
                "/move/",
                "/links/add/",
            ):
                assert asked not in page, asked
