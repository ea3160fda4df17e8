"""What was told in confidence, and what came back of the referrals of the quarters before?

Something about staff goes around everybody's line, to the one who is named for it. The quarters are
large enough for some sums to be told and small enough for others to be hidden.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib import clock
from referrals import actions, quarters

if TYPE_CHECKING:
    from .story import World

# cluster → who raised them, the service, and for each fate how many there were
QUARTER = {
    "Rokolba": ("fatu.k", "District Social Welfare Office",
                {"in_time": 12, "late": 6, "declined": 8}),
    "Kilifi": ("amina.j", "Kilifi Sub-County Children’s Office",
               {"in_time": 8, "late": 5, "declined": 5}),
    "Sandafe": ("sahr.m", "Catch-up Learning Centre", {"in_time": 2, "late": 1, "declined": 3}),
}  # fmt: skip
# Hours after sending at which a medium referral was answered, and acted on.
ANSWERED = {"in_time": 5, "late": 40, "declined": 20}
ACTED = {"in_time": 50, "late": 90}


def told_in_confidence(world: World) -> None:
    """One thing about staff, for the one who is named for it; one for whoever is there."""
    organisation = Organisation.objects.networks().get()
    accounts.edit_organisation(
        organisation,
        staff_concerns_to=None,
        staff_concerns_person=world.person("marie.d"),
        by=world.person("admin.kindala"),
    )
    organisation.refresh_from_db()
    for hours, words, about_staff, by in (
        (20, "Somebody asks children for favours at the distribution. I want to talk.", True,
         "amina.j"),
        (6, "After a visit I am worried. Please phone me this evening.", False, "sahr.m"),
    ):  # fmt: skip
        with clock.at(clock.now() - timedelta(hours=hours)):
            actions.raise_concern(
                id=uuid.uuid4(), organisation=organisation, words=words,
                about_staff=about_staff, by=world.person(by),
            )  # fmt: skip


def quarters_before(world: World) -> None:
    """The referrals of the last quarter that is over, answered by phone; then its figures."""
    now = clock.now()
    begins_on = quarters.last_over(now)
    for cluster, (by, service, fates) in QUARTER.items():
        numbered = [fate for fate, count in fates.items() for _one in range(count)]
        for number, fate in enumerate(numbered):
            _refer(world, cluster, by, service, fate, days=(begins_on, 5 + 2 * number))
    actions.close_quarters(now)


def _refer(world: World, cluster: str, by: str, service: str, fate: str, *, days) -> None:
    begins_on, after = days
    sent_at = clock.midnight(begins_on) + timedelta(days=after, hours=9)
    person = world.person(by)
    with clock.at(sent_at):
        referral = actions.raise_referral(
            id=uuid.uuid4(), service=world.services[service], cluster=world.clusters[cluster],
            by=person, urgency="medium", concern_category="school", age_band="12_14", sex="girl",
            needs=["education"], summary="Wants to go on with school.", immediate_safety="safe",
            child_assent="yes", caregiver_consent="yes",
            feedback_allowed_to=["child", "referrer", "community"],
        )  # fmt: skip
        actions.send_referral(referral, version=referral.version, sent_via="phone", by=person)
    told = {"by": person, "channel": "phone", "told_by": "the head teacher"}
    with clock.at(sent_at + timedelta(hours=ANSWERED[fate])):
        if fate == "declined":
            actions.move_referral(referral, "declined", cause="no_place", **told)
            return
        actions.move_referral(referral, "accepted", **told)
    with clock.at(sent_at + timedelta(hours=ACTED[fate])):
        actions.move_referral(referral, "service_given", **told)
    with clock.at(sent_at + timedelta(hours=ACTED[fate] + 48)):
        actions.move_referral(
            referral, "closed", outcome="met", feedback_to_referrer="Goes to school.", **told
        )
