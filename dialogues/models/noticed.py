"""How was people's consent asked, was it safe to begin, and what did the facilitators notice?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import classes
from participants.models import Accommodation


class ConsentWay(models.TextChoices):
    """How people were asked whether they wanted to take part."""

    TOGETHER = "together", _("All together, aloud")
    ONE_BY_ONE = "one_by_one", _("One by one, in private")
    WITH_CARERS = "with_carers", _("Carers first, then each child")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


# What is said of consent; with it the version of the text that was read is kept.
CONSENT = ("limits_explained", "consent_way", "asked", "agreed", "declined")


class PowerKind(models.TextChoices):
    """What can be noticed about power in a dialogue (domain.md §3, §4.3)."""

    PRESENT = "present", _("Was there besides the group")
    SPOKE_MOST = "spoke_most", _("Spoke most")
    SILENT = "silent", _("Stayed silent")
    SPOKEN_FOR = "spoken_for", _("Others spoke for them")
    INTERRUPTED = "interrupted", _("Interrupted, or was called away")
    DISAGREED = "disagreed", _("Disagreed")


class Who(models.TextChoices):
    """Kinds of people, never a person."""

    YOUNGER = "younger", _("The younger ones")
    OLDER = "older", _("The older ones")
    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    ELDERS = "elders", _("Elders")
    LEADERS = "leaders", _("Leaders")
    PARENTS = "parents", _("Parents or carers")
    TEACHERS = "teachers", _("Teachers")
    BETTER_OFF = "better_off", _("Those who have more")
    POOREST = "poorest", _("The poorest")
    WITH_DISABILITY = "with_disability", _("Persons with disabilities")
    NEWCOMERS = "newcomers", _("Newcomers or a minority")
    UNIFORMED = "uniformed", _("People in uniform")
    OURSELVES = "ourselves", _("We ourselves")
    SOME = "some", _("Some of the group")
    OTHERS = "others", _("Others")


def _answer(words: object) -> models.CharField:
    return models.CharField(words, max_length=10, choices=Answer, blank=True)


def _people(words: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(words, null=True, blank=True)


class Noticed(models.Model):
    """What facilitators say of the dialogue itself. Nothing else points at it, so it has no rows."""

    # Consent is kept as counts, the way of asking and the text that was read; never as a list.
    limits_explained = models.BooleanField(_("limits of confidentiality explained"), default=False)
    consent_way = models.CharField(_("how we asked"), max_length=20, choices=ConsentWay, blank=True)
    consent_script = models.CharField(max_length=20, blank=True, editable=False)
    asked = _people(_("people asked"))
    agreed = _people(_("people who agreed"))
    declined = _people(_("people who declined"))
    left_early = _people(_("people who left before the end"))

    # Before a dialogue with children begins (domain.md §2.2, §8.2).
    two_adults = _answer(_("two adults of ours were there"))
    seen = _answer(_("people could see us and nobody could overhear"))
    same_sex = _answer(_("one of us was of the same sex as the group"))
    focal_point_reachable = _answer(_("the focal point could be reached that day"))
    before_note = models.CharField(_("what we did about it"), max_length=300, blank=True)

    # Space and voice, the first half of Lundy's model (domain.md §3).
    safe = _answer(_("they seemed safe enough to say what they think"))
    seldom_heard = _answer(_("those who seldom speak had room"))
    helped = _answer(_("they had time, words and ways that suit them"))
    free = _answer(_("they chose whether and about what to speak"))
    space_note = models.CharField(_("what we would do otherwise"), max_length=300, blank=True)

    # [{"code": Accommodation.Code, "planned": bool, "delivered": bool or null, "note": str}]
    accommodations = models.JSONField(
        _("what would have kept people away or silent"),
        default=list,
        blank=True,
        encoder=DjangoJSONEncoder,
    )
    # [{"kind": PowerKind, "who": Who or "", "note": str}], in the order they were written
    power_notes = models.JSONField(
        _("who spoke, who was silent"), default=list, blank=True, encoder=DjangoJSONEncoder
    )

    data_classes = classes(
        C="limits_explained consent_way consent_script asked agreed declined left_early"
        " two_adults seen same_sex focal_point_reachable before_note"
        " safe seldom_heard helped free space_note accommodations",
        D="power_notes",
    )
    BEFORE = ("two_adults", "seen", "same_sex", "focal_point_reachable")
    SPACE_AND_VOICE = ("safe", "seldom_heard", "helped", "free")

    class Meta:
        abstract = True

    @property
    def help_in_words(self) -> list[dict[str, Any]]:
        """What was planned or came, each with its words."""
        codes = dict(Accommodation.Code.choices)
        other = Accommodation.Code.OTHER
        return [
            {
                **row,
                "words": row["note"]
                if row["code"] == other and row["note"]
                else codes[row["code"]],
                "note": "" if row["code"] == other else row["note"],
            }
            for row in self.accommodations
        ]

    @property
    def power_in_words(self) -> list[tuple[str, str, str]]:
        return power_in_words(self.power_notes)

    @property
    def answered_space(self) -> list[tuple[str, str, str]]:
        """What was answered of space and voice: what was asked, the answer, what one may do next."""
        return [
            (
                self._meta.get_field(name).verbose_name.capitalize(),
                str(Answer(answer).label),
                "" if answer == Answer.YES else str(NEXT_TIME[name]),
            )
            for name in self.SPACE_AND_VOICE
            if (answer := getattr(self, name))
        ]


def power_in_words(notes: Iterable[Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """Each power note as (what, who, in words)."""
    kinds, people = dict(PowerKind.choices), dict(Who.choices)
    return [(kinds[row["kind"]], people.get(row["who"], ""), row["note"]) for row in notes]


# What one may do next time, where it was not quite so.
NEXT_TIME: Mapping[str, Any] = {
    "safe": _("Next time: a place of their own, and first a word on what is told to whom."),
    "seldom_heard": _("Next time: begin in twos and threes, or meet those who say little alone."),
    "helped": _("Next time: more time, stones or drawings, the language they speak at home."),
    "free": _("Next time: say twice that silence is fine, and let them choose the question."),
}
MOST_POWER_NOTES, LONGEST_NOTE = 5, 200
_UNKNOWN = _("These notes name something that is not known here. Open the page again.")


def clean_accommodations(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What was planned and what came, as it is kept: each known code once, in their own order."""
    said: dict[str, dict[str, Any]] = {}
    for row in rows:
        code, came = row.get("code"), row.get("delivered")
        known = code in Accommodation.Code.values and code not in said
        if not known or not (came is None or isinstance(came, bool)):
            raise NotPossible(_UNKNOWN)
        said[code] = {
            "code": str(code),
            "planned": bool(row.get("planned")),
            "delivered": came,
            "note": _note(row),
        }
    return [said[code] for code in Accommodation.Code.values if code in said]


def clean_power_notes(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What was noticed about power, as it is kept, in the order it was written."""
    notes = []
    for row in rows:
        kind, who = row.get("kind"), row.get("who") or ""
        if kind not in PowerKind.values or who not in ("", *Who.values):
            raise NotPossible(_UNKNOWN)
        notes.append({"kind": str(kind), "who": str(who), "note": _note(row)})
    if len(notes) > MOST_POWER_NOTES:
        raise NotPossible(_("These are more notes than one session keeps."))
    return notes


def _note(row: Mapping[str, Any]) -> str:
    note = str(row.get("note") or "").strip()
    if len(note) > LONGEST_NOTE:
        raise NotPossible(_("A note here has at most %(most)d letters.") % {"most": LONGEST_NOTE})
    return note


# The lists that a session keeps as values: field → what makes them whole, or refuses them.
LISTS: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], list[dict[str, Any]]]] = {
    "accommodations": clean_accommodations,
    "power_notes": clean_power_notes,
}
