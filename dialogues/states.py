"""Which lives do a session, a plan and an action have, and what does each move ask for?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission


class SessionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    RECORDED = "recorded", _("Recorded")
    LOCKED = "locked", _("Locked")


_S = SessionStatus
SESSION_TRANSITIONS: dict[SessionStatus, dict[SessionStatus, Permission]] = {
    _S.DRAFT: {_S.RECORDED: Permission.LOG_SESSION},
    _S.RECORDED: {_S.LOCKED: Permission.LOCK_SESSION},
    _S.LOCKED: {_S.RECORDED: Permission.UNLOCK_SESSION},
}


class WaitsFor(TextChoices):
    """Whose word a reflection waits for, if anybody's."""

    MENTOR = "mentor", _("Waits for the mentor")
    FACILITATOR = "facilitator", _("The mentor wrote")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_COMMUNITY = "with_community", _("With the community")
    AGREED = "agreed", _("Agreed")
    IN_ACTION = "in_action", _("In action")
    REFLECTING = "reflecting", _("Reflecting")
    CONCLUDED = "concluded", _("Concluded")
    SET_ASIDE = "set_aside", _("Set aside")


_P = PlanStatus
# An edit of an agreed plan sends it back to the community by itself: no move, so not in this table.
PLAN_TRANSITIONS: dict[PlanStatus, dict[PlanStatus, Permission]] = {
    _P.DRAFT: {
        _P.WITH_COMMUNITY: Permission.PREPARE_PLAN,
        _P.SET_ASIDE: Permission.PREPARE_PLAN,
    },
    _P.WITH_COMMUNITY: {
        _P.DRAFT: Permission.PREPARE_PLAN,
        _P.AGREED: Permission.AGREE_PLAN,
        _P.SET_ASIDE: Permission.PREPARE_PLAN,
    },
    _P.AGREED: {
        _P.IN_ACTION: Permission.PREPARE_PLAN,
        _P.SET_ASIDE: Permission.PREPARE_PLAN,
    },
    _P.IN_ACTION: {
        _P.REFLECTING: Permission.PREPARE_PLAN,
        _P.SET_ASIDE: Permission.PREPARE_PLAN,
    },
    _P.REFLECTING: {
        _P.CONCLUDED: Permission.PREPARE_PLAN,
        _P.SET_ASIDE: Permission.PREPARE_PLAN,
    },
    _P.CONCLUDED: {},
    _P.SET_ASIDE: {},
}


class ActionStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


_A = ActionStatus
ACTION_TRANSITIONS: dict[ActionStatus, dict[ActionStatus, Permission]] = {
    _A.PLANNED: {_A.STARTED: Permission.REPORT_ACTION, _A.DROPPED: Permission.REPORT_ACTION},
    _A.STARTED: {_A.DONE: Permission.REPORT_ACTION, _A.DROPPED: Permission.REPORT_ACTION},
    _A.DONE: {},
    _A.DROPPED: {},
}


class FindingStatus(TextChoices):
    HEARD = "heard", _("Heard")
    PRESENTED = "presented", _("Carried")
    ANSWERED = "answered", _("Answered")
    TOLD_BACK = "told_back", _("Told back")
    WITHDRAWN = "withdrawn_by_group", _("Taken back by the group")


_F = FindingStatus
# An answer may come again: what was put off is talked over, and those who spoke hear of it anew;
# more groups can be told than have to be.
FINDING_TRANSITIONS: dict[FindingStatus, dict[FindingStatus, Permission]] = {
    _F.HEARD: {
        _F.PRESENTED: Permission.CARRY_FINDING,
        _F.WITHDRAWN: Permission.CARRY_FINDING,
    },
    _F.PRESENTED: {_F.ANSWERED: Permission.CARRY_FINDING},
    _F.ANSWERED: {
        _F.ANSWERED: Permission.CARRY_FINDING,
        _F.TOLD_BACK: Permission.CARRY_FINDING,
    },
    _F.TOLD_BACK: {
        _F.ANSWERED: Permission.CARRY_FINDING,
        _F.TOLD_BACK: Permission.CARRY_FINDING,
    },
    _F.WITHDRAWN: {},
}
