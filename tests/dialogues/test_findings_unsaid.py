"""What of a finding must a community not learn, neither from a sheet nor from a plan?"""

from __future__ import annotations

from django.urls import reverse

from . import factories
from . import finding_factories as found
from . import plan_factories as plans


def test_a_sheet_for_all_children_tells_what_the_community_may_hear(world, as_user):
    """Girls keep it to facilitators, women let it be told: no sheet says to children “you said”."""
    by = world.facilitator
    factories.recorded(
        world.groups["girls_14_17"],
        by=by,
        harms=found.HARMS[:1],
        scopes={"ebi wok": "facilitators"},
    )
    finding = found.heard(world, "women", by=by, harms=found.HARMS[:1])[0]
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    client, sheet = as_user(by), reverse("dialogues:round_tell_back", args=[world.round.pk])
    assert "ebi wok" not in client.get(sheet).text
    assert "ebi wok" in client.get(f"{sheet}?group={world.groups['girls_14_17'].pk}").text
    assert "ebi wok" not in client.get(f"{sheet}?group={world.groups['boys_14_17'].pk}").text
    committee = as_user(world.committee_member)
    assert "ebi wok" not in committee.get(f"{sheet}?group={world.groups['girls_14_17'].pk}").text


def test_nobody_reads_that_withheld_children_were_told(world, as_user):
    """Women let it be told; girls, who keep it, are told of the answer by children."""
    by, girls = world.facilitator, world.groups["girls_14_17"]
    factories.recorded(girls, by=by, harms=found.HARMS[:1], scopes={"ebi wok": "group_only"})
    finding = found.heard(world, "women", by=by, harms=found.HARMS[:1])[0]
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    found.told(finding, groups=[girls], by=by, told_by="children", reaction="not_content")
    client = as_user(world.committee_member)
    page = client.get(finding.get_absolute_url()).text
    assert "Children" not in page.split("<main", 1)[1]
    assert "Those who said it do not know yet" in page
    found.told(finding, groups=[world.groups["women"]], by=by)
    assert "Those who said it do not know yet" not in client.get(finding.get_absolute_url()).text


def test_a_story_that_tells_of_something_hidden_is_not_shown(world, as_user):
    """One group of children alone said B: whoever reads of A does not read B's story."""
    by = world.facilitator
    told = found.heard(world, "women", by=by, harms=found.HARMS[:1])[0]
    alone = found.heard(world, "girls_14_17", by=by, harms=[("man fɔ mɔni", "")])[0]
    found.presented(told, alone, by=by, shown="What men do at the well")
    client = as_user(world.committee_member)
    assert "What men do at the well" not in client.get(told.get_absolute_url()).text
    assert "What men do at the well" in as_user(by).get(told.get_absolute_url()).text
    found.presented(told, by=by, shown="Three loads")
    assert "Three loads" in client.get(told.get_absolute_url()).text


def test_a_plan_tells_of_children_only_where_the_page_of_what_was_heard_does(world, as_user):
    """Women said it, and one group of children alone: the plan answers what was said."""
    by, harms = world.facilitator, [("wata far", "far water")]
    finding = found.heard(world, "women", by=by, harms=harms)[0]
    found.heard(world, "girls_14_17", by=by, harms=harms)
    plan = plans.agreed(world)
    children = world.round.sessions.filter(subgroup__voice__in=("girls", "boys"))
    children.exclude(subgroup=world.groups["girls_14_17"]).delete()
    found.presented(finding, by=by)
    found.answered(finding, by=by, action=plans.first_step(plan))
    page = as_user(world.committee_member).get(plan.get_absolute_url()).text
    assert "It answers what was said" in page
    assert "It answers what children said" not in page
