"""Who may do what, said a second time: the table may not approve itself."""

from django.urls import reverse

from cpfacilitate.accounts import roles
from cpfacilitate.accounts.roles import (
    MAY_GIVE,
    PERMISSIONS,
    SCOPE,
    SECOND_FACTOR,
    Permission,
    Role,
)

# One letter a role: Facilitator, Mentor, focal Point, Coordinator, committee member (B), Social
# worker, Observer, Administrator.
LETTERS = dict(zip("FMPCBSOA", Role, strict=True))
TABLE = {
    "view_community": "FMCB", "keep_community": "FC", "record_agreement": "F",
    "end_agreement": "FB", "step_back": "M", "view_session": "FM", "reflect": "FM", "log_session": "F",
    "lock_session": "FM", "unlock_session": "M", "view_findings": "FMB", "carry_finding": "F",
    "view_plan": "FMCB",
    "keep_criteria": "C", "prepare_plan": "F", "review_plan": "B", "agree_plan": "FB", "report_action": "FB",
    "view_directory": "FMPCBS", "keep_directory": "C", "raise_concern": "FMPCBS",
    "take_up_concern": "P", "raise_referral": "FP", "watch_referral": "P",
    "cosign_referral": "P", "receive_referral": "S", "keep_referral_rules": "C",
    "view_figures": "CO",
    "invite_people": "CA", "keep_installation": "A",
}  # fmt: skip
SCOPES = {"assigned": "FMBS", "organisation": "PCO", "installation": "A"}


def test_permissions():
    assert {
        permission.value: {role for role in Role if permission in PERMISSIONS[role]}
        for permission in Permission
    } == {name: {LETTERS[letter] for letter in letters} for name, letters in TABLE.items()}


def test_scopes():
    assert {
        LETTERS[letter]: scope for scope, letters in SCOPES.items() for letter in letters
    } == SCOPE


def test_who_gives_which_role():
    given = {giver.value: {role.value for role in given} for giver, given in MAY_GIVE.items()}
    assert given == {
        "coordinator": {
            "facilitator", "mentor", "focal_point", "committee_member", "social_worker", "observer",
        },
        "administrator": {"coordinator", "administrator"},
    }  # fmt: skip


def test_who_needs_a_second_step():
    assert {LETTERS[letter] for letter in "SPCA"} == SECOND_FACTOR


def test_the_help_page_says_the_same(world, as_user):
    for person in (world.facilitator, world.stranger):
        response = as_user(person).get(reverse("help_roles"))
        assert response.status_code == 200
        assert response.context["roles"] == roles.in_words()
        page = response.content.decode()
        rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[2:]
        assert [row.count("<td>") for row in rows] == [8] * len(Permission)
        for row, permission in zip(rows, Permission, strict=True):
            cells = row.split("<td>")[1:]
            said = {role for role, cell in zip(Role, cells, strict=True) if "yes" in cell}
            assert said == {LETTERS[letter] for letter in TABLE[permission]}
            assert str(permission.label) in row


def test_the_help_page_is_for_people_here(as_user, db):
    assert as_user(None).get(reverse("help_roles")).status_code == 302
