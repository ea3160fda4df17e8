"""Could the words of a plan tell somebody who a child is?"""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cpfacilitate.lib.identifiers import hints
from participants.models import Community


def excerpts(community: Community, *texts: str) -> list[str]:
    """Every stretch of these words that may identify someone, once each."""
    groups = [group.label for group in community.subgroups.all()]
    known = [community.name, community.cluster.name, *groups]
    found = (hint.excerpt for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


def naming_sentence(found: list[str]) -> str:
    """What a person reads whose words may tell who someone is."""
    words = {"words": get_text_list([f"“{each}”" for each in found], _("and"))}
    return (
        _(
            "This may tell who someone is: %(words)s. Rewrite it, or say below why these words "
            "name nobody."
        )
        % words
    )
