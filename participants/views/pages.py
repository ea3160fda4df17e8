"""How does a view of this app take a form and answer with a page?"""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None when the form is only opened."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """The page of a form; one that was sent and is not right comes back with 422."""
    status = 422 if form.is_bound else 200
    return render(request, f"participants/{template}.html", context | {"form": form}, status=status)
