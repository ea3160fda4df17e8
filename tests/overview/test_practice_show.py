"""The register of what already protects children, and one entry with what it said before."""

from __future__ import annotations

from django.urls import reverse

from cpfacilitate.overview import pack
from dialogues.actions import plans
from participants import actions
from participants.models import ProtectivePractice
from tests.dialogues import factories as sessions
from tests.dialogues import plan_factories as make
from tests.participants import factories

SECRET = "the house behind the mill"
WHY = "It is a proverb."


def listed(community) -> str:
    return reverse("overview:practice_list", args=[community.pk])


def page(client, url: str) -> str:
    return client.get(url).content.decode()


def changed(world, practice, **said) -> ProtectivePractice:
    return actions.edit_practice(
        practice, version=practice.version, by=world.facilitator, may_be_told=True,
        details_may_be_told=True, **said,
    )  # fmt: skip


def test_all_of_it_for_those_who_read_the_dialogues(world, as_user):
    told = factories.practice(world, gaps="in the rains", at_risk=True, risk="the mine")
    hidden = factories.practice(world, local_term=SECRET, may_be_told=False)
    for person in (world.facilitator, world.mentor):
        text = page(as_user(person), listed(world.community))
        for words in (told.local_term, "older women", "in the rains", "the mine", SECRET):
            assert words in text
        assert SECRET in page(as_user(person), hidden.get_absolute_url())


def test_others_read_what_people_let_be_read(world, as_user):
    told = factories.practice(world)
    hidden = factories.practice(world, local_term=SECRET, may_be_told=False)
    for person in (world.committee_member, world.coordinator):
        text = page(as_user(person), listed(world.community))
        assert (told.local_term in text, SECRET in text) == (True, False)
        assert "Not for the community" not in text
        assert as_user(person).get(hidden.get_absolute_url()).status_code == 404


def test_a_group_that_tells_the_words_tells_none_of_the_details(world, as_user):
    """Entered by hand and kept; then any group says the same words and lets them be heard."""
    known = {"who_does_it": "quiet-aunties", "which_children": "quiet-girls", "works_when": "quiet-dusk",
             "gaps": "quiet-pump house", "at_risk": True, "risk": "quiet-mine"}  # fmt: skip
    practice = factories.practice(
        world, local_term="aunties walk us home", may_be_told=False, **known
    )
    sessions.recorded(world.groups["girls_10_13"], by=world.facilitator)
    practice.refresh_from_db()
    assert (practice.may_be_told, practice.details_may_be_told) == (True, False)
    urls = (
        listed(world.community), practice.get_absolute_url(), world.community.get_absolute_url(),
    )  # fmt: skip
    for url in urls:
        for person in (world.committee_member, world.coordinator):
            text = page(as_user(person), url)
            assert ("aunties walk us home" in text, "quiet-" in text) == (True, False), url
        assert "quiet-aunties" in page(as_user(world.facilitator), url)
    assert "not the details" in page(as_user(world.mentor), practice.get_absolute_url())
    assert "not written down" not in page(
        as_user(world.committee_member), practice.get_absolute_url()
    )
    [packed] = [
        one for one in pack.of(world.community)["protects"]
        if one["local_term"] == practice.local_term
    ]  # fmt: skip
    assert [packed[name] for name in packed if name in known] == ["", "", "", ""]
    changed(world, practice, **known)
    for url in urls:
        assert "quiet-aunties" in page(as_user(world.committee_member), url)


def test_fetched_for_nobody_it_tells_no_details(world):
    practice = factories.practice(world)
    assert ProtectivePractice.objects.get(pk=practice.pk).details == {}
    for name in factories.VIEWERS:
        user = getattr(world, name)
        assert ProtectivePractice.objects.visible_to(user).get().details == {
            "who_does_it": "older women"
        }


def test_history_newest_first_and_for_facilitator_and_mentor_alone(world, as_user):
    practice = factories.practice(world, who_does_it="first words")
    practice = changed(world, practice, who_does_it="second words")
    practice = changed(
        world, practice, who_does_it="Kadie Bangura", at_risk=False, identifier_reason=WHY
    )
    for person in (world.facilitator, world.mentor):
        text = page(as_user(person), practice.get_absolute_url())
        assert 0 < text.index("second words") < text.index("first words")
        assert WHY in text
        assert "Nobody asked yet" in text
    for person in (world.committee_member, world.coordinator):
        text = page(as_user(person), practice.get_absolute_url())
        assert "Kadie Bangura" in text
        assert [w for w in ("first words", "second words", WHY, "said before") if w in text] == []


def test_the_plans_that_build_on_it_as_far_as_one_may_read_them(world, as_user):
    draft = make.draft(world)
    practice = make.practice(world)
    urls = (listed(world.community), practice.get_absolute_url())
    for url in urls:
        assert draft.name in page(as_user(world.mentor), url)
        assert draft.name not in page(as_user(world.committee_member), url)
    plan = plans.send_plan(draft, version=draft.version, by=world.facilitator)
    for url in urls:
        assert plan.name in page(as_user(world.committee_member), url)


def test_a_plan_being_rewritten_is_not_told_to_its_readers(world, as_user):
    plan, practice = make.sent(world), make.practice(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    plans.take_back_plan(plan, version=make.again(plan).version, by=world.facilitator)
    for url in (listed(world.community), practice.get_absolute_url()):
        assert plan.name not in page(as_user(world.committee_member), url)
        assert plan.name in page(as_user(world.facilitator), url)


def test_nothing_yet(world, as_user):
    assert "Nobody was asked yet" in page(as_user(world.facilitator), listed(world.community))
    assert "Nothing to read yet" in page(as_user(world.committee_member), listed(world.community))


def test_only_whoever_keeps_it_is_offered_to(world, as_user):
    practice = factories.practice(world)
    add = reverse("participants:practice_add", args=[world.community.pk])
    edit = reverse("participants:practice_edit", args=[practice.pk])
    for name in factories.VIEWERS:
        client = as_user(getattr(world, name))
        assert (add in page(client, listed(world.community))) == (name == "facilitator")
        assert (edit in page(client, practice.get_absolute_url())) == (name == "facilitator")


def test_who_may_and_how(world, as_user):
    practice = factories.practice(world)
    for url in (listed(world.community), practice.get_absolute_url()):
        codes = factories.codes(as_user, world, world.cast, url)
        assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(
            factories.STRANGERS, 404
        )
        assert as_user(world.facilitator).post(url).status_code == 405
