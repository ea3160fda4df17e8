"""Is a plan good for children? The ten questions, answered with the community, and what came of them.

Whose it is, for this file and everything that reads it:

- The ten answers and what will change because of them were found with the community. Whoever may
  see the plan reads them, and for the committee they are its own.
- What girls and what boys said was said to the facilitator, apart. Facilitator and mentor read it;
  what the children let the community hear goes its own way, as findings.
- Words of the plan that may hurt a child stand in the plan anyhow. Whoever reads the plan reads
  them, with what they may mean, as something to talk over; who saw it, why, and what the notes of
  the dialogue say is for facilitator and mentor.
- That the organisation opens it again, or cannot support it, is told to the community, with the
  reason: it is the other partner. That somebody must act on a danger is never shown to a committee,
  and nothing of it is written here: it is said on the page for what is told in confidence. Nobody
  can tell it from an outcome that is not said yet.
"""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Subgroup
from participants.standing import standing_of
from participants.states import AgreementStatus

from ..flagged import open_flags
from ..states import PlanStatus
from .plans import ActionPlan

# The ten questions of domain.md §5.4, as a gathering is asked.
QUESTIONS = {
    "asked": _("Did girls say what they think of this plan, and boys, each by themselves?"),
    "all_children": _(
        "Does it reach all children: those with a disability, who work, who are out of school, "
        "who live with others, who are married, who are young mothers?"
    ),
    "unharmed": _(
        "Are we sure that no child is hurt, shamed, punished, driven away or forced because of it?"
    ),
    "family": _("Do children stay in a family that cares for them?"),
    "safe": _("Are they safe, also from the people who carry it out?"),
    "health": _("Is it better for their body, their mind and their schooling?"),
    "respect": _("Does it respect who they are, and the rights of girls and boys alike?"),
    "fair": _("Are its work, time and cost fair, also for children and for the poorest?"),
    "lawful": _("Does it keep the law, and go to the authorities where something is a crime?"),
    "can_be_stopped": _(
        "Do we know how we would see that it harms, who can stop it, and whom a child can tell?"
    ),
}
CHANGES = tuple(f"{name}_change" for name in QUESTIONS)
TEXTS = (*CHANGES, "girls_said", "boys_said")  # what the identifier guard reads


class FoundOut(models.TextChoices):
    """What was found out. Blank: not answered yet."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("We do not know")


class Outcome(models.TextChoices):
    """What it means for the organisation. None of them stops a community's decision."""

    NO_CONCERN = "no_concern", _("We see nothing that speaks against it")
    REOPEN = "reopen", _("We would like to open it again in a dialogue")
    CANNOT_SUPPORT = "cannot_support", _("We cannot support this")
    SAFEGUARDING = "safeguarding", _("Somebody may be in danger, and we must act")


# What the other partner is told, with the reason.
TOLD_OUTCOMES = (Outcome.REOPEN, Outcome.CANNOT_SUPPORT)


def _answer() -> models.CharField:
    return models.CharField(max_length=10, choices=FoundOut, blank=True)


def _change() -> models.CharField:
    return models.CharField(_("what we change because of it"), max_length=600, blank=True)


class BestInterestsCheckQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the plans one sees; which part of it, the page asks the permissions."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "plan__community__cluster", "plan__community__agreement", "created_by"
        ).prefetch_related("groups")


class BestInterestsCheck(Record):
    """The ten questions about one plan. It may stay half done: what is blank was not asked yet."""

    plan = models.OneToOneField(ActionPlan, models.CASCADE, related_name="best_interests")
    asked_on = models.DateField(_("last talked over on"))
    groups = models.ManyToManyField(Subgroup, related_name="+", verbose_name=_("who was there"))
    asked = _answer()
    asked_change = _change()
    all_children = _answer()
    all_children_change = _change()
    unharmed = _answer()
    unharmed_change = _change()
    family = _answer()
    family_change = _change()
    safe = _answer()
    safe_change = _change()
    health = _answer()
    health_change = _change()
    respect = _answer()
    respect_change = _change()
    fair = _answer()
    fair_change = _change()
    lawful = _answer()
    lawful_change = _change()
    can_be_stopped = _answer()
    can_be_stopped_change = _change()
    girls_said = models.TextField(_("what girls said"), max_length=2000, blank=True)
    boys_said = models.TextField(_("what boys said"), max_length=2000, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    outcome = models.CharField(
        _("what it means for us"), max_length=20, choices=Outcome, blank=True, editable=False
    )  # blank: not said yet
    outcome_words = models.CharField(_("why"), max_length=600, blank=True, editable=False)

    data_classes = classes(
        B=f"plan asked_on groups {' '.join(QUESTIONS)} {' '.join(CHANGES)} outcome_words",
        D="girls_said boys_said identifier_reason outcome",
    )
    objects = BestInterestsCheckQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_words="")
                | Q(outcome__in=["no_concern", "safeguarding"], outcome_words="")
                | Q(outcome__in=["reopen", "cannot_support"]) & ~Q(outcome_words=""),
                name="best_interests_outcome",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", "yes", "partly", "no", "not_known"]}),
                    name=f"best_interests_{name}",
                )
                for name in QUESTIONS
            ),
        ]

    @property
    def community(self) -> Community:
        return self.plan.community

    @property
    def answered(self) -> int:
        """How many of the ten were answered so far."""
        return sum(bool(getattr(self, name)) for name in QUESTIONS)

    @property
    def is_told(self) -> bool:
        """Is what it means for the organisation told to the community?"""
        return self.outcome in TOLD_OUTCOMES

    def get_absolute_url(self) -> str:
        return reverse("dialogues:best_interests_show", args=[self.plan_id])


class RedFlagKind(models.TextChoices):
    """The twelve of domain.md §5.4, in calm words. What they are called stands in red_flags.py."""

    PREGNANT = "pregnant", _("A girl who is pregnant, or her family, pays or has to go")
    MARRIED_OFF = "married_off", _("A girl is married to who hurt her")
    SETTLED = "settled", _("A rape is settled between families")
    TESTED = "tested", _("Girls are tested for virginity")
    SHAMED = "shamed", _("Somebody is beaten or shamed before others")
    GIRLS_ONLY = "girls_only", _("Only girls have to stay at home")
    POOR_OUT = "poor_out", _("Children who are poor are shut out")
    REPORTS = "reports", _("Children report on their parents or other adults")
    SENT_AWAY = "sent_away", _("Children are sent away")
    OWN_HANDS = "own_hands", _("People punish with their own hands")
    NO_FOOD = "no_food", _("Food or aid is held back")
    FORCED_CONTRACEPTION = "forced_contraception", _("Girls must take contraception")


class Side(models.TextChoices):
    FACILITATOR = "facilitator", _("Facilitator")
    MENTOR = "mentor", _("Mentor")


OTHER_SIDE: dict[str, str] = {
    Side.FACILITATOR: Side.MENTOR,
    Side.MENTOR: Side.FACILITATOR,
}


class RedFlagQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Facilitator and mentor; the words of a plan are read on its own page."""
        reach = standing_of(user).communities(Permission.VIEW_SESSION, prefix="plan__community__")
        return self.filter(reach)


class RedFlag(Record):
    """Something in one plan that may hurt a child: found in its words, or seen by a person.

    What is found has a row only once somebody wrote of it; until then it stands in the words alone.
    Its sentence is what was talked over: other words are another flag.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="red_flags")
    kind = models.CharField(_("what it may be"), max_length=30, choices=RedFlagKind)
    words = models.CharField(max_length=600, blank=True, editable=False)  # blank: seen by a person
    sentence = models.CharField(max_length=600, blank=True, editable=False)
    seen = models.CharField(_("what was seen"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(
        B="plan kind words sentence", C="settled_at settled_by", D="seen identifier_reason"
    )
    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[
                    "pregnant", "married_off", "settled", "tested", "shamed", "girls_only",
                    "poor_out", "reports", "sent_away", "own_hands", "no_food",
                    "forced_contraception",
                ]),
                name="red_flag_kind",
            ),
            models.CheckConstraint(
                condition=Q(words="", sentence="") & ~Q(seen="")
                | ~Q(words="") & ~Q(sentence="") & Q(seen=""),
                name="red_flag_words",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="red_flag_settled",
            ),
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(words="", settled_at=None),
                name="red_flag_seen_once",
            ),
        ]  # fmt: skip

    @property
    def community(self) -> Community:
        return self.plan.community

    @property
    def is_seen(self) -> bool:
        """Was it seen by a person, and not found in the words?"""
        return not self.words

    def hands(self) -> dict[str, set[uuid.UUID]]:
        """Side → who of it has written or signed a note. A side nobody of which did is not there."""
        hands: dict[str, set[uuid.UUID]] = {}
        for note in self.notes.all():
            hands.setdefault(note.side, set()).add(note.created_by_id)
            if note.signed_by_id is not None:
                hands.setdefault(OTHER_SIDE[note.side], set()).add(note.signed_by_id)
        return hands

    def get_absolute_url(self) -> str:
        return reverse("dialogues:best_interests_show", args=[self.plan_id])


class FlagNoteQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(flag__in=RedFlag.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "flag__plan__community__cluster", "flag__plan__community__agreement",
            "created_by", "signed_by",
        )  # fmt: skip


class FlagNote(Record):
    """What facilitator or mentor wrote of the dialogue about a red flag, or both of them together."""

    flag = models.ForeignKey(RedFlag, models.CASCADE, related_name="notes")
    side = models.CharField(max_length=20, choices=Side, editable=False)
    held_on = models.DateField(_("day of the dialogue"))
    words = models.TextField(_("what was said, and what comes of it"), max_length=2000)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    data_classes = classes(C="flag side held_on signed_at signed_by", D="words identifier_reason")
    objects = FlagNoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["facilitator", "mentor"]), name="flag_note_side"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="flag_note_words"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False)
                & ~Q(signed_by=models.F("created_by")),
                name="flag_note_signed",
            ),
        ]

    @property
    def plan(self) -> ActionPlan:
        return self.flag.plan

    @property
    def community(self) -> Community:
        return self.flag.plan.community

    def get_absolute_url(self) -> str:
        return self.flag.get_absolute_url()


def plans_for_check(user: User) -> models.QuerySet[ActionPlan]:
    """The plans `user` sees, with all that the page of the ten questions shows of them."""
    notes = models.Prefetch("red_flags__notes", FlagNote.objects.select_related("signed_by"))
    return (
        ActionPlan.objects.visible_to(user)
        .select_related("community__cluster", "community__agreement")
        .select_related("best_interests", "criteria_check")
        .prefetch_related("red_flags", notes, "best_interests__groups")
    )


def plans_to_talk_over(user: User) -> list[ActionPlan]:
    """Plans in which something waits for the hand of a mentor, where `user` is one."""
    reach = standing_of(user).communities(Permission.UNLOCK_SESSION, prefix="community__")
    written = Q(status__in=[PlanStatus.DRAFT, PlanStatus.WITH_COMMUNITY])
    over = Q(status__in=[PlanStatus.CONCLUDED, PlanStatus.SET_ASIDE])
    seen = RedFlag.objects.filter(plan=models.OuterRef("pk"), settled_at=None)
    plans = (
        ActionPlan.objects.filter(reach, community__agreement__status=AgreementStatus.AGREED)
        .filter(written | ~over & models.Exists(seen))
        .for_list()
        .prefetch_related("actions__roles", "red_flags__notes")
    )
    return [plan for plan in plans if _waits_for_mentor(plan)]


def _waits_for_mentor(plan: ActionPlan) -> bool:
    rows = [flag.row for flag in open_flags(plan, plan.actions.all())]
    return any(row is None or Side.MENTOR not in row.hands() for row in rows)
