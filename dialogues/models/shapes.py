"""In which shapes does a group lay things out? One model for each, as on the flip chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Row, classes
from participants.models import Voice

from .rows import ShareScope, Told

if TYPE_CHECKING:
    from .sessions import DialogueSession


class ToolKind(models.TextChoices):
    """The ranked list is part of the notes themselves; these stand beside it."""

    RESPONSE_MAPPING = "response_mapping", _("Who does what when it happens")
    SEASONAL_CALENDAR = "seasonal_calendar", _("The year, month by month")
    DAILY_CALENDAR = "daily_calendar", _("A day, hour by hour")
    WHO_HELPS = "who_helps", _("Who helps, how near, how trusted")
    PLACES = "places", _("Places where it is safe or not")
    DRAMA = "drama", _("A drama")
    OPTIONS = "options", _("What could be done, for and against")
    OPEN_DIALOGUE = "open_dialogue", _("Open talk")


class ToolRowQuerySet(models.QuerySet):
    def shaped(self) -> ToolRowQuerySet:
        """Each with what its own shape adds, in one query for all shapes."""
        return self.select_related(*(shape.link() for shape in SHAPES.values()))


class ToolRow(Told, Row):
    """What the group said, as spoken; every shape adds what stands beside it on the flip chart."""

    tool = models.ForeignKey("dialogues.Tool", models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    local_term = models.CharField(_("their words"), max_length=600)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    share_scope = models.CharField(
        _("what may be told"), max_length=30, choices=ShareScope, default=ShareScope.FACILITATORS
    )

    objects = ToolRowQuerySet.as_manager()
    data_classes = classes(C="tool position local_term gloss share_scope")

    # How the form of a shape speaks.
    words: str | Promise = _("Their words")
    add: str | Promise = _("Add another")
    lead: str | Promise = ""
    long = False
    grouped_by = ""  # the field by which it is drawn

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_scope__in=ShareScope.values), name="tool_row_share_scope"
            )
        ]

    @property
    def session(self) -> DialogueSession:
        return self.tool.session

    @classmethod
    def link(cls) -> str:
        """What leads from a row to its shape."""
        return cls._meta.model_name

    @classmethod
    def own_fields(cls) -> list[models.Field]:
        """What this shape adds."""
        return [field for field in cls._meta.local_fields if not field.primary_key]

    @classmethod
    def said_fields(cls) -> list[models.Field]:
        """Everything that is said in a row, in the order of its form."""
        term, gloss, scope = map(cls._meta.get_field, ("local_term", "gloss", "share_scope"))
        return [term, gloss, *cls.own_fields(), scope]


def _among(name: str, choices: Any, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices}), name=name)


class ResponseStep(ToolRow):
    """One thing that somebody does when it happens, and what comes of it."""

    class Formality(models.TextChoices):
        LOCAL = "local", _("People here, by themselves")
        FORMAL = "formal", _("An office or a service")

    words = _("Who does what?")
    add = _("Add a step")
    lead = _("What happens then, step by step: who acts, what comes of it, what stands in the way.")

    outcome = models.CharField(_("what comes of it"), max_length=300, blank=True)
    satisfied = models.CharField(_("who is content with that"), max_length=200, blank=True)
    barrier = models.CharField(_("what stands in the way"), max_length=300, blank=True)
    formality = models.CharField(
        _("people here, or a service"), max_length=10, choices=Formality, blank=True
    )

    data_classes = classes(C="toolrow_ptr formality outcome satisfied barrier")

    class Meta:
        constraints = [_among("response_formality", ["", "local", "formal"], "formality")]


class SeasonalMark(ToolRow):
    """When in the year there is more or less of something; November to January is a stretch too."""

    class Change(models.TextChoices):
        MORE = "more", _("More")
        LESS = "less", _("Less")

    words = _("What changes with the year?")
    add = _("Add a stretch of the year")
    lead = _("What there is more of or less of, and in which months.")

    change = models.CharField(_("more or less"), max_length=10, choices=Change)
    first_month = models.PositiveSmallIntegerField(_("from"), choices=list(MONTHS.items()))
    last_month = models.PositiveSmallIntegerField(
        _("until, if longer than a month"), choices=list(MONTHS.items()), blank=True
    )

    data_classes = classes(C="toolrow_ptr change first_month last_month")

    class Meta:
        constraints = [
            _among("season_change", ["more", "less"], "change"),
            models.CheckConstraint(
                condition=Q(first_month__gte=1, first_month__lte=12)
                & Q(last_month__gte=1, last_month__lte=12),
                name="season_months",
            ),
        ]

    def clean(self) -> None:
        self.last_month = self.last_month or self.first_month

    def letters(self) -> list[str]:
        """The months, as they fit above a line."""
        return [str(MONTHS_3[month])[:1].upper() for month in range(1, 13)]

    def stretches(self) -> list[tuple[int, int]]:
        """(first place, length) of what is marked on a line of twelve."""
        return _stretches(self.first_month - 1, self.last_month, 12)


class DailyActivity(ToolRow):
    """What girls or boys, women or men do in which hours; sleep may run past midnight."""

    class Who(models.TextChoices):
        GIRLS = "girls", _("Girls")
        BOYS = "boys", _("Boys")
        CHILDREN = "children", _("Girls and boys")
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")
        ADULTS = "adults", _("Women and men")

    words = _("What do they do?")
    add = _("Add something they do")
    lead = _("From when until when they work, learn, play and rest. Girls and boys apart.")
    grouped_by = "who"

    who = models.CharField(_("who"), max_length=10, choices=Who)
    from_hour = models.PositiveSmallIntegerField(
        _("from"), choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    to_hour = models.PositiveSmallIntegerField(
        _("until"), choices=[(hour, f"{hour:02}:00") for hour in range(1, 25)]
    )

    data_classes = classes(C="toolrow_ptr who from_hour to_hour")

    class Meta:
        constraints = [
            _among("day_who", ["girls", "boys", "children", "women", "men", "adults"], "who"),
            models.CheckConstraint(
                condition=Q(from_hour__lte=23, to_hour__gte=1, to_hour__lte=24)
                & ~Q(from_hour=F("to_hour")),
                name="day_hours",
            ),
        ]

    def clean(self) -> None:
        if self.from_hour is not None and self.from_hour == self.to_hour:
            raise ValidationError({"to_hour": _("It ends when it begins. Choose a later hour.")})

    def stretches(self) -> list[tuple[int, int]]:
        """(first place, length) of what is marked on a line of twenty-four."""
        return _stretches(self.from_hour, self.to_hour, 24)


class Helper(ToolRow):
    """Who helps children: how near, and how much they trust. A kind of person, never a name."""

    class Closeness(models.IntegerChoices):
        NEAR = 1, _("Very near")
        BETWEEN = 2, _("Not far")
        FAR = 3, _("Far away")

    class Trust(models.IntegerChoices):
        MUCH = 3, _("Trusted much")
        SOME = 2, _("Trusted somewhat")
        LITTLE = 1, _("Trusted little")

    words = _("Who helps?")
    add = _("Add who helps")
    lead = _("A grandmother, a teacher, a clinic: what they are, never who. How near, how trusted.")
    grouped_by = "closeness"

    closeness = models.PositiveSmallIntegerField(_("how near"), choices=Closeness)
    trust = models.PositiveSmallIntegerField(_("how trusted"), choices=Trust)

    data_classes = classes(C="toolrow_ptr closeness trust")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closeness__gte=1, closeness__lte=3), name="helper_closeness"
            ),
            models.CheckConstraint(condition=Q(trust__gte=1, trust__lte=3), name="helper_trust"),
        ]


class Place(ToolRow):
    """A kind of place, as children see it; where it lies is written nowhere."""

    class Safety(models.TextChoices):
        SAFE = "safe", _("Safe")
        BOTH = "both", _("Safe at times")
        UNSAFE = "unsafe", _("Not safe")

    class When(models.TextChoices):
        DAY = "day", _("By day")
        DUSK = "dusk", _("At dusk and dawn")
        NIGHT = "night", _("At night")

    words = _("What kind of place?")
    add = _("Add a kind of place")
    lead = _("A stream, a market, a road: the kind of place, never which one and never whose.")
    grouped_by = "safety"

    safety = models.CharField(_("safe or not"), max_length=10, choices=Safety)
    time_of_day = models.CharField(_("when"), max_length=10, choices=When, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)

    data_classes = classes(C="toolrow_ptr safety time_of_day why")

    class Meta:
        constraints = [
            _among("place_safety", ["safe", "both", "unsafe"], "safety"),
            _among("place_time", ["", "day", "dusk", "night"], "time_of_day"),
        ]


class Scene(ToolRow):
    """What happens in a play, told of somebody who could be anybody; who played is not written."""

    words = _("What happens?")
    add = _("Add a scene")
    lead = _("“A girl in a village like this …” What happens, scene by scene. Not who played it.")
    long = True

    theme = models.CharField(_("what it is about"), max_length=120, blank=True)

    data_classes = classes(C="toolrow_ptr theme")


class Option(ToolRow):
    """Something that could be done: what speaks for it and against it, and which group said so."""

    words = _("What could be done?")
    add = _("Add what could be done")
    lead = _("What speaks for it, what against, and which group said so. Never who.")
    grouped_by = "local_term"

    strengths = models.CharField(_("what speaks for it"), max_length=300, blank=True)
    strengths_by = models.CharField(_("said by"), max_length=10, choices=Voice, blank=True)
    drawbacks = models.CharField(_("what speaks against it"), max_length=300, blank=True)
    drawbacks_by = models.CharField(_("said by"), max_length=10, choices=Voice, blank=True)

    data_classes = classes(C="toolrow_ptr strengths strengths_by drawbacks drawbacks_by")

    class Meta:
        constraints = [
            _among("option_strengths_by", ["", *Voice.values], "strengths_by"),
            _among("option_drawbacks_by", ["", *Voice.values], "drawbacks_by"),
        ]


class Point(ToolRow):
    """What came up in open talk; a saying may stand as it was said, never with who said it."""

    words = _("What came up?")
    add = _("Add what came up")
    lead = _("What people spoke of, in their words. Never who spoke.")
    long = True

    theme = models.CharField(_("what it is about"), max_length=120, blank=True)

    data_classes = classes(C="toolrow_ptr theme")


# A further tool is a kind, its shape here, and how it is shown: templates/dialogues/_tool_<kind>.html.
SHAPES: dict[str, type[ToolRow]] = {
    ToolKind.RESPONSE_MAPPING: ResponseStep,
    ToolKind.SEASONAL_CALENDAR: SeasonalMark,
    ToolKind.DAILY_CALENDAR: DailyActivity,
    ToolKind.WHO_HELPS: Helper,
    ToolKind.PLACES: Place,
    ToolKind.DRAMA: Scene,
    ToolKind.OPTIONS: Option,
    ToolKind.OPEN_DIALOGUE: Point,
}


def is_free_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField) and not field.choices


def _stretches(begin: int, end: int, whole: int) -> list[tuple[int, int]]:
    """One stretch, or two where it runs over the end."""
    if begin < end:
        return [(begin, end - begin)]
    return [(0, end), (begin, whole - begin)]
