"""May this person do this in this community, or with this service?"""

from __future__ import annotations

import uuid

from cpfacilitate.accounts.models import Membership, OrganisationKind, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import states
from cpfacilitate.lib.errors import NotPermitted

from .models import (
    Agreement,
    Cluster,
    Community,
    Leaving,
    PlannedVoice,
    PlanningGroupMember,
    Round,
    Service,
    Subgroup,
)
from .standing import standing_of
from .states import AGREEMENT_TRANSITIONS, VOICE_TRANSITIONS, AgreementStatus, VoiceStatus


def holds(user: User, permission: Permission, community: Community) -> bool:
    """The one question behind every `can_*` about a community."""
    return standing_of(user).holds(permission, community)


def demand(user: User, permission: Permission, community: Community) -> None:
    """Raise NotPermitted unless `user` holds `permission` in `community`."""
    if not holds(user, permission, community):
        raise NotPermitted


def demand_any(user: User, permission: Permission) -> None:
    """Raise NotPermitted unless `user` holds `permission` somewhere: for lists."""
    if not user.granted(permission):
        raise NotPermitted


# --- Communities and groups ----------------------------------------------------------------------


def can_add_cluster(user: User) -> bool:
    return bool(standing_of(user).organisations(Permission.KEEP_DIRECTORY))


def can_add_community(user: User, cluster: Cluster | None = None) -> bool:
    """Whoever keeps communities in the whole organisation also begins with new ones."""
    organisations = standing_of(user).organisations(Permission.KEEP_COMMUNITY)
    return bool(organisations) if cluster is None else cluster.organisation_id in organisations


def can_edit_community(user: User, community: Community) -> bool:
    """Its name and codes are kept by whoever began with it, not by each who works there."""
    return can_add_community(user, community.cluster)


def can_keep_community(user: User, community: Community) -> bool:
    return holds(user, Permission.KEEP_COMMUNITY, community)


def can_see_focus(user: User, community: Community) -> bool:
    """Whom a group is really for is known to facilitator and mentor only."""
    return holds(user, Permission.VIEW_SESSION, community)


def can_see_each_group(user: User, community: Community) -> bool:
    """A committee sees what the children answered as one voice, never a single group of them."""
    return can_see_focus(user, community) or can_keep_community(user, community)


def may_pause(user: User, community: Community) -> set[uuid.UUID]:
    """The groups whose pause `user` may record: a committee member only those they speak for."""
    if not holds(user, Permission.END_AGREEMENT, community):
        return set()
    groups = Subgroup.objects.filter(community=community)
    if not can_keep_community(user, community):
        groups = groups.spoken_for_by(user)
    return set(groups.values_list("pk", flat=True))


# --- Whom to hear --------------------------------------------------------------------------------


def can_plan_voices(user: User, listening: Round) -> bool:
    """In a round that runs, whoever keeps the community says who is to be heard."""
    return listening.is_running and can_keep_community(user, listening.community)


def can_say_what_came(user: User, listening: Round) -> bool:
    """What hinders a group, and whether something was done about it, is for who logs its sessions."""
    return listening.is_running and holds(user, Permission.LOG_SESSION, listening.community)


def voice_moves(user: User, voice: PlannedVoice) -> list[str]:
    """What people may say became of a voice. What was heard stays heard, at least in part."""
    moves = states.moves(VOICE_TRANSITIONS, voice, lambda p: holds(user, p, voice.community))
    return [to for to in moves if voice_fits(voice, to)] if voice.round.is_running else []


def voice_fits(voice: PlannedVoice, to: str) -> bool:
    """Do its dialogues, and the group, allow a voice to be said to stand at `to`?"""
    if to == VoiceStatus.CHOSE_NOT or voice.subgroup.paused_on:
        return to == VoiceStatus.CHOSE_NOT
    return (to != VoiceStatus.NOT_REACHED) == bool(voice.heard_times)


def demand_voice_move(user: User, voice: PlannedVoice, to: str) -> None:
    """Raise NotPermitted or NotPossible unless `user` may move `voice` to `to` now."""
    states.check_transition(VOICE_TRANSITIONS, voice, to, lambda p: holds(user, p, voice.community))


# --- What already protects, and the planning group -----------------------------------------------


def can_keep_practices(user: User, community: Community) -> bool:
    """The register is open from the first visit on, and as long as the community takes part."""
    is_open = community.agreement.status in (AgreementStatus.EXPLORING, AgreementStatus.AGREED)
    return is_open and _keeps_practices(user, community)


def demand_keep_practices(user: User, community: Community) -> None:
    """Raise NotPermitted for somebody who keeps no register there, whether it is open or not."""
    if not _keeps_practices(user, community):
        raise NotPermitted


def _keeps_practices(user: User, community: Community) -> bool:
    """It holds what the community may not read yet: whoever keeps it reads sessions."""
    return can_keep_community(user, community) and can_see_focus(user, community)


def can_withdraw_member(user: User, member: PlanningGroupMember) -> bool:
    """A person takes back their own agreement to be recorded, or says so to whoever keeps the list."""
    own = member.user_id == user.pk and holds(user, Permission.VIEW_COMMUNITY, member.community)
    return own or can_keep_community(user, member.community)


# --- Agreement -----------------------------------------------------------------------------------


def can_move_agreement(user: User, agreement: Agreement, to: str) -> bool:
    return to in agreement_moves(user, agreement)


def agreement_moves(user: User, agreement: Agreement) -> list[str]:
    return states.moves(
        AGREEMENT_TRANSITIONS, agreement, lambda p: holds(user, p, agreement.community)
    )


def demand_agreement_move(user: User, agreement: Agreement, to: str) -> None:
    """Raise NotPermitted or NotPossible unless `user` may move `agreement` to `to` now."""
    states.check_transition(
        AGREEMENT_TRANSITIONS, agreement, to, lambda p: holds(user, p, agreement.community)
    )


def can_edit_agreement(user: User, agreement: Agreement) -> bool:
    return agreement.is_open and holds(user, Permission.RECORD_AGREEMENT, agreement.community)


# --- Leaving -------------------------------------------------------------------------------------


def can_record_leaving(user: User, community: Community) -> bool:
    """Who writes down what was handed over, and what becomes of the records."""
    return holds(user, Permission.RECORD_AGREEMENT, community)


def can_edit_leaving(user: User, leaving: Leaving) -> bool:
    is_open = leaving.purged_at is None and leaving.is_latest
    return is_open and can_record_leaving(user, leaving.community)


def can_take_pack(user: User, community: Community) -> bool:
    """The record pack is made of what the community may hear."""
    return holds(user, Permission.VIEW_FINDINGS, community)


def can_stop_purge(user: User, leaving: Leaving) -> bool:
    """The community's committee stops it, or the facilitator writes down that it was asked for."""
    return leaving.waits and holds(user, Permission.END_AGREEMENT, leaving.community)


# --- Directory and people ------------------------------------------------------------------------


def can_keep_service(user: User, service: Service | None = None) -> bool:
    """The directory is shared: whoever keeps it in one organisation keeps it for all."""
    return bool(user.granted(Permission.KEEP_DIRECTORY))


def demand_keep_service(user: User, service: Service | None = None) -> None:
    if not can_keep_service(user, service):
        raise NotPermitted


def can_see_backup(user: User) -> bool:
    """Whom to phone when a service does not answer is for those who refer or keep the directory."""
    return any(map(user.granted, (Permission.RAISE_REFERRAL, Permission.KEEP_DIRECTORY)))


def can_see_agreements(user: User) -> bool:
    """What may be shared with a service is for those who keep that, or watch the referrals."""
    return any(map(user.granted, (Permission.KEEP_REFERRAL_RULES, Permission.WATCH_REFERRAL)))


def can_assign(user: User, membership: Membership, community: Community | None) -> bool:
    """A coordinator sends people of their own NGO to its own communities, and staffs services.

    `community` is None for a service: services are shared, so any coordinator staffs them, but
    only with people of a formal service.
    """
    organisations = standing_of(user).organisations(Permission.INVITE_PEOPLE)
    if community is None:
        serves = membership.organisation.kind == OrganisationKind.FORMAL_SERVICE
        return bool(organisations) and serves
    owner = community.cluster.organisation_id
    return owner in organisations and membership.organisation_id == owner
