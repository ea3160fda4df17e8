"""How much may be sent to a page, and which page takes a file at all?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., HttpResponse])
MEGABYTE = 1024 * 1024
# A browser shows our answer only when it could send what it had begun to send.
READ_TO_THE_END = 64 * MEGABYTE


def takes_file(*, most: int) -> Callable[[View], View]:
    """Let a view take a file of up to `most` bytes; every other view drops what it is sent."""

    def mark(view: View) -> View:
        view.__dict__["most_bytes"] = most
        return view

    return mark


class NoFiles(FileUploadHandler):
    """Lets a file pass by without keeping a byte of it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class Bounds:
    """Answers 413 to more than a page takes; a file goes to the disk, never whole into memory.

    Stands before the check against forged requests, which is the first to read what was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, *_args: object
    ) -> HttpResponse | None:
        most = getattr(view, "most_bytes", 0)
        if _length(request) > most + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            _read_past(request)
            return render(request, "413.html", {"most": most // MEGABYTE}, status=413)
        if most and request.user.is_authenticated:
            request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return None


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _read_past(request: HttpRequest) -> None:
    """Take what is still coming, and keep none of it."""
    read = 0
    while read < READ_TO_THE_END and (chunk := request.read(MEGABYTE // 16)):
        read += len(chunk)
