"""Lists that come in and go out: read a file, look at what it would do, then bring it in."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted
from cpfacilitate.lib.uploads import MEGABYTE, takes_file

from .. import actions, tables
from ..forms import (
    CommunityExportForm,
    CommunityImportForm,
    ServiceExportForm,
    ServiceImportForm,
)
from ..hsds import writing
from ..hsds.terms import TERMS
from ..models import ImportRun
from ..permissions import can_move_lists, demand_move_lists, demand_see_directory
from ..rows import RowForm

# Format → how it is written, and as what it travels.
WRITERS = {
    "csv": (tables.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        tables.as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@takes_file(most=10 * MEGABYTE)
@require_http_methods(["GET", "POST"])
def community_import(request: HttpRequest) -> HttpResponse:
    """Read a list of communities from a file."""
    demand_move_lists(request.user)
    files = request.FILES if request.method == "POST" else None
    form = CommunityImportForm(posted(request), files, user=request.user)
    if form.is_valid():
        return redirect(actions.read_import(**form.cleaned_data, by=request.user))
    status = 422 if form.is_bound else 200
    context = {"form": form, "columns": RowForm()}
    return render(request, "reports/community_import.html", context, status=status)


@takes_file(most=10 * MEGABYTE)
@require_http_methods(["GET", "POST"])
def service_import(request: HttpRequest) -> HttpResponse:
    """Read a directory of services from a file."""
    demand_move_lists(request.user, kind=ImportRun.Kind.SERVICES)
    files = request.FILES if request.method == "POST" else None
    form = ServiceImportForm(posted(request), files, user=request.user)
    if form.is_valid():
        return redirect(actions.read_import(**form.cleaned_data, by=request.user))
    status = 422 if form.is_bound else 200
    return render(request, "reports/service_import.html", {"form": form}, status=status)


@require_GET
def import_show(request: HttpRequest, pk) -> HttpResponse:
    """What would come of it, row by row; or what came of it."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    found = None if run.applied_at else actions.outlook(run)
    return render(request, "reports/import_show.html", {"run": run, "found": found})


@require_POST
def import_apply(request: HttpRequest, pk) -> HttpResponse:
    """Bring it in."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    made = actions.apply_import(run, by=request.user).made
    if run.is_directory:
        words = _("Brought in: %(services)s new, %(changed)s changed.")
        messages.success(request, words % made)
    else:
        words = ngettext(
            "%(communities)s community is entered.",
            "%(communities)s communities are entered.",
            made["communities"],
        )
        messages.success(request, words % made)
    return redirect(run)


@require_POST
def import_discard(request: HttpRequest, pk) -> HttpResponse:
    """Throw away what was read."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    actions.discard_import(run, by=request.user)
    messages.success(request, _("Thrown away. Nothing of it was kept."))
    again = "service_import" if run.is_directory else "community_import"
    return redirect(f"reports:{again}")


@require_POST
def community_export(request: HttpRequest) -> HttpResponse:
    """The communities one sees, as a file that can be brought in again."""
    demand_move_lists(request.user)
    form = CommunityExportForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "reports/community_export.html", {"form": form}, status=422)
    chosen = form.cleaned_data["format"]
    write, travels_as = WRITERS[chosen]
    lines = actions.export_communities(by=request.user)
    answer = HttpResponse(write(lines), content_type=travels_as)
    answer.headers["Content-Disposition"] = f'attachment; filename="communities.{chosen}"'
    return answer


# Format → how it is written, as what it travels, and how its name ends.
DIRECTORY = {
    "json": (writing.as_json, "application/json", "json"),
    "zip": (writing.as_tables, "application/zip", "zip"),
}


@require_http_methods(["GET", "POST"])
def service_export(request: HttpRequest) -> HttpResponse | FileResponse:
    """What is public of the services, as a file of the Human Services Data Specification."""
    demand_see_directory(request.user)
    form = ServiceExportForm(posted(request), user=request.user)
    if not form.is_valid():
        can_bring_in = can_move_lists(request.user, kind=ImportRun.Kind.SERVICES)
        context = {"form": form, "terms": TERMS, "can_bring_in": can_bring_in}
        status = 422 if form.is_bound else 200
        return render(request, "reports/service_export.html", context, status=status)
    write, travels_as, ending = DIRECTORY[form.cleaned_data["format"]]
    file = write(actions.export_services(by=request.user))
    name = f"services-{clock.today().isoformat()}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=travels_as)
