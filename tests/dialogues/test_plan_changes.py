"""What changed is marked word by word, step by step, and nothing else is."""

from dialogues.changes import ADDED, CHANGED, DROPPED, REMOVED, SAME, Piece, compare, marked, whole


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
