"""Is what Masimbaya plans good for its children? A fine that would hit the poorest, and a curfew."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.lib import clock
from dialogues.actions import best_interests, criteria, plans, red_flags, steps
from dialogues.models import ActionPlan, BestInterestsCheck, Harm, PlanCriterion
from participants.models import Round

if TYPE_CHECKING:
    from .story import World

# What was found while the rule still spoke of a fine; the rest was asked a week later.
FIRST = {
    "asked": ("yes", "The drama is after the market, as the girls asked."),
    "fair": ("no", "A fine would hit the poorest. Whoever forgets gives a day of help instead."),
    "lawful": ("yes", ""),
}
LATER = {
    "all_children": ("partly", "The buddies call for those who are out of school, too."),
    "unharmed": ("yes", "A warning is given at home, never before others."),
    "family": ("yes", ""),
    "safe": ("partly", "Two women walk with the drama group to the other villages."),
    "health": ("yes", ""),
    "respect": ("yes", ""),
    "fair": ("yes", "A fine would hit the poorest. Whoever forgets gives a day of help instead."),
    "can_be_stopped": ("partly", "The buddies tell any aunt of the women’s group."),
}
GIRLS = "We are glad of the mornings. A fine would be paid with our school money."
BOYS = "Let the young men carry as well, not only the women."
# Criterion, from the first → answer and words.
CRITERIA = {
    0: ("met", "Four groups of children named it, and the adults after them."),
    1: ("met", "Buckets and time are there."),
    2: ("partly", "In planting season we need every hand."),
    3: ("met", "Sixteen children play, twelve walk together."),
    4: ("met", "The head teacher comes to the elders."),
}


def what_is_asked_of_plans(world: World) -> None:
    """The coordinator begins with the six that are offered."""
    joseph = world.person("joseph.o")
    organisation = world.communities["Masimbaya"].cluster.organisation
    with clock.at(world.ago(300)):
        criteria.start_criteria(organisation=organisation, by=joseph)


def a_fine_would_hit_the_poorest(world: World, plan: ActionPlan) -> None:
    """Three questions were asked before the gathering had to go home."""
    groups = world.groups("Masimbaya")
    with clock.at(world.ago(16)):
        best_interests.add_best_interests(
            id=uuid.uuid4(), plan=plan, asked_on=clock.today(),
            groups=[groups["women"], groups["men"], groups["girls_14_17"]], girls_said=GIRLS,
            by=world.person("fatu.k"), **_said(FIRST),
        )  # fmt: skip


def all_ten_are_asked(world: World) -> None:
    """The fine is a help day by now; the mentor sees nothing against it."""
    fatu, groups = world.person("fatu.k"), world.groups("Masimbaya")
    check = BestInterestsCheck.objects.get(plan__name="Books before buckets")
    there = ("women", "men", "elders", "girls_14_17", "boys_14_17")
    with clock.at(world.ago(9)):
        check = best_interests.edit_best_interests(
            check, version=check.version, asked_on=clock.today(),
            groups=[groups[name] for name in there],
            girls_said=GIRLS, boys_said=BOYS, by=fatu, **_said({**FIRST, **LATER}),
        )  # fmt: skip
        asked = PlanCriterion.objects.of(check.community)
        rows = [
            {
                "criterion": str(asked[at].pk),
                "asked": asked[at].words,
                "answer": answer,
                "note": why,
            }
            for at, (answer, why) in CRITERIA.items()
        ]
        criteria.add_criteria_check(id=uuid.uuid4(), plan=check.plan, answers=rows, by=fatu)
    with clock.at(world.ago(8)):
        best_interests.say_outcome(
            check, version=check.version, outcome="no_concern", by=world.person("momoh.s")
        )


def a_curfew_waits_for_its_mentor(world: World) -> None:
    """A second plan, still a draft: its rule is for girls alone. Fatu has written, Momoh not yet."""
    fatu, community = world.person("fatu.k"), world.communities["Masimbaya"]
    groups = world.groups("Masimbaya")
    with clock.at(world.ago(5)):
        plan = plans.add_plan(
            id=uuid.uuid4(), round=Round.objects.get(community=community),
            harm=Harm.objects.get(community=community, gloss="became pregnant"),
            name="Safe evenings", goal="Nobody is alone on the road when it is dark.",
            builds_on=list(community.protective_practices.all()[:1]), by=fatu,
        )  # fmt: skip
        for what, details, symbol, group in (
            ("Lamps at the water point", "The young men put them up.", "tree", "men"),
            ("A rule for the evening", "Girls must be home before seven.", "page", "elders"),
        ):
            steps.add_action(
                id=uuid.uuid4(), plan=plan, what=what, details=details, symbol=symbol,
                owner_group=groups[group], due_on=clock.today() + timedelta(days=30), by=fatu,
            )  # fmt: skip
    with clock.at(world.ago(3)):
        plan = ActionPlan.objects.get(pk=plan.pk)
        red_flags.note_flag(
            id=uuid.uuid4(), plan=plan, flag=plan.open_flags[0].key, held_on=clock.today(),
            words="The girls asked why boys may stay out. The elders had not thought of lamps and "
            "of walking together; they want to hear the boys as well.",
            by=fatu,
        )  # fmt: skip


def _said(answers: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {
        field: value
        for name, (answer, change) in answers.items()
        for field, value in ((name, answer), (f"{name}_change", change))
    }
