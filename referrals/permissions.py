"""May this person do this with this referral, this child's name, this concern?"""

from __future__ import annotations

from django.db.models import QuerySet

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import states
from cpfacilitate.lib.errors import NotPermitted
from participants.models import Cluster
from participants.standing import standing_of

from .models import Concern, DataPoint, LegalHold, Referral
from .models.concerns import lines_of
from .models.sharing import covered
from .states import (
    BY_LINK,
    BY_SERVICE,
    CONCERN_TRANSITIONS,
    REFERRAL_TRANSITIONS,
    WITH_SERVICE,
    Channel,
    ConcernStatus,
    ReferralStatus,
)


def may_raise(user: User, cluster: Cluster) -> bool:
    """May `user` raise a referral for a child of this cluster?"""
    grants = user.granted(Permission.RAISE_REFERRAL)
    return cluster.organisation_id in {grant.organisation_id for grant in grants}


def raises_for(user: User) -> QuerySet[Organisation]:
    """The organisations for whose children `user` may raise a referral."""
    grants = user.granted(Permission.RAISE_REFERRAL)
    keys = {grant.organisation_id for grant in grants}
    return Organisation.objects.filter(pk__in=keys).order_by("name", "pk")


def keeps_rules(user: User, organisation: Organisation) -> bool:
    """Does `user` keep its agreements on sharing, and whose yes its referrals need?"""
    kept = standing_of(user).organisations(Permission.KEEP_REFERRAL_RULES)
    return organisation.pk in kept


def has_any(user: User) -> bool:
    """Could there be a referral for this person at all, raised, watched or received?"""
    asked = (Permission.RAISE_REFERRAL, Permission.WATCH_REFERRAL, Permission.RECEIVE_REFERRAL)
    return any(map(user.granted, asked))


def watches(user: User, referral: Referral) -> bool:
    """Is `user` a focal point of the organisation that raised it?"""
    organisations = standing_of(user).organisations(Permission.WATCH_REFERRAL)
    return referral.organisation_id in organisations


def sends(user: User, referral: Referral) -> bool:
    """Is `user` on the sender's side: who raised it, or a focal point of that organisation?"""
    raising = {grant.organisation_id for grant in user.granted(Permission.RAISE_REFERRAL)}
    own = referral.created_by_id == user.pk and referral.organisation_id in raising
    return own or watches(user, referral)


def receives(user: User, referral: Referral) -> bool:
    """Is `user` a social worker of the service the referral is with now?"""
    services = standing_of(user).services(Permission.RECEIVE_REFERRAL)
    return referral.first_sent_at is not None and referral.service_id in services


def holds(
    user: User | None, permission: Permission, referral: Referral, channel: str = Channel.APP
) -> bool:
    """The one question behind every move.

    What a service says by phone or slip is entered by the sender's side and recorded as such. By
    the link on its slip it speaks for itself, and then there is no user.
    """
    if user is None:
        return channel == Channel.LINK and permission == Permission.RECEIVE_REFERRAL
    if permission == Permission.RAISE_REFERRAL:
        return sends(user, referral)
    if permission == Permission.RECEIVE_REFERRAL:
        side = receives if channel == Channel.APP else sends
        return side(user, referral)
    return False


def moves(user: User, referral: Referral) -> list[str]:
    """The moves of one's own that are open now. A service that declined is done with it."""
    open_now = states.moves(REFERRAL_TRANSITIONS, referral, lambda p: holds(user, p, referral))
    done = BY_SERVICE if has_declined(referral) else frozenset()
    return [to for to in open_now if to not in done]


def has_declined(referral: Referral) -> bool:
    """Has the service it is with said no? What comes now is said by the sender's side."""
    return referral.status == ReferralStatus.DECLINED


def moves_by_link(referral: Referral) -> list[str]:
    """The moves a service without an account may make by the link on its slip."""
    open_now = states.moves(
        REFERRAL_TRANSITIONS, referral, lambda p: holds(None, p, referral, Channel.LINK)
    )
    return [to for to in open_now if to in BY_LINK]


def moves_told(user: User, referral: Referral) -> list[str]:
    """The moves one may enter as told by the service, by phone or on its slip."""
    own = moves(user, referral)
    told = states.moves(
        REFERRAL_TRANSITIONS, referral, lambda p: holds(user, p, referral, Channel.PHONE)
    )
    return [to for to in told if to not in own]


def may_ever_move(user: User | None, referral: Referral, to: str, *channels: str) -> bool:
    """Could `user` move it there if it stood elsewhere: is it their move at all?"""
    if user is None and to not in BY_LINK:
        return False
    ways_there = [row[to] for row in REFERRAL_TRANSITIONS.values() if to in row]
    return any(
        holds(user, permission, referral, channel)
        for permission in ways_there
        for channel in channels or (Channel.APP, Channel.PHONE)
    )


def can_move(user: User, referral: Referral, to: str, channel: str = Channel.APP) -> bool:
    if channel == Channel.APP:
        return to in moves(user, referral)
    return to in states.moves(
        REFERRAL_TRANSITIONS, referral, lambda p: holds(user, p, referral, channel)
    )


def can_print_slip(user: User, referral: Referral) -> bool:
    """The sender's side, while it is with a service: what was not sent leaves on no paper either."""
    return sends(user, referral) and referral.status in WITH_SERVICE


def can_continue(user: User, referral: Referral) -> bool:
    """A service passed the child on; the sender asks the next one, once."""
    passed_on = referral.status == ReferralStatus.REFERRED_ONWARD or referral.onward_kind
    open_to_it = bool(passed_on) and referral.status != ReferralStatus.REVOKED
    return open_to_it and sends(user, referral) and not hasattr(referral, "continued_by")


def can_edit(user: User, referral: Referral) -> bool:
    return referral.is_draft and sends(user, referral)


def can_cosign(user: User, referral: Referral) -> bool:
    """The second of two people: a focal point who did not sign first."""
    organisations = standing_of(user).organisations(Permission.COSIGN_REFERRAL)
    return (
        referral.organisation_id in organisations
        and referral.override_by_id not in (None, user.pk)
        and referral.is_draft
        and not referral.is_cosigned
    )


def can_keep_identity(user: User, referral: Referral) -> bool:
    return sends(user, referral) and not referral.is_over


def can_view_identity(user: User, referral: Referral) -> bool:
    """The sender's side; the service while it has accepted, not yet closed, and an agreement lasts.

    Where a hold keeps the name of a referral that was taken back, it does so for focal points only.
    """
    if referral.status == ReferralStatus.REVOKED:
        return watches(user, referral)
    accepted = referral.accepted_at is not None and not referral.is_over
    return sends(user, referral) or (
        accepted
        and receives(user, referral)
        and DataPoint.IDENTITY in referral.shared
        and DataPoint.IDENTITY in covered(referral.organisation, referral.service)
    )


def can_hand_over(user: User, referral: Referral) -> bool:
    """Who may see the name may say that the service has it in its own files, once it accepted."""
    accepted = referral.accepted_at is not None and referral.status != ReferralStatus.REVOKED
    return accepted and can_view_identity(user, referral)


def may_confirm(user: User, referral: Referral) -> bool:
    """Either side may say that the service keeps a file of its own."""
    return sends(user, referral) or receives(user, referral)


def may_ask_for_hold(
    user: User,
    organisation: Organisation,
    referral: Referral | None = None,
    concern: Concern | None = None,
) -> bool:
    """A focal point of that organisation, about what they watch there."""
    if organisation.pk not in standing_of(user).organisations(Permission.WATCH_REFERRAL):
        return False
    if referral is not None:
        return referral.organisation_id == organisation.pk
    if concern is not None:
        keeps = holds_concern(user, Permission.TAKE_UP_CONCERN, concern)
        return keeps and concern.kept_by_id == organisation.pk
    return True


def may_approve_hold(user: User, hold: LegalHold) -> bool:
    """Another focal point, or the coordinator; of what was told in confidence only a focal point.

    Whoever asked may not, whatever their roles: the action says so in a sentence.
    """
    needed = Permission.WATCH_REFERRAL if hold.concern_id else Permission.APPROVE_HOLD
    here = hold.organisation_id in standing_of(user).organisations(needed)
    reads = hold.concern is None or holds_concern(user, Permission.TAKE_UP_CONCERN, hold.concern)
    return here and reads


def may_end_hold(user: User, hold: LegalHold) -> bool:
    """Who asked or who may approve; once approved, not the one who asked alone."""
    own = hold.created_by_id == user.pk and hold.approved_at is None
    return own or (may_approve_hold(user, hold) and hold.created_by_id != user.pk)


def holds_concern(user: User, permission: Permission, concern: Concern) -> bool:
    """Is `user` one of those who read it? The same as `Concern.objects.visible_to`, of one concern."""
    keepers = standing_of(user).organisations(permission)
    kept = concern.kept_by_id in keepers and concern.kept_for_id in (None, user.pk)
    in_line = concern.about_staff and concern.organisation_id in lines_of(user)
    all_of_them = concern.about_focal_point and concern.kept_from_id is None
    about_user = (
        concern.kept_from_id == user.pk
        or in_line
        or (all_of_them and concern.organisation_id in keepers)
    )
    return (kept or concern.escalated_to_id in keepers) and not about_user


def can_hand(user: User, concern: Concern) -> bool:
    """May `user` hand it to another focal point: while it is open."""
    return concern.status != ConcernStatus.CLOSED and holds_concern(
        user, Permission.TAKE_UP_CONCERN, concern
    )


def concern_moves(user: User, concern: Concern) -> list[str]:
    return states.moves(CONCERN_TRANSITIONS, concern, lambda p: holds_concern(user, p, concern))


def demand_concern_move(user: User, concern: Concern, to: str) -> None:
    """Raise NotPermitted or NotPossible unless `user` may move it there now."""
    states.check_transition(
        CONCERN_TRANSITIONS, concern, to, lambda p: holds_concern(user, p, concern)
    )


def demand(allowed: bool) -> None:
    """Raise NotPermitted unless `allowed`."""
    if not allowed:
        raise NotPermitted
