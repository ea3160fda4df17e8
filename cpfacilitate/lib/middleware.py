"""What does every answer carry, and which page does an error get?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _

from .errors import AlreadyThere, DomainError, StaleVersion

if TYPE_CHECKING:
    from .records import Record

Respond = Callable[[HttpRequest], HttpResponse]
# Posted names that are machinery, not something a person typed.
MACHINERY = {"csrfmiddlewaretoken", "owner", "version", "id", "edition", "go", "next", "carried",
             "consent_script", "opening", "step"}  # fmt: skip


@runtime_checkable
class WithRows(Protocol):
    """A form whose record has rows of its own, which the page of two versions shows as well."""

    def rows_of_both(self, record: object) -> list[tuple[str, str, str]]:
        """(label, what was typed, what stands now) for each kind of rows."""

    def is_of_a_row(self, name: str) -> bool:
        """Was this posted name a field of a row?"""


def no_store(get_response: Respond) -> Respond:
    """Nothing behind sign-in is kept by a browser or by anything between."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


class DomainErrors:
    """Turns a DomainError into the 409 page: the sentence, both versions, and what was typed."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        stale, again = isinstance(error, StaleVersion), isinstance(error, AlreadyThere)
        form = error.form if stale else getattr(error.record, "shown_in", None)
        if form is not None and not hasattr(form, "cleaned_data"):
            form = None  # nothing was typed into it
        context = {
            "message": error.message,
            "record": error.record,
            "stale": stale,
            "differing": [] if form is None else both_versions(form, _as_kept(error.record)),
            "typed": typed(request, form, error.record),
            "again": again,
            # Only a form that edits can be put over what stands; a step is looked at anew.
            "can_put": stale and form is not None,
            "carried": carried(request, anew=again) if stale or again else [],
        }
        response = render(request, "409.html", context, status=409)
        if stale:
            response.headers["X-Stale"] = "1"  # what a page that saves itself has to show
        return response


def carried(request: HttpRequest, *, anew: bool = False) -> list[tuple[str, str]]:
    """Everything that was posted, to be sent again: to what stands now, or `anew` under a new key."""
    return [
        (name, str(uuid4()) if anew and name.partition("_")[0] == "id" else value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "version")
        for value in values
    ]


def _as_kept(record: Record) -> Record:
    """The record as it stands: the action that refused may have written into the one it read."""
    return type(record)._base_manager.get(pk=record.pk)


def both_versions(form: forms.Form, record: object) -> list[dict[str, str]]:
    """Each field of `form` in which what was typed is not what `record` says now.

    Only the form's own fields: what else was posted cannot make the page tell of the record.
    """
    pairs = [
        (
            field,
            _in_words(field, form.cleaned_data.get(field.name)),
            _in_words(field, getattr(record, field.name, None)),
        )
        for field in form.visible_fields()
        if hasattr(record, field.name)
    ]
    said = [(field.label, mine, theirs) for field, mine, theirs in pairs]
    if isinstance(form, WithRows):
        said += form.rows_of_both(record)
    return [
        {"label": label, "typed": mine, "now": theirs}
        for label, mine, theirs in said
        if mine != theirs
    ]


def _is_key(value: str) -> bool:
    """Is it a record's key, which no person typed?"""
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def _in_words(bound: forms.BoundField, value: object) -> str:
    """A value as the form words it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    if hasattr(value, "all"):  # some records, chosen or related
        value = list(value.all())
    chosen = value if isinstance(value, list | tuple) else [value]
    choices = dict(_flat(getattr(bound.field, "choices", ())))
    return ", ".join(
        choices.get(str(getattr(one, "pk", one)), str(localize(one))) for one in chosen
    )


def _flat(choices: Iterable) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def typed(request: HttpRequest, form: forms.Form | None, record: object) -> list[tuple[str, str]]:
    """What was posted besides what `both_versions` compares, as (label, in words)."""
    asked = {} if form is None else {field.name: field for field in form.visible_fields()}
    told = []
    for name, values in request.POST.lists():
        if name in MACHINERY or "_FORMS" in name or not any(values) or _is_key(values[0]):
            continue
        if isinstance(form, WithRows) and form.is_of_a_row(name):
            continue
        if name not in asked:
            told.append((name.rsplit("-", 1)[-1].replace("_", " "), ", ".join(values)))
        elif not hasattr(record, name):
            told.append((asked[name].label, _in_words(asked[name], form.cleaned_data[name])))
    return told
