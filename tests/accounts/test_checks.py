"""What a real installation still lacks is said by name."""

from __future__ import annotations

import pytest

from cpfacilitate.accounts.checks import deployment


@pytest.mark.parametrize("place", ["", "a server in Freetown"])
def test_a_community_can_be_told_where_its_words_are_kept(settings, place):
    settings.HOSTING_PLACE = place
    said = [error.msg for error in deployment(None) if "HOSTING_PLACE" in error.msg]
    assert said == (
        [] if place
        else ["HOSTING_PLACE is not set: no community can be told where its words are kept."]
    )  # fmt: skip
