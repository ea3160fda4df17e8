"""Is what a person typed bounded, and never lost?"""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.core import signing

from cpfacilitate.lib.forms import OWNER_SALT, CreateForm, EditForm, ReasonForm, line, text


class NoteForm(CreateForm):
    note = text("Note")
    title = line("Title", required=False)


@pytest.fixture
def user():
    return SimpleNamespace(pk=uuid.uuid4())


def filled(user, **data) -> NoteForm:
    return NoteForm({"id": str(uuid.uuid4()), **data}, user=user)


def test_two_thousand_characters_are_enough(user):
    assert filled(user, note="ŋ" * 2000).is_valid()


def test_one_more_is_refused_with_the_text_still_there(user):
    form = filled(user, note="ŋ" * 2001)
    assert not form.is_valid()
    assert list(form.errors) == ["note"]
    assert "ŋ" * 2001 in str(form["note"])


def test_a_new_line_is_one_character_however_it_travels(user):
    form = filled(user, note="a\r\n" * 999 + "aa")
    assert form.is_valid()
    assert form.cleaned_data["note"] == "a\n" * 999 + "aa"


def test_a_browser_does_not_cut_what_is_pasted(user):
    assert "maxlength" not in str(NoteForm(user=user)["note"])


def test_a_line_is_bounded_too(user):
    assert not filled(user, note="a", title="b" * 201).is_valid()


def test_every_new_form_has_a_key_of_its_own(user):
    keys = {str(NoteForm(user=user)["id"].value()) for _ in range(3)}
    assert len(keys) == 3
    form = NoteForm(user=user)
    assert form["id"].value() == form["id"].value()


def test_without_its_key_nothing_is_made(user):
    assert "id" in NoteForm({"note": "a"}, user=user).errors


def test_an_edit_says_which_version_it_saw(user):
    class Edit(EditForm):
        note = text("Note")

    record = SimpleNamespace(note="as it was", version=7)
    form = Edit(user=user, record=record)
    assert (form["note"].value(), form["version"].value()) == ("as it was", 7)
    assert record.shown_in is form
    assert "version" in Edit({"note": "b"}, user=user, record=record).errors


def test_the_mark_of_its_person_is_signed_and_goes_no_further(user):
    form = ReasonForm({"reason": "She asked."}, user=user)
    assert form.is_valid()
    assert form.cleaned_data == {"reason": "She asked."}
    mark = ReasonForm(user=user)["owner"].value()
    assert signing.loads(mark, salt=OWNER_SALT) == str(user.pk)


@pytest.mark.parametrize("words", ["\u202eabc", "ɓɛɗɔ", "👩🏾‍🌾", "أطفال", "a\u0000b"])
def test_any_script_comes_back_as_it_was_or_is_refused(user, words):
    form = filled(user, note=words)
    assert form.is_valid() == ("\u0000" not in words)
    if form.is_valid():
        assert form.cleaned_data["note"] == words
