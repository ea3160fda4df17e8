"""What changed is marked word by word, step by step, and nothing else is."""

from dialogues.changes import (
    ADDED,
    CHANGED,
    DROPPED,
    REMOVED,
    SAME,
    Piece,
    compare,
    marked,
    numbered,
    whole,
)


def step(key="1", **about):
    return {
        "id": key, "what": "A rule", "details": "First a warning, then a fine.",
        "owner_group": "Men", "starts_on": "", "due_on": "", "dropped": "", "roles": [], **about,
    }  # fmt: skip


def role(key="r", **about):
    return {"id": key, "role": "drama", "who": "9 girls", "mode": "Lead", "started_by": "", **about}


def plan(*actions, **about):
    text = {"name": "Books", "goal": "No loads.", "harm": "ebi wok", "builds_on": ["wata tem"]}
    return {**text, "actions": list(actions), **about}


def kinds(changes):
    return [item.kind for item in changes.actions]


def test_words_that_changed():
    assert marked("First a warning, then a fine.", "First a warning, then a help day.").pieces == (
        Piece(SAME, "First a warning, then a "),
        Piece(REMOVED, "fine."),
        Piece(ADDED, "help day."),
    )


def test_a_day_changes_as_a_whole():
    assert whole("16 November", "18 November").pieces == (
        Piece(REMOVED, "16 November"),
        Piece(ADDED, "18 November"),
    )
    assert whole("", "18 November").pieces == (Piece(ADDED, "18 November"),)


def test_without_a_text_before_nothing_is_marked():
    changes = compare(None, plan(step()))
    assert not changes.is_changed
    assert kinds(changes) == [SAME]


def test_the_same_text_is_not_marked():
    assert not compare(plan(step(roles=[role()])), plan(step(roles=[role()]))).is_changed


def test_each_step_says_what_became_of_it():
    before = plan(step("1"), step("2"), step("3"), step("4"))
    after = plan(step("1"), step("2", what="A law"), step("4", dropped="No."), step("5"))
    assert kinds(compare(before, after)) == [SAME, CHANGED, DROPPED, ADDED, REMOVED]


def test_a_role_that_goes_changes_its_step_and_stays_readable():
    changes = compare(plan(step(roles=[role()])), plan(step()))
    assert kinds(changes) == [CHANGED]
    (gone,) = changes.actions[0].roles
    assert (gone.kind, gone.now["role"]) == (REMOVED, "drama")


def test_what_it_builds_on_is_a_list():
    changes = compare(plan(), plan(builds_on=["susu"]))
    assert changes.fields["builds_on"].pieces == (Piece(ADDED, "susu"), Piece(REMOVED, "wata tem"))


def test_a_text_from_before_the_checks_were_part_of_it_marks_none():
    after = plan(step(roles=[role(safety_checked="We asked")]))
    assert not compare(plan(step(roles=[role()])), after).is_changed
    unchecked = plan(step(roles=[role(safety_checked="")]))
    assert kinds(compare(unchecked, after)) == [CHANGED]


def test_milestones_come_go_and_change():
    rota = {"id": "m", "what": "The rota hangs", "due_on": "9 May"}
    changes = compare(plan(step(milestones=[rota])), plan(step(milestones=[])))
    assert (kinds(changes), changes.actions[0].milestones[0].kind) == ([CHANGED], REMOVED)
    later = {**rota, "due_on": "16 May"}
    changes = compare(plan(step(milestones=[rota])), plan(step(milestones=[later])))
    (stone,) = changes.actions[0].milestones
    assert (stone.kind, stone.fields["what"].is_changed) == (CHANGED, False)
    assert stone.fields["due_on"].pieces == (Piece(REMOVED, "9 May"), Piece(ADDED, "16 May"))


def test_what_it_works_with_comes_goes_and_changes():
    cans = {"id": "r", "whose": "Ours", "what": "cans", "how_much": "forty", "brought_by": "",
            "service": ""}  # fmt: skip
    assert compare(plan(resources=[]), plan(resources=[cans])).resources[0].kind == ADDED
    assert compare(plan(resources=[cans]), plan(resources=[])).is_changed
    more = {**cans, "how_much": "sixty"}
    (line,) = compare(plan(resources=[cans]), plan(resources=[more])).resources
    assert (line.kind, line.fields["how_much"].is_changed) == (CHANGED, True)


def test_a_text_from_before_there_were_such_lists_marks_none_of_them():
    stone = {"id": "m", "what": "The rota hangs", "due_on": ""}
    line = {"id": "r", "whose": "Ours", "what": "cans", "how_much": "", "brought_by": "",
            "service": ""}  # fmt: skip
    after = plan(
        step(milestones=[stone], weight="Large", parent="", roles=[role()]), resources=[line]
    )
    assert not compare(plan(step(roles=[role()])), after).is_changed
    assert not compare(None, plan(step())).resources


def test_parts_stand_behind_their_step_and_those_of_a_step_that_is_gone_by_themselves():
    text = plan(step("1"), step("2"), step("3", parent="1"), step("4", parent="0"))
    numbers = [(number, item.id) for number, item in numbered(compare(None, text).actions)]
    assert numbers == [("1", "1"), ("1.1", "3"), ("2", "2"), ("3", "4")]


def test_a_step_that_becomes_a_part_has_changed():
    assert kinds(compare(plan(step("1"), step("2", parent="")),
                         plan(step("1"), step("2", parent="1")))) == [SAME, CHANGED]  # fmt: skip
