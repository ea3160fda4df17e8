"""What did a group lay out besides its list? A tool, the question asked, and rows in the tool's shape."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community

from .sessions import DialogueSession
from .shapes import SHAPES, ToolKind, ToolRow, is_free_text


class ToolQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ToolQuerySet:
        """Read by whoever reads the session."""
        return self.filter(session__in=DialogueSession.objects.visible_to(user))

    def for_page(self) -> ToolQuerySet:
        return self.select_related("session__subgroup__community__cluster", "session__round")

    def laid_out(self) -> list[Tool]:
        """The tools with their rows, in one query however many there are of whatever shape."""
        tools: dict[uuid.UUID, Tool] = {}
        rows = ToolRow.objects.shaped().filter(tool__in=self)
        rows = rows.select_related("tool__session__subgroup")
        for row in rows.order_by("tool__position", "tool_id", "position", "id"):
            tool = tools.setdefault(row.tool_id, row.tool)
            shaped = getattr(row, tool.shape.link())
            shaped.tool = tool
            tool.shaped = [*tool.shaped, shaped]
        return list(tools.values())


class Tool(Record):
    """One tool used in a session: the question it was used for, and what struck us."""

    session = models.ForeignKey(DialogueSession, models.CASCADE, related_name="tools")
    kind = models.CharField(_("tool"), max_length=30, choices=ToolKind)
    position = models.PositiveSmallIntegerField()
    question = models.CharField(_("the question we asked"), max_length=300, blank=True)
    about = models.CharField(_("what it is about, in their words"), max_length=200, blank=True)
    memo = models.TextField(_("what struck us"), max_length=2000, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(C="session kind position question about memo identifier_reason")
    objects = ToolQuerySet.as_manager()
    shaped: Sequence[ToolRow] = ()  # its rows, each as what it is, once they are laid out

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ToolKind.values), name="tool_kind")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def community(self) -> Community:
        return self.session.community

    @property
    def shape(self) -> type[ToolRow]:
        return SHAPES[self.kind]

    def get_absolute_url(self) -> str:
        return f"{self.session.get_absolute_url()}#tool-{self.pk}"

    @property
    def template(self) -> str:
        """How it is drawn."""
        return f"dialogues/_tool_{self.kind}.html"

    def own_rows(self) -> models.QuerySet:
        """Its rows as they are stored now, each as what it is."""
        return self.shape.objects.filter(tool=self)

    def grouped(self) -> list[tuple[Any, str, list[ToolRow]]]:
        """(value, in words, rows) for whatever its shape is drawn by, in the order of the choices."""
        name, groups = self.shape.grouped_by, {}
        for row in self.shaped:
            groups.setdefault(getattr(row, name), []).append(row)
        choices = dict(self.shape._meta.get_field(name).flatchoices)
        order = [value for value in choices if value in groups] or list(groups)
        return [(value, str(choices.get(value, value)), groups[value]) for value in order]


def stored_rows_of(tool: Tool) -> list[dict[str, Any]]:
    """The rows of a tool as plain values, in their order, each with its key."""
    names = [field.name for field in tool.shape.said_fields()]
    return [
        {"id": row.pk} | {name: getattr(row, name) for name in names} for row in tool.own_rows()
    ]


def revised_rows(tool: Tool) -> list[dict[str, Any]]:
    """Its rows as a Revision keeps them."""
    return [row | {"id": str(row["id"])} for row in stored_rows_of(tool)]


def texts_of(values: Mapping[str, Any], shape: type[ToolRow], rows: Sequence[Any]) -> list[str]:
    """Every word a person typed into a tool."""
    free = [field.name for field in shape.said_fields() if is_free_text(field)]
    said = [values[name] for name in ("question", "about", "memo")]
    return said + [row.get(name, "") for row in rows for name in free]
