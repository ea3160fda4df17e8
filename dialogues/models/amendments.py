"""What did those who were there put right afterwards? Beside the record, never instead of it."""

from __future__ import annotations

from datetime import UTC, date

from django.db import models
from django.db.models import Q
from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.gather import gathered
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Round

from .sessions import DialogueSession, DialogueSessionQuerySet


class Corrector(models.TextChoices):
    GROUP = "group", _("The group itself")
    FACILITATOR = "facilitator", _("The facilitator")
    SECOND = "second", _("The co-facilitator or note-taker")
    INTERPRETER = "interpreter", _("The interpreter")


class Part(models.TextChoices):
    WHO_AND_WHEN = "who_and_when", _("Who and when")
    COUNTS = "counts", _("How many came")
    PROTECTS = "protects", _("What already protects children")
    LIST = "list", _("What harms children: the list")
    QUOTES = "quotes", _("Quotes")
    CONSENT = "consent", _("Consent, and what may be told")
    PROMISE = "promise", _("What we promised")
    OTHER = "other", _("Something else")


class AmendmentQuerySet(models.QuerySet):
    def about_lists(self, listening: Round) -> AmendmentQuerySet:
        """What was put right in the lists that a round compares, the latest first."""
        about = self.filter(session__round=listening, part=Part.LIST)
        return about.select_related("session__subgroup").order_by("-said_on", "-id")


class Amendment(Record):
    """A correction by people who were present. Never changed nor deleted: a second corrects the first."""

    session = models.ForeignKey(DialogueSession, models.CASCADE, related_name="amendments")
    said_on = models.DateField(_("day it was said"))
    corrector = models.CharField(_("who corrected"), max_length=20, choices=Corrector)
    part = models.CharField(_("what it is about"), max_length=20, choices=Part)
    words = models.TextField(_("what is right"), max_length=2000)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(C="session said_on corrector part words identifier_reason")
    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrector__in=Corrector.values), name="amendment_corrector"
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="amendment_part"),
        ]

    @property
    def community(self) -> Community:
        return self.session.community

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def written_on(self) -> date:
        return clock.day_of(self.created_at)


def with_amendments(sessions: DialogueSessionQuerySet) -> DialogueSessionQuerySet:
    """Sessions with what was put right of each, in the same query: see `amendments_of`."""
    fields = ("said_on", "corrector", "part", "words", "identifier_reason", "created_at")
    return sessions.annotate(
        amended=gathered(
            Amendment.objects.all(),
            "session",
            id="id",
            by="created_by__display_name",
            **{name: name for name in fields},
        )
    )


def amendments_of(session: DialogueSession) -> list[Amendment]:
    """What was put right of a session read by `with_amendments`, in the order it was written down."""
    found = []
    for row in session.amended or ():
        by = User(display_name=row.pop("by"))
        values = {name: Amendment._meta.get_field(name).to_python(row[name]) for name in row}
        if is_naive(values["created_at"]):  # as SQLite keeps it
            values["created_at"] = values["created_at"].replace(tzinfo=UTC)
        found.append(Amendment(session=session, created_by=by, **values))
    return sorted(found, key=lambda amendment: (amendment.created_at, str(amendment.pk)))
