"""How does a form about a dialogue or a plan ask about words that may tell who someone is?"""

from __future__ import annotations

from cpfacilitate.lib.identifiers import Hint
from participants.forms import naming

from ..guard import seen_in


class NamesNobody(naming.NamesNobody):
    """As elsewhere, but what people here call harms and plans names nobody either."""

    def seen_in(self, texts: list[str]) -> list[Hint]:
        return seen_in(self.community(), texts, by=self.user)
