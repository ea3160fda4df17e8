"""How does a round begin, and how does a planned voice come to be heard?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Channel, Community, PlannedVoice, Reach, Round, Subgroup
from ..models.listening import PlannedVoiceQuerySet
from ..states import VoiceStatus
from .agreements import demand_live_agreement
from .telling import demand_somebody_to_tell

# Both leave a voice at “chose not”; which of the two it was, the trail knows.
_DECLINED, _RESTS = "voice.chose_not", "voice.rests"


@transaction.atomic
def begin_round(*, id: uuid.UUID, community: Community, began_on: date, by: User) -> Round:
    """Begin to listen to everybody once more; the round before ends with it.

    Every group of the community is planned to be heard, in the way in which it is reached.
    """
    permissions.demand(by, Permission.KEEP_COMMUNITY, community)
    community = lock(community)  # two who begin at once do not both begin round 2
    demand_live_agreement(community)
    demand_somebody_to_tell(community)
    last = community.rounds.exclude(pk=id).first()
    if began_on > clock.today():
        raise NotPossible(_("A round begins when you begin to listen, not before."))
    if last is not None and began_on < last.began_on:
        raise NotPossible(_("A round cannot begin before the one before it."))
    listening, made = create_once(
        Round,
        id=id,
        by=by,
        community=community,
        number=last.number + 1 if last else 1,
        began_on=began_on,
    )
    if made and last is not None and last.ended_on is None:
        changed = assign(last, {"ended_on": began_on})
        record("round.ended", last, by=by, fields=changed)
    if made:
        record("round.begun", listening, by=by)
        for group in community.subgroups.all():
            plan_usual_voice(listening, group, by=by)
    return listening


def plan_usual_voice(listening: Round, group: Subgroup, *, by: User) -> PlannedVoice:
    """Plan to hear a group in the way in which it is usually reached."""
    visited = group.reached_by == Reach.HOME_VISITS
    channel = Channel.HOME_VISITS if visited else Channel.SMALL_GROUP
    return _plan_voice(listening, group, channel=channel, by=by)


def _plan_voice(listening: Round, group: Subgroup, *, channel: str, by: User) -> PlannedVoice:
    voice, made = PlannedVoice.objects.get_or_create(
        round=listening,
        subgroup=group,
        channel=channel,
        defaults={
            "created_by": by,
            "status": VoiceStatus.CHOSE_NOT if group.paused_on else VoiceStatus.NOT_REACHED,
        },
    )
    if made:
        record("voice.planned", voice, by=by)
    return voice


def let_voices_rest(group: Subgroup, *, by: User) -> None:
    """The group pauses: what the running round has not heard of it, it chose not to say."""
    for voice in _running(group).missing():
        _set_status(voice, VoiceStatus.CHOSE_NOT, _RESTS, by=by)


def wake_voices(group: Subgroup, *, by: User) -> None:
    """The group goes on: the running round is to hear what it has not heard.

    What the group had declined before it paused stays declined.
    """
    for voice in _running(group).filter(status=VoiceStatus.CHOSE_NOT):
        if not _was_declined(voice):
            partly = VoiceStatus.PARTLY if voice.heard_times else VoiceStatus.NOT_REACHED
            _set_status(voice, partly, f"voice.{partly}", by=by)


def _was_declined(voice: PlannedVoice) -> bool:
    """Did somebody say that the group chose not to, rather than a pause?"""
    said = AuditEvent.objects.about(voice).filter(event__in=[_DECLINED, _RESTS]).last()
    return said is not None and said.event == _DECLINED


def _running(group: Subgroup) -> PlannedVoiceQuerySet:
    return PlannedVoice.objects.filter(subgroup=group, round__ended_on=None)


def _set_status(voice: PlannedVoice, status: str, event: str, *, by: User) -> None:
    changed = assign(lock(voice), {"status": status})
    record(event, voice, by=by, fields=changed)


@transaction.atomic
def hear_voice(
    listening: Round, group: Subgroup, *, heard_on: date, channel: str, by: User
) -> PlannedVoice:
    """A dialogue with the group was recorded: its voice is heard, or partly when more are planned.

    One way is never taken for another, and one that nobody planned is entered with the dialogue.
    Whoever may record it was asked before.
    """
    voice = lock(_plan_voice(listening, group, channel=channel, by=by))
    times = voice.heard_times + 1
    changed = assign(
        voice,
        {
            "heard_times": times,
            "heard_on": max(heard_on, voice.heard_on or heard_on),
            "status": VoiceStatus.HEARD if times >= voice.times else VoiceStatus.PARTLY,
        },
    )
    record("voice.heard", voice, by=by, fields=changed)
    return voice


def demand_day_of_round(listening: Round, day: date) -> None:
    """Raise NotPossible unless the round had begun by that day, and the day has come."""
    if not listening.began_on <= day <= clock.today():
        raise NotPossible(_("Choose a day of this round, and not one to come."), listening)
