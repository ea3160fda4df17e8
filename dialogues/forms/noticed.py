"""What do facilitators notice of a dialogue itself? What came, who spoke, whether it was safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import one_of, some_of
from participants.models import Accommodation, Lens, PlannedVoice

from ..models import Answer, DialogueSession, PowerKind, Who
from ..models.noticed import LONGEST_NOTE, MOST_POWER_NOTES, NEXT_TIME, Noticed, power_in_words
from ..states import SessionStatus
from .said import cell

_OTHER = Accommodation.Code.OTHER.value
_CAME = {"yes": True, "no": False}
_UNPLANNED = {"planned": False, "delivered": None, "note": ""}


class HelpForm(forms.Form):
    """What would have kept people away or silent: was it planned, did it come?

    Stands for a list: one row for each thing that was planned or said, in a known order.
    """

    keeps, label, step = "accommodations", _("What helped people to come and speak"), "s7"
    prefixes = ("came-", "note-", "also")

    def __init__(self, data: Any = None, *, session: DialogueSession, user: Any):
        super().__init__(data)
        self.shown = shown = shown_help(session, data or {})
        for code, row in shown.items():
            title = row["title"]
            self.fields[f"came-{code}"] = one_of(
                title,
                [("", _("Not said")), ("yes", _("Came")), ("no", _("Did not come"))],
                required=False,
                initial={True: "yes", False: "no"}.get(row["delivered"], ""),
            )
            note = self.fields[f"note-{code}"] = cell(_("More about it"), most=LONGEST_NOTE)
            note.initial = row["note"]
        unplanned = {
            row["code"]: row
            for row in session.accommodations
            if row["code"] not in shown and row["delivered"]
        }
        ticked = data.getlist("also") if hasattr(data, "getlist") else ()
        others = [
            choice
            for choice in Accommodation.Code.choices
            if choice[0] != _OTHER and (choice[0] not in self.shown or choice[0] in ticked)
        ]
        self.fields["also"] = some_of(_("What else helped?"), others, required=False)
        self.fields["also"].initial = [code for code in unplanned if code != _OTHER]
        if _OTHER not in self.shown:
            note = self.fields["also_note"] = cell(_("Something else, in words"), most=LONGEST_NOTE)
            note.initial = unplanned.get(_OTHER, {}).get("note", "")

    def lines(self) -> list[dict[str, Any]]:
        """What was planned or said, each with its two fields."""
        return [
            {**row, "came": self[f"came-{code}"], "more": self[f"note-{code}"]}
            for code, row in self.shown.items()
        ]

    @property
    def is_open(self) -> bool:
        """Is there anything to say or to see at once?"""
        return bool(self.shown or self.errors or self.says_more)

    @property
    def says_more(self) -> bool:
        """Did something help that nobody had planned?"""
        names = [name for name in ("also", "also_note") if name in self.fields]
        return any(self[name].value() or self[name].errors for name in names)

    @staticmethod
    def in_words(rows: list[dict[str, Any]]) -> str:
        codes, came = dict(Accommodation.Code.choices), {True: _("came"), False: _("did not come")}
        return "\n".join(
            " – ".join(
                str(part)
                for part in (codes[row["code"]], row["note"], came.get(row["delivered"]))
                if part
            )
            for row in rows
        )

    def kept(self) -> list[dict[str, Any]]:
        said = [
            {
                "code": code,
                "planned": row["planned"],
                "delivered": _CAME.get(self.cleaned_data.get(f"came-{code}", "")),
                "note": self.cleaned_data.get(f"note-{code}", ""),
            }
            for code, row in self.shown.items()
        ]
        rows = [row for row in said if _says_something(row)]
        also, note = self.cleaned_data.get("also") or [], self.cleaned_data.get("also_note", "")
        for row in said:  # planned since the page was opened, and ticked there
            if row["code"] in also and row["delivered"] is None:
                row["delivered"] = True
        also = [code for code in also if code not in self.shown]
        if note:
            also = [*also, _OTHER]
        rows += [
            {
                "code": code, "planned": False, "delivered": True,
                "note": note if code == _OTHER else "",
            }
            for code in also
        ]  # fmt: skip
        return sorted(rows, key=lambda row: Accommodation.Code.values.index(row["code"]))


def shown_help(session: DialogueSession, data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Code → what was planned for the group and what became of it, in the order of the codes.

    What helped although nobody planned it is a tick among the others, and words of its own. A page
    that asked of a code is answered of it, whatever is planned since.
    """
    shown = {row["code"]: dict(row) for row in session.accommodations}
    if session.status == SessionStatus.DRAFT:
        planned = _planned(session)
        for code, row in shown.items():
            row["planned"] = code in planned
        for code, planned_help in planned.items():
            new = {"delivered": None, "note": planned_help.note, "planned": True}
            shown.setdefault(code, new)
    titles = dict(Accommodation.Code.choices)
    return {
        code: {**shown.get(code, _UNPLANNED), "title": titles[code]}
        for code in Accommodation.Code.values
        if f"came-{code}" in data or (code in shown and _is_a_line(shown[code]))
    }


def _says_something(row: dict[str, Any]) -> bool:
    return bool(row["planned"] or row["note"] or row["delivered"] is not None)


def _is_a_line(row: dict[str, Any]) -> bool:
    """Planned, or more said of it than a tick could say."""
    more = row["note"] and row.get("code") != _OTHER
    return row["planned"] or row["delivered"] is False or bool(more)


def _planned(session: DialogueSession) -> dict[str, Accommodation]:
    voice = PlannedVoice.objects.to_hear(session.round, session.subgroup, channel=session.channel)
    return {row.code: row for row in voice.accommodations.all()} if voice else {}


class PowerForm(forms.Form):
    """Something noticed about power: kinds of people and few words, never a person."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=[("", "–"), *PowerKind.choices],
        required=False,
        widget=forms.Select(attrs={"class": "in", "data-words": ""}),
    )
    who = forms.ChoiceField(
        label=_("Who, as a kind of people"),
        choices=[("", "–"), *Who.choices],
        required=False,
        widget=forms.Select(attrs={"class": "in"}),
    )
    note = cell(_("In few words"), most=LONGEST_NOTE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = cleaned.get("who") or cleaned.get("note")
        if said and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Say what it was, or empty the whole row."))
        return cleaned


class PowerRows(forms.BaseFormSet):
    """Who was there, who spoke, who was silent, who disagreed."""

    keeps, label, step = "power_notes", _("Who spoke, who was silent"), "s7"
    prefixes = ("power-",)
    full = _("Five is as much as one session keeps.")

    def __init__(self, data: Any = None, *, session: DialogueSession, user: Any):
        super().__init__(
            data,
            prefix="power",
            initial=list(session.power_notes) if data is None else None,
            error_messages={"too_many_forms": self.full},
        )

    @property
    def is_open(self) -> bool:
        return any(form.errors or form["kind"].value() for form in self.forms)

    def kept(self) -> list[dict[str, Any]]:
        return [
            {name: form.cleaned_data[name] for name in ("kind", "who", "note")}
            for form in self.forms
            if form.cleaned_data.get("kind")
        ]

    @staticmethod
    def in_words(rows: list[dict[str, Any]]) -> str:
        said = power_in_words(rows)
        return "\n".join(" – ".join(str(part) for part in row if part) for row in said)


PowerFormSet = forms.formset_factory(
    PowerForm, formset=PowerRows, extra=1, max_num=MOST_POWER_NOTES, absolute_max=MOST_POWER_NOTES
)


def _asked(label: Any) -> forms.TypedChoiceField:
    return one_of(label, [("", _("Not said")), *Answer.choices], required=False)


class SpaceAndVoice(forms.Form):
    """Four short questions about a dialogue with children, and what we would do otherwise."""

    safe = _asked(_("Did they seem safe enough to say what they think?"))
    seldom_heard = _asked(_("Did those who seldom speak have room?"))
    helped = _asked(_("Did they have time, words and ways that suit them?"))
    free = _asked(_("Did they choose whether, and about what, to speak?"))
    space_note = cell(_("What would we do otherwise?"), most=300)

    def leave_out_where_no_child_spoke(self, lens: str) -> None:
        if lens == Lens.ADULTS:
            for name in (*Noticed.SPACE_AND_VOICE, "space_note"):
                del self.fields[name]

    def space_and_voice(self) -> list[tuple[forms.BoundField, str]]:
        """Each question with what one may do next time; none where no child spoke."""
        names = (name for name in Noticed.SPACE_AND_VOICE if name in self.fields)
        return [(self[name], NEXT_TIME[name]) for name in names]

    @property
    def space_is_open(self) -> bool:
        names = [name for name in (*Noticed.SPACE_AND_VOICE, "space_note") if name in self.fields]
        return any(self[name].value() or self[name].errors for name in names)
