"""Does every field say whom it could hurt, and every moment who it was?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import DataClass, data_class_of

OURS = ("audit", "accounts", "participants", "dialogues", "referrals", "reports")
# A moment and its person that are not set together, and why.
APART = {
    "dialogues.DialogueSession.locked": "locks by itself after fourteen days, by nobody",
}


def ours() -> Iterator[type[models.Model]]:
    """Every model of ours that has a table."""
    return (model for model in apps.get_models() if model._meta.app_label in OURS)


def test_every_field_has_a_class():
    missing = [
        str(field)
        for model in ours()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if data_class_of(field) is None
    ]
    assert missing == []


def test_every_class_is_of_a_field():
    """A field that was renamed leaves no class behind under its old name."""
    wrong = [
        f"{model._meta.label}.{name}"
        for model in ours()
        for name in vars(model).get("data_classes", {})
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert wrong == []


def test_what_is_sealed_is_confidential():
    """Ciphertext in the table is for what could hurt most; the class says so to everyone else."""
    wrong = [
        str(field)
        for model in ours()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField) and data_class_of(field) != DataClass.CONFIDENTIAL
    ]
    assert wrong == []


def test_a_moment_and_its_person_are_set_together():
    """`left_at` and `left_by` in one CheckConstraint, unless both are never empty."""
    wrong = []
    for model in ours():
        fields = {field.name: field for field in model._meta.local_fields}
        checks = " ".join(
            str(check.condition)
            for check in model._meta.constraints
            if isinstance(check, models.CheckConstraint)
        )
        for name in fields:
            stem = name.removesuffix("_at")
            if stem == name or f"{stem}_by" not in fields:
                continue
            pair = (fields[name], fields[f"{stem}_by"])
            together = all(re.search(rf"'{field.name}(__isnull)?'", checks) for field in pair)
            where = f"{model._meta.label}.{stem}"
            if any(field.null for field in pair) and not together and where not in APART:
                wrong.append(where)
    assert wrong == []


def test_every_status_is_one_of_its_words():
    wrong = []
    for model in ours():
        checks = " ".join(
            str(check.condition)
            for check in model._meta.constraints
            if isinstance(check, models.CheckConstraint)
        )
        wrong += [
            str(field)
            for field in model._meta.local_fields
            if field.name == "status" and "'status__in'" not in checks
        ]
    assert wrong == []


def test_free_text_is_bounded():
    """2 000 characters at most, of whatever a person writes; what is sealed is bounded by its form."""
    wrong = [
        str(field)
        for model in ours()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField)
        and not isinstance(field, EncryptedTextField)
        and not (field.max_length and field.max_length <= 2000)
    ]
    assert wrong == []


def test_no_key_can_be_counted():
    wrong = [
        model._meta.label
        for model in ours()
        if not isinstance(getattr(model._meta.pk, "target_field", model._meta.pk), models.UUIDField)
    ]
    assert wrong == []
