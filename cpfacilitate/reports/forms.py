"""What is asked of whoever brings a list in, or takes one out?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import CreateForm, PersonForm, one_of
from participants.standing import standing_of

from . import tables
from .rows import COLUMNS, NEEDED


class CommunityImportForm(CreateForm):
    """The organisation is asked for only where a person keeps the communities of several."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV in UTF-8, or an Excel file (.xlsx): up to 10 MB and 2 000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = standing_of(self.user).organisations(Permission.KEEP_COMMUNITY)
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
                table = tables.read(file.file, columns=COLUMNS, needed=NEEDED)
            except tables.Unreadable as unreadable:
                self.add_error("file", str(unreadable))
            else:
                cleaned |= {"rows": table.rows, "left_aside": table.left_aside}
        return cleaned


class CommunityExportForm(PersonForm):
    format = one_of(_("As which file?"), [("csv", "CSV"), ("xlsx", _("Excel (.xlsx)"))])
