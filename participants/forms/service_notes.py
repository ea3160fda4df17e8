"""What is the whole form of a service: what is asked once, and its rows?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Service
from ..models.service_rows import rows_of
from .service_rows import FORMSETS, LINES, RowsOfService, in_words, rows_of_lines, shown
from .services import ServiceEditForm, ServiceForm

# The page in its order: a heading, the fields below it, and the rows after these.
_SECTIONS: tuple[tuple[str | Promise, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        _("What it is"),
        ("name", "organisation", "organisation_name", "organisation_description", "kind",
         "status", "district", "alert", "description"),
        (),
    ),
    (_("How to reach it"), ("application_process", "url", "email"), ("phones", "contacts")),
    (_("When it is open"), ("open_24h",), ("schedules",)),
    (_("Where it is"), (), ("locations",)),
    (
        _("For whom"),
        ("minimum_age", "maximum_age", "eligibility_description", "service_areas", "languages",
         "interpretation_services"),
        (),
    ),
    (_("Costs and papers"), ("fees_description", "to_bring", "not_to_demand"), ("cost_options",)),
    (
        _("For a referral"),
        ("female_staff", "mandated_authority", "survivor_centred", "escort_needed",
         "accepts_coded_referrals", "secure_channels", "answers_high", "answers_medium",
         "answers_low", "capacity", "known_risks", "assured_on"),
        (),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A part of the page."""

    heading: str | Promise
    fields: list[forms.BoundField]
    rows: list[RowsOfService]


class ServiceNotes:
    """The whole form of a service."""

    def __init__(self, *, user: Any, service: Service | None = None, data: QueryDict | None = None):
        self.service = service
        self.wants_row = "" if data is None else data.get("go", "").removeprefix("row-")
        self.wants_row = self.wants_row if self.wants_row in FORMSETS else ""
        self.form = (
            ServiceEditForm(data, user=user, record=service)
            if service
            else ServiceForm(data, user=user)
        )
        self.form.notes = self
        self.stood = rows_of(service) if service else {}
        stored = shown(self.stood)
        self.rows = {
            name: rows(self._with_a_row(data, name), stored=stored.get(name, ()))
            for name, rows in FORMSETS.items()
        }

    def _with_a_row(self, data: QueryDict | None, name: str) -> QueryDict | None:
        """What was sent; with one row more, where that was asked for."""
        if data is None or self.wants_row != name:
            return data
        more, total = data.copy(), f"{name}-TOTAL_FORMS"
        sent = int(more[total]) if more.get(total, "").isdecimal() else 0
        more[total] = str(min(sent + 1, FORMSETS[name].max_num))
        return more

    @property
    def status(self) -> int:
        return 422 if self.form.is_bound and not self.wants_row else 200

    def sections(self) -> Iterator[Section]:
        for heading, names, rows in _SECTIONS:
            fields = [self.form[name] for name in names if name in self.form.fields]
            yield Section(heading, fields, [self.rows[name] for name in rows])

    def is_finished(self) -> bool:
        """Sent to be kept, and nothing needs the person any more."""
        parts = [self.form, *self.rows.values()]
        if self.wants_row or not all([part.is_valid() for part in parts]):
            return False
        if self.form.cleaned_data["kind"] == Service.Kind.SHELTER:
            for place in self.rows["locations"].forms:
                if place.says_something and not place.cleaned_data.get("DELETE"):
                    place.refuse_to_say_where()
        return all(part.is_valid() for part in parts) and not self.errors()

    @cached_property
    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """The rows as the action takes them."""
        rows = {name: each.kept() for name, each in self.rows.items()}
        return rows | rows_of_lines(self.form.cleaned_data, self.stood)

    def values(self) -> dict[str, Any]:
        """What `add_service` and `edit_service` take."""
        said = {name: at for name, at in self.form.cleaned_data.items() if name not in LINES}
        return said | self.kept

    def both(self, record: Service) -> list[tuple[str, str, str]]:
        """Each kind of rows, as typed and as it stands now."""
        now = rows_of(record)
        said = [
            (str(each.label), in_words(name, self.kept[name]), in_words(name, now[name]))
            for name, each in self.rows.items()
        ]
        papers = {name: LINES[name][2] for name in ("to_bring", "not_to_demand")}
        return said + [
            (
                str(self.form.fields[name].label),
                *(
                    "\n".join(
                        row["document"]
                        for row in rows["required_documents"]
                        if row["may_be_demanded"] is of["may_be_demanded"]
                    )
                    for rows in (self.kept, now)
                ),
            )
            for name, of in papers.items()
        ]

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error as (field's id, its label, what to do), in the order of the page."""
        if not self.form.is_bound or self.wants_row:
            return []
        found = [(self.form, None)]
        found += [(form, rows) for rows in self.rows.values() for form in rows.forms]
        told = []
        for form, rows in found:
            for name, messages in form.errors.items():
                field = None if name == NON_FIELD_ERRORS else form[name]
                id = field.auto_id if field else getattr(rows, "keeps", "")
                label = field.label if field else getattr(rows, "label", "")
                told += [(id, str(label), said) for said in messages]
        return told + [
            (rows.keeps, str(rows.label), said)
            for rows in self.rows.values()
            for said in rows.non_form_errors()
        ]
