"""What is asked of whoever brings a list in, or takes one out?"""

from __future__ import annotations

from typing import IO, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib.forms import CreateForm, PersonForm, line, one_of
from participants.models import Service
from participants.standing import standing_of

from .. import tables
from ..hsds import reading as hsds
from ..hsds.outlook import without_shelters
from ..models import NEEDED, ImportRun
from ..rows import COLUMNS
from ..rows import NEEDED as NEEDED_COLUMNS


class _ImportForm(CreateForm):
    """The organisation is asked for only where a person keeps the lists of several."""

    kind: str
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = standing_of(self.user).organisations(NEEDED[self.kind])
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=mine)
        if len(mine) == 1:
            field.initial, field.widget = next(iter(mine)), forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The file gives way to what was read from it."""
        cleaned = super().clean()
        file = cleaned.pop("file", None)
        if file is not None:
            try:
                cleaned |= self.read(file.file, cleaned)
            except tables.Unreadable as unreadable:
                self.add_error("file", str(unreadable))
        return cleaned | {"kind": self.kind}

    def read(self, file: IO[bytes], cleaned: dict[str, Any]) -> dict[str, Any]:
        """What is kept of a file. Raises Unreadable."""
        raise NotImplementedError


def _file(help_text: Any, accept: str) -> forms.FileField:
    return forms.FileField(
        label=_("The file"),
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": accept}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file."),
        },
    )


class CommunityImportForm(_ImportForm):
    kind = ImportRun.Kind.COMMUNITIES
    file = _file(
        _("CSV in UTF-8, or an Excel file (.xlsx): up to 10 MB and 2 000 rows."), ".csv,.xlsx"
    )

    def read(self, file: IO[bytes], cleaned: dict[str, Any]) -> dict[str, Any]:
        table = tables.read(file, columns=COLUMNS, needed=NEEDED_COLUMNS)
        return {"rows": table.rows, "left_aside": table.left_aside}


class ServiceImportForm(_ImportForm):
    kind = ImportRun.Kind.SERVICES
    file = _file(
        _("JSON, or a zip of the tables as CSV: up to 10 MB and 1 000 services."), ".json,.zip"
    )
    kind_of_help = forms.ChoiceField(
        label=_("Kind of help, where the file does not say"),
        choices=[("", _("Choose one")), *Service.Kind.choices],
        required=False,
        help_text=_("Many files do not tell this. It can be put right service by service later."),
    )
    district = line(_("District, where the file does not say"), most=100, required=False)

    def read(self, file: IO[bytes], cleaned: dict[str, Any]) -> dict[str, Any]:
        reading = hsds.read(file)
        given = {
            "kind": cleaned.pop("kind_of_help", ""),
            "district": cleaned.pop("district", ""),
        }
        entries = without_shelters(reading.entries, given)
        return {
            "rows": [vars(entry) for entry in entries],
            "left_aside": list(reading.left_aside),
            "given": given,
        }


class CommunityExportForm(PersonForm):
    format = one_of(_("As which file?"), [("csv", "CSV"), ("xlsx", _("Excel (.xlsx)"))])


class ServiceExportForm(PersonForm):
    format = one_of(_("As which file?"), [("json", _("JSON")), ("zip", _("Tables (a zip of CSV)"))])
