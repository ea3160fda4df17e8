"""Which words may a referral choose from?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Category(models.TextChoices):
    """Broad on purpose: what kind of help to think of, not what happened."""

    HURT = "hurt", _("Hurt, or afraid of being hurt")
    CARE = "care", _("Nobody to care well for the child")
    WORK = "work", _("Heavy or dangerous work")
    SCHOOL = "school", _("Out of school")
    MARRIAGE = "marriage", _("Early marriage or pregnancy")
    HEALTH = "health", _("Health or disability")
    PAPERS = "papers", _("Birth registration and papers")
    OTHER = "other", _("Something else")


class Sex(models.TextChoices):
    GIRL = "girl", _("Girl")
    BOY = "boy", _("Boy")
    OTHER = "other", _("Other, or not said")


class Safety(models.TextChoices):
    SAFE = "safe", _("Safe for now")
    NOT_SAFE = "not_safe", _("Not safe now")
    UNKNOWN = "unknown", _("We do not know")


class Support(models.TextChoices):
    """What makes it easier for a child to be helped, by what it is for; never a diagnosis."""

    SEEING = "seeing", _("Help with seeing")
    HEARING = "hearing", _("Help with hearing")
    MOVING = "moving", _("Help with moving about")
    SPEAKING = "speaking", _("Help with speaking and being understood")
    LEARNING = "learning", _("More time, simpler words")
    CALM = "calm", _("Somebody familiar beside the child")


class TrustedAdult(models.TextChoices):
    """An adult whom the child trusts, by role: never who it is."""

    RELATIVE = "relative", _("A relative")
    NEIGHBOUR = "neighbour", _("A neighbour")
    SCHOOL = "school", _("Somebody at school")
    HEALTH = "health", _("A health worker")
    FAITH = "faith", _("Somebody of the child’s faith")
    WRITER = "writer", _("Whoever sends this referral")
    NOBODY = "nobody", _("Nobody at present")


class CaregiverInformed(models.TextChoices):
    """Empty: not known."""

    YES = "yes", _("Yes, a caregiver knows")
    NO = "no", _("No, no caregiver knows")


class Uninformed(models.TextChoices):
    """Why no caregiver knows: chosen, never told, and never sent."""

    DANGER = "danger", _("It could put the child in danger")
    CHILD_TELLS = "child_tells", _("The child wants to tell them, or does not want them told")
    NOBODY = "nobody", _("Nobody is there to be told")
    OTHER = "other", _("Another reason, told to the focal point")


class LimitsExplained(models.TextChoices):
    """Who told the child, before listening, what cannot be kept secret."""

    WRITER = "writer", _("I did, before I listened")
    COLLEAGUE = "colleague", _("Somebody of ours did, before listening")
    AFTERWARDS = "afterwards", _("The child was told only afterwards")
    NOBODY = "nobody", _("Nobody has told the child yet")


class Feedback(models.TextChoices):
    """Who may be told what came of it."""

    CHILD = "child", _("The child")
    CAREGIVER = "caregiver", _("The caregiver")
    REFERRER = "referrer", _("Whoever sends this referral")
    COMMUNITY = "community", _("The communities, only as a figure over many")


class DataPoint(models.TextChoices):
    """What an agreement on sharing may cover beyond the coded minimum, in the order of the slip."""

    AGE = "age", _("Age")
    SEX = "sex", _("Girl or boy")
    AREA = "area", _("District")
    CATEGORY = "category", _("What it is about")
    SUMMARY = "summary", _("The few words")
    SUPPORT = "support", _("What makes it easier for the child")
    SAFETY = "safety", _("Whether the child is safe now")
    WISHES = "wishes", _("What the child wants")
    AGREEMENT = "agreement", _("Who agreed, and who knows")
    TRUSTED_ADULT = "trusted_adult", _("An adult the child trusts, by role")
    IDENTITY = "identity", _("The child’s name, sealed apart")


class IdentityMode(models.TextChoices):
    ON_PAPER = "on_paper", _("On paper, with the code; nothing here")
    PHONE_ONLY = "phone_only", _("Told by phone only; nothing here")
    ENCRYPTED = "encrypted", _("Sealed here, apart from this referral")


class SentVia(models.TextChoices):
    APP = "app", _("Here")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")


class Outcome(models.TextChoices):
    MET = "met", _("The child has what was needed")
    PARTLY = "partly", _("Partly")
    CHILD_DECLINED = "child_declined", _("The child did not want it")
    MOVED = "moved", _("The family moved")
    TRANSFERRED = "transferred", _("Somebody accompanies the child further")
    UNAVAILABLE = "unavailable", _("The service was not available")
    NOT_REACHED = "not_reached", _("The child could not be reached")
    OTHER = "other", _("Something else")
