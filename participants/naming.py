"""Could these words tell somebody who a child is? Asked of every free text about a community."""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.identifiers import hints

from .models import Community


def excerpts(community: Community, *texts: str) -> list[str]:
    """Every stretch of these words that may identify someone, once each."""
    groups = [group.label for group in community.subgroups.all()]
    known = [community.name, community.cluster.name, *groups]
    found = (hint.excerpt for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


def named_in(community: Community, *texts: str) -> list[str]:
    """Every stretch of the names of a group that may be a person's: no reason makes that neutral."""
    known = [community.name, community.cluster.name]
    found = (hint.excerpt for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


def neutral_sentence(found: list[str]) -> str:
    """What a person reads who gives a group a name that may be somebody's."""
    words = {"words": get_text_list([f"“{each}”" for each in found], _("and"))}
    return (
        _(
            "This may tell who is in the group: %(words)s. Everybody reads it, so choose a neutral "
            "name, in small letters where it is nobody’s."
        )
        % words
    )


def demand_neutral(community: Community, *texts: str) -> None:
    """Raise NotPossible when the names of a group may be a person's."""
    if found := named_in(community, *texts):
        raise NotPossible(neutral_sentence(found))


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


def demand_names_nobody(community: Community, reason: str, *texts: str) -> str:
    """Why words that may tell who someone is name nobody; nothing where no words may.

    Raises NotPossible when they may and no reason is given.
    """
    found = excerpts(community, *texts)
    if found and not reason.strip():
        raise NotPossible(naming_sentence(found))
    return reason.strip() if found else ""
