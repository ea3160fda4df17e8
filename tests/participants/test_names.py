"""How a name is looked up, and the same in the migration that filled the names there were."""

from __future__ import annotations

from importlib import import_module

import pytest

from participants.models import fold, search_key

MIGRATION = import_module("participants.migrations.0002_look_up_and_keep")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Masimbaya", "masimbaya"),
        ("  Ngiyema   Landing ", "ngiyema landing"),
        ("Gbɔnkɔ́to", "gbonkoto"),
        ("ÉCOLE", "ecole"),
        ("Ŋaluma", "naluma"),
        ("بومبالي", "بومبالي"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
    ],
)
def test_search_key(name, key):
    assert search_key(name) == key
    assert MIGRATION.search_key(name) == key


def test_a_term_keeps_its_letters():
    assert fold(" Lɛf  SKUL") == "lɛf skul"
