"""How do a record's few rows come along in the record's own query?"""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject


class _Listed(Aggregate):
    """Values as one JSON list, in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def gathered(rows: QuerySet, of: str, **fields: str) -> Subquery:
    """An annotation: the rows whose foreign key `of` is the record, each as a dict; None for none.

    `fields` are name → path. Dates arrive as text, and the rows in no order.
    """
    listed = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(listed.annotate(rows=_Listed(JSONObject(**fields))).values("rows"))
