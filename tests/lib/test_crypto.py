"""What is confidential: is it unreadable in the database, and only there?"""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from cpfacilitate.accounts.models import CarriedForm
from cpfacilitate.lib.crypto import UNREADABLE, seal, unseal

WORDS = "Ma Kadie’s kola tree, near the ɓig rock 🌳"


@pytest.fixture
def kept(world) -> CarriedForm:
    return CarriedForm.objects.create(user=world.facilitator, path="/", posted=WORDS)


def column(kept: CarriedForm) -> str:
    """What the table itself holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT posted FROM accounts_carriedform")
        return cursor.fetchone()[0]


def test_there_and_back(kept):
    assert CarriedForm.objects.get(pk=kept.pk).posted == WORDS


def test_the_table_holds_ciphertext_only(kept):
    stored = column(kept)
    assert stored.startswith("gAAAA")
    assert "Kadie" not in stored


def test_the_same_words_never_look_the_same():
    assert seal(WORDS) != seal(WORDS)


def test_empty_stays_empty(kept):
    kept.posted = ""
    kept.save()
    assert column(kept) == ""
    assert CarriedForm.objects.get(pk=kept.pk).posted == ""


def test_an_old_key_still_reads_and_a_new_one_writes(kept, settings):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    fresh = CarriedForm.objects.get(pk=kept.pk)
    assert fresh.posted == WORDS
    fresh.save()
    settings.FIELD_KEYS = [new]
    assert CarriedForm.objects.get(pk=kept.pk).posted == WORDS


def test_without_the_key_it_says_so_is_never_written_over_and_can_be_deleted(kept, settings):
    stored = column(kept)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    fresh = CarriedForm.objects.get(pk=kept.pk)
    assert fresh.posted == str(UNREADABLE)
    with pytest.raises(ValueError, match="posted"), transaction.atomic():
        fresh.save()
    fresh.path = "/other/"
    fresh.save(update_fields=["path"])
    assert column(kept) == stored
    fresh.delete()
    assert not CarriedForm.objects.exists()


def test_what_was_tampered_with_is_unreadable():
    assert unseal(seal(WORDS)[:-2] + "xx") == str(UNREADABLE)
    assert unseal("never sealed") == str(UNREADABLE)


def test_no_key_no_storing(settings):
    settings.FIELD_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        seal(WORDS)


@pytest.mark.parametrize(
    "how", ["posted", "posted__icontains", "posted__in", "posted__gt", "posted__startswith"]
)
def test_it_cannot_be_searched(kept, how):
    with pytest.raises(TypeError):
        CarriedForm.objects.filter(**{how: [WORDS]}).exists()


def test_whether_there_is_one_can_be_asked(kept):
    assert CarriedForm.objects.filter(posted__isnull=False).count() == 1
