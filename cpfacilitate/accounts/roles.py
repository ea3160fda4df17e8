"""Who may do what? The whole of it, on one screen; the help page and the README are made from it.

A role is held in an organisation. How far it reaches is `SCOPE`: one's own communities or services
(by Assignment), the whole organisation, or the installation. Deny by default.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    FACILITATOR = "facilitator", _("Facilitator")
    MENTOR = "mentor", _("Mentor")
    FOCAL_POINT = "focal_point", _("Focal point")
    COORDINATOR = "coordinator", _("Coordinator")
    COMMITTEE_MEMBER = "committee_member", _("Committee member")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Scope(TextChoices):
    ASSIGNED = "assigned", _("own communities or services")
    ORGANISATION = "organisation", _("the organisation")
    INSTALLATION = "installation", _("the installation")


class Permission(TextChoices):
    VIEW_COMMUNITY = "view_community", _("see a community, its agreement and its groups")
    KEEP_COMMUNITY = "keep_community", _("keep a community, its groups and rounds")
    RECORD_AGREEMENT = "record_agreement", _("record what the community decided about taking part")
    END_AGREEMENT = "end_agreement", _("pause or withdraw")
    STEP_BACK = "step_back", _("step back on the organisation’s side")
    VIEW_SESSION = "view_session", _("read sessions and the comparison")
    REFLECT = "reflect", _("reflect on sessions and on a community’s questions")
    LOG_SESSION = "log_session", _("log a session")
    LOCK_SESSION = "lock_session", _("lock a session")
    UNLOCK_SESSION = "unlock_session", _("unlock a session")
    VIEW_FINDINGS = "view_findings", _("see what the groups allow the community to hear")
    CARRY_FINDING = "carry_finding", _("carry what was heard to those who decide, and tell back")
    VIEW_PLAN = "view_plan", _("see a plan")
    PREPARE_PLAN = "prepare_plan", _("prepare a plan and send it to the community")
    REVIEW_PLAN = "review_plan", _("answer a plan for a group")
    AGREE_PLAN = "agree_plan", _("record that the gathering agreed")
    KEEP_CRITERIA = "keep_criteria", _("keep the criteria by which plans are talked over")
    REPORT_ACTION = "report_action", _("report progress of an action")
    VIEW_DIRECTORY = "view_directory", _("see the services directory")
    KEEP_DIRECTORY = "keep_directory", _("keep the services directory")
    RAISE_CONCERN = "raise_concern", _("tell the focal point something in confidence")
    TAKE_UP_CONCERN = "take_up_concern", _("take up what was told in confidence")
    RAISE_REFERRAL = "raise_referral", _("raise a referral")
    WATCH_REFERRAL = "watch_referral", _("see every referral of the organisation")
    COSIGN_REFERRAL = "cosign_referral", _("co-sign a referral without full consent")
    RECEIVE_REFERRAL = "receive_referral", _("receive, act on and close a referral")
    KEEP_REFERRAL_RULES = (
        "keep_referral_rules",
        _("keep whose yes a referral needs, and agreements on sharing"),
    )
    VIEW_FIGURES = "view_figures", _("see figures over many records, small numbers hidden")
    INVITE_PEOPLE = "invite_people", _("invite people, give and end roles")
    KEEP_INSTALLATION = "keep_installation", _("keep organisations and settings")


_P = Permission
_EVERYONE_IN_THE_FIELD = {_P.VIEW_DIRECTORY, _P.RAISE_CONCERN}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(permissions)
    for role, permissions in {
        Role.FACILITATOR: _EVERYONE_IN_THE_FIELD
        | {_P.VIEW_COMMUNITY, _P.KEEP_COMMUNITY, _P.RECORD_AGREEMENT, _P.END_AGREEMENT}
        | {_P.VIEW_SESSION, _P.REFLECT, _P.LOG_SESSION, _P.LOCK_SESSION, _P.VIEW_FINDINGS}
        | {_P.CARRY_FINDING}
        | {_P.VIEW_PLAN, _P.PREPARE_PLAN, _P.AGREE_PLAN, _P.REPORT_ACTION, _P.RAISE_REFERRAL},
        Role.MENTOR: _EVERYONE_IN_THE_FIELD
        | {_P.VIEW_COMMUNITY, _P.STEP_BACK, _P.VIEW_SESSION, _P.REFLECT, _P.LOCK_SESSION}
        | {_P.UNLOCK_SESSION, _P.VIEW_FINDINGS, _P.VIEW_PLAN},
        Role.FOCAL_POINT: _EVERYONE_IN_THE_FIELD
        | {_P.TAKE_UP_CONCERN, _P.RAISE_REFERRAL, _P.WATCH_REFERRAL, _P.COSIGN_REFERRAL},
        Role.COORDINATOR: _EVERYONE_IN_THE_FIELD
        | {_P.VIEW_COMMUNITY, _P.KEEP_COMMUNITY, _P.VIEW_PLAN, _P.KEEP_DIRECTORY}
        | {_P.KEEP_CRITERIA, _P.KEEP_REFERRAL_RULES, _P.VIEW_FIGURES, _P.INVITE_PEOPLE},
        Role.COMMITTEE_MEMBER: _EVERYONE_IN_THE_FIELD
        | {_P.VIEW_COMMUNITY, _P.END_AGREEMENT, _P.VIEW_FINDINGS, _P.VIEW_PLAN}
        | {_P.REVIEW_PLAN, _P.AGREE_PLAN, _P.REPORT_ACTION},
        Role.SOCIAL_WORKER: _EVERYONE_IN_THE_FIELD | {_P.RECEIVE_REFERRAL},
        Role.OBSERVER: {_P.VIEW_FIGURES},
        Role.ADMINISTRATOR: {_P.INVITE_PEOPLE, _P.KEEP_INSTALLATION},
    }.items()
}

SCOPE: dict[Role, Scope] = {
    Role.FACILITATOR: Scope.ASSIGNED,
    Role.MENTOR: Scope.ASSIGNED,
    Role.COMMITTEE_MEMBER: Scope.ASSIGNED,
    Role.SOCIAL_WORKER: Scope.ASSIGNED,
    Role.FOCAL_POINT: Scope.ORGANISATION,
    Role.COORDINATOR: Scope.ORGANISATION,
    Role.OBSERVER: Scope.ORGANISATION,
    Role.ADMINISTRATOR: Scope.INSTALLATION,
}

# Which roles an inviter may give: nobody makes their own equal but the administrator.
MAY_GIVE: dict[Role, frozenset[Role]] = {
    Role.COORDINATOR: frozenset(Role) - {Role.COORDINATOR, Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
}

# Who could do most harm with a stolen password.
SECOND_FACTOR = frozenset(
    {Role.SOCIAL_WORKER, Role.FOCAL_POINT, Role.COORDINATOR, Role.ADMINISTRATOR}
)
# Whose screens hold what could hurt a child: they lock sooner.
CONFIDENTIAL = frozenset({Role.SOCIAL_WORKER, Role.FOCAL_POINT})


def in_words() -> list[tuple[Role, Scope, list[Permission]]]:
    """Each role with how far it reaches and what it may do, in the order of this file."""
    return [(role, SCOPE[role], [p for p in Permission if p in PERMISSIONS[role]]) for role in Role]


def table() -> list[tuple[Permission, list[bool]]]:
    """Each permission with a yes or no for every role, in the order of this file."""
    return [(p, [p in PERMISSIONS[role] for role in Role]) for p in Permission]
