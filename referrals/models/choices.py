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
