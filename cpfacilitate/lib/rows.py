"""How does a record bring rows that belong to it along, in the one query that reads it?"""

from __future__ import annotations

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class Rows(Subquery):
    """The rows of a queryset as a list of dicts: `annotate(signs=Rows(signs, words="words"))`.

    The queryset is of the record through OuterRef. What comes is plain: days and keys as text, in
    no order, and None instead of an empty list where the database says so.
    """

    def __init__(self, rows: QuerySet, **names: str):
        one = JSONObject(**names)
        super().__init__(rows.order_by().values(one=one), output_field=JSONField())

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT json_group_array(json(every.one)) FROM (%(subquery)s) AS every)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT jsonb_agg(every.one) FROM (%(subquery)s) AS every)"
        return self.as_sql(compiler, connection, template=template, **extra)
