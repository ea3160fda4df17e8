"""How do people plan whom to hear, by which way, with what help, and when all come together?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..gatherings import unvisited_before, unvisited_sentence
from ..models import Accommodation, Confirmation, PlannedVoice, Revision, Round, Subgroup
from ..naming import demand_names_nobody
from ..states import VoiceStatus
from .agreements import demand_live_agreement, demand_open_agreement
from .changes import change
from .groups import demand_group_takes_part

_OTHER = Accommodation.Code.OTHER


@transaction.atomic
def add_voice(
    *,
    id: uuid.UUID,
    round: Round,
    subgroup: Subgroup,
    channel: str,
    by: User,
    planned_on: date | None = None,
    times: int = 1,
    hinders: Collection[str] | None = None,
    note: str = "",
    identifier_reason: str = "",
) -> PlannedVoice:
    """Plan to hear a group by one way; another way of the same group is another voice.

    `hinders` are codes of accommodations; None is for those who may not know of any.
    """
    demand_planning(round, by=by)
    if subgroup.community_id != round.community_id:
        raise NotPermitted
    demand_group_takes_part(subgroup)
    lock(round)  # two who plan the same way at once are told, not stopped by the database
    _demand_free_way(round, subgroup, channel, but=id)
    voice, made = create_once(
        PlannedVoice, id=id, by=by, round=round, subgroup=subgroup, channel=channel,
        planned_on=planned_on, times=times,
    )  # fmt: skip
    if made:
        _plan_help(voice, hinders, note, identifier_reason, by=by)
        record("voice.planned", voice, by=by)
    return voice


@transaction.atomic
def edit_voice(
    voice: PlannedVoice,
    *,
    version: int,
    channel: str,
    by: User,
    planned_on: date | None = None,
    times: int = 1,
    hinders: Collection[str] | None = None,
    note: str = "",
    identifier_reason: str = "",
) -> PlannedVoice:
    """Change how and when a group is to be heard, and what is done about what hinders it.

    What was heard stays heard; whether it is all of it follows from `times`. `hinders` None leaves
    what is there.
    """
    demand_planning(voice.round, by=by)
    lock(voice.round)
    voice = lock(voice, version=version)
    _demand_free_way(voice.round, voice.subgroup, channel, but=voice.pk)
    helped = _plan_help(voice, hinders, note, identifier_reason, by=by)
    values = {"channel": channel, "planned_on": planned_on, "times": times}
    if times != voice.times and voice.status in (VoiceStatus.HEARD, VoiceStatus.PARTLY):
        enough = voice.heard_times >= times
        values["status"] = VoiceStatus.HEARD if enough else VoiceStatus.PARTLY
    change(voice, values, event="voice.edited", by=by)
    if helped:
        record("voice.helped", voice, by=by, fields=["accommodations"])
    return voice


def _demand_free_way(listening: Round, subgroup: Subgroup, channel: str, *, but: Any) -> None:
    planned = listening.planned_voices.filter(subgroup=subgroup, channel=channel)
    if planned.exclude(pk=but).exists():
        raise NotPossible(
            _("This group is to be heard in this way already. Plan more meetings there."), listening
        )


def _plan_help(
    voice: PlannedVoice,
    hinders: Collection[str] | None,
    note: str,
    identifier_reason: str,
    *,
    by: User,
) -> bool:
    """Write what hinders the group; what came of what stays planned is kept. Did anything change?"""
    if hinders is None:
        return False
    permissions.demand(by, Permission.VIEW_SESSION, voice.community)
    of = Confirmation.Noun.VOICE, voice.pk
    reason = demand_names_nobody(voice.community, identifier_reason, note, of=of, by=by)
    before = dict(voice.accommodations.values_list("code", "note"))
    wanted = dict.fromkeys(hinders, "") | ({_OTHER.value: note} if note else {})
    if before == wanted:
        return False
    voice.accommodations.exclude(code__in=wanted).delete()
    for code, words in wanted.items():
        Accommodation.objects.update_or_create(
            planned_voice=voice, code=code, defaults={"note": words}
        )
    voice.identifier_reason = reason
    voice.version += 1
    voice.save(update_fields=["identifier_reason", "version"])
    return True


@transaction.atomic
def move_voice(voice: PlannedVoice, to: str, *, by: User) -> PlannedVoice:
    """Say what became of a voice: it chose not to take part, or what was heard is enough, or not."""
    voice = lock(voice)
    permissions.demand_voice_move(by, voice, to)
    demand_open_agreement(voice.community)
    _demand_running(voice.round)
    if to != VoiceStatus.CHOSE_NOT:
        demand_group_takes_part(voice.subgroup)
    if not permissions.voice_fits(voice, to):
        raise NotPossible(
            _("No dialogue of this group is recorded yet. It is heard when one is.")
            if not voice.heard_times
            else _("This group was heard already, at least once."),
            voice,
        )
    changed = assign(voice, {"status": to})
    record(f"voice.{to}", voice, by=by, fields=changed)
    return voice


@transaction.atomic
def remove_voice(voice: PlannedVoice, *, by: User) -> None:
    """Take a way out of the plan, as long as nothing was heard by it and it was not declined."""
    demand_planning(voice.round, by=by)
    voice = lock(voice)
    if voice.heard_times:
        raise NotPossible(_("This group was heard in this way. That stays."), voice)
    if voice.status == VoiceStatus.CHOSE_NOT:
        raise NotPossible(_("This group chose not to take part. Its choice stays."), voice)
    record("voice.removed", voice, by=by)
    Confirmation.objects.filter(record_id=voice.pk).delete()
    Revision.objects.filter(record_id=voice.pk).delete()  # nothing would lead to it any more
    voice.delete()


@transaction.atomic
def deliver_accommodations(
    voice: PlannedVoice, came: Mapping[str, bool], *, by: User
) -> PlannedVoice:
    """Say of each thing that was planned for a group whether it came."""
    demand_delivery(voice, by=by)
    voice = lock(voice)
    changed = []
    for planned in voice.accommodations.filter(code__in=came):
        if planned.delivered != came[planned.code]:
            planned.delivered = came[planned.code]
            changed.append(planned)
    Accommodation.objects.bulk_update(changed, ["delivered"])
    if changed:
        record("voice.delivered", voice, by=by, fields=["delivered"])
    return voice


def demand_delivery(voice: PlannedVoice, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may say now what came of what was planned."""
    permissions.demand(by, Permission.LOG_SESSION, voice.community)
    demand_open_agreement(voice.community)
    _demand_running(voice.round)
    if not voice.accommodations.exists():
        raise NotPossible(_("Nothing is planned here that could come or not."), voice)


@transaction.atomic
def plan_gathering(
    listening: Round,
    *,
    version: int,
    gathering_on: date | None,
    by: User,
    reason: str = "",
    identifier_reason: str = "",
) -> Round:
    """Say when the whole community meets in this round; None is that it does not, or not yet.

    Before everybody at home was visited, that needs a reason, which stays with the round.
    """
    demand_planning(listening, by=by)
    listening = lock(listening, version=version)
    unvisited = unvisited_before(listening, gathering_on)
    if unvisited and not reason.strip():
        raise NotPossible(unvisited_sentence(unvisited, gathering_on), listening)
    reason = reason.strip() if unvisited else ""
    of = Confirmation.Noun.ROUND, listening.pk
    values = {
        "gathering_on": gathering_on,
        "gathering_reason": reason,
        "identifier_reason": demand_names_nobody(
            listening.community, identifier_reason, reason, of=of, by=by
        ),
    }
    change(listening, values, event="round.gathering_planned", by=by)
    return listening


def demand_planning(listening: Round, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may plan in this round now."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, listening.community)
    _demand_running(listening)
    demand_live_agreement(listening.community)


def _demand_running(listening: Round) -> None:
    if not listening.is_running:
        raise NotPossible(_("This round has ended. What became of each voice stays."), listening)
