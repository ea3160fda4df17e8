"""What do all forms share: bounds on text, the key of what they create, the version of what they edit."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from . import clock

LONGEST_TEXT = 2000
OWNER_SALT = "cpfacilitate.form-owner"
TO_COME = _("This day is still to come.")
# What an empty field asks for; the first kind of field that fits.
ASKED_FOR: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.MultipleChoiceField, _("Choose at least one.")),
    (forms.ModelMultipleChoiceField, _("Choose at least one.")),
    (forms.ChoiceField, _("Choose one.")),
    (forms.ModelChoiceField, _("Choose one.")),
    (forms.DateField, _("Enter a day.")),
    (forms.TimeField, _("Enter a time.")),
    (forms.DateTimeField, _("Enter a day and a time.")),
    (forms.IntegerField, _("Enter a number.")),
    (forms.FileField, _("Choose a file.")),
    (forms.BooleanField, _("Tick this to go on.")),
    (forms.CharField, _("Write something here.")),
)


class FreeText(forms.CharField):
    """Text over several lines, counted as its writer counts: a new line is one character."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: a browser would cut what is pasted, and say nothing."""
        return {
            name: at for name, at in super().widget_attrs(widget).items() if name != "maxlength"
        }


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing; None for a page to read."""
    return request.POST if request.method == "POST" else None


def line(label: str, *, required: bool = True, most: int = 200, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, required=required, max_length=most, **kwargs)


def text(
    label: str, *, required: bool = True, most: int = LONGEST_TEXT, rows: int = 3, **kwargs: Any
) -> forms.CharField:
    """Free text; longer than the bound is refused with the text still in the field."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"})
    return FreeText(label=label, required=required, max_length=most, widget=widget, **kwargs)


def day(label: str, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    """A calendar day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **kwargs)


def past_day(label: Any, *, to_come: Any = TO_COME, **kwargs: Any) -> forms.DateField:
    """A calendar day up to today; `to_come` is said of any other."""

    def refuse_to_come(value: date) -> None:
        if value > clock.today():
            raise ValidationError(to_come)

    return day(label, validators=[refuse_to_come], **kwargs)


def refuse_before(form: forms.Form, name: str, since: date, too_early: Any) -> None:
    """Say `too_early` of a day before `since`; nothing of one that was not read as a day."""
    chosen = form.cleaned_data.get(name)
    if chosen is not None and chosen < since:
        form.add_error(name, too_early)


def one_of(
    label: str, choices: Any, *, required: bool = True, **kwargs: Any
) -> forms.TypedChoiceField:
    """One of a few, all of them in view."""
    return forms.TypedChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect, **kwargs
    )


def some_of(
    label: str, choices: Any, *, required: bool = True, **kwargs: Any
) -> forms.MultipleChoiceField:
    """Some of a few, all of them in view."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def tick(label: str, *, required: bool = False, **kwargs: Any) -> forms.BooleanField:
    """Yes when ticked."""
    return forms.BooleanField(label=label, required=required, **kwargs)


def ask_in_words(form: forms.BaseForm) -> None:
    """Let an empty field say what to do, where it would only say that it is required."""
    unsaid = forms.Field.default_error_messages["required"]
    for field in form.fields.values():
        if field.error_messages["required"] is unsaid:
            kinds = (words for kind, words in ASKED_FOR if isinstance(field, kind))
            field.error_messages["required"] = next(kinds, unsaid)


class PersonForm(forms.Form):
    """A form that knows who fills it.

    It carries a signed mark of that person, so that what was typed can be given back to the same
    person after an expired sign-in (`accounts.middleware.SignInRequired`).
    """

    owner = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["owner"].initial = signing.dumps(str(user.pk), salt=OWNER_SALT)

    def full_clean(self) -> None:
        ask_in_words(self)
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("owner", None)
        return cleaned


class CreateForm(PersonForm):
    """Makes a record under a key of its own, so that sending it twice makes it once."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["id"].initial = uuid.uuid4


class EditForm(PersonForm):
    """Changes a record as it stood when the form was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, record: Any, **kwargs: Any):
        self.record = record
        own = [name for name in self.base_fields if name != "owner"]
        initial = {name: getattr(record, name, None) for name in own}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        record.shown_in = self


class ReasonForm(PersonForm):
    """Asks why, and nothing else."""

    reason = text(_("Reason"), rows=2, most=600)
