"""How long do notes of dialogues stay, and when goes what a community wants gone?"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.retention import Rule, one_by_one, register
from participants.models import Leaving
from participants.states import LEAVING

from .actions import expiry
from .actions.purge import purge_leaving
from .models import DialogueSession

COORDINATORS = "community__cluster__organisation"


def _sessions_of(sessions: QuerySet, user: User) -> QuerySet:
    """Those that one may read, in the communities one accompanies."""
    return sessions.filter(pk__in=DialogueSession.objects.visible_to(user).values("pk"))


register(
    Rule(
        kind="leavings",
        label=_("All records of a community, as it decided"),
        span="",
        moment="purge_on",
        rows=lambda: Leaving.objects.waiting().filter(agreement__status__in=LEAVING),
        purge=one_by_one(purge_leaving),
        wipes=("participants", "dialogues"),
        listed_to=lambda leavings, user: leavings.filter(
            pk__in=Leaving.objects.visible_to(user).values("pk")
        ).select_related("agreement__community"),
        counted_for="agreement__community__cluster__organisation",
    )
)
register(
    Rule(
        kind="session_notes",
        label=_("Raw notes of dialogues"),
        span="session_notes",
        moment="round__ended_on",
        rows=expiry.with_notes,
        purge=one_by_one(expiry.forget_notes),
        wipes=(
            *(f"dialogues.DialogueSession.{name}" for name in (*expiry.NOTES, "promise")),
            "dialogues.Quote",
            "dialogues.RankedItem.why",
            "dialogues.Amendment",
            "dialogues.Confirmation",
            "dialogues.Revision",
            "dialogues.Tool.memo",
            "dialogues.Tool.identifier_reason",
        ),
        listed_to=_sessions_of,
        counted_for=COORDINATORS,
    )
)
register(
    Rule(
        kind="power_notes",
        label=_("Who spoke and who was silent, and what we thought of it"),
        span="power_notes",
        moment="round__ended_on",
        rows=expiry.with_power_notes,
        purge=one_by_one(expiry.forget_power_notes),
        wipes=(
            "dialogues.DialogueSession.power_notes",
            "dialogues.Reflection",
            "dialogues.ReflectionAnswer",
        ),
        listed_to=_sessions_of,
    )
)
register(
    Rule(
        kind="plan_power_notes",
        label=_("What was said in confidence about a plan"),
        span="plan_power_notes",
        moment="status_at",
        rows=expiry.talked_over,
        purge=one_by_one(expiry.forget_talk),
        wipes=(
            "dialogues.BestInterestsCheck.girls_said",
            "dialogues.BestInterestsCheck.boys_said",
            "dialogues.BestInterestsCheck.identifier_reason",
            "dialogues.RedFlag.seen",
            "dialogues.RedFlag.identifier_reason",
            "dialogues.FlagNote",
        ),
    )
)
