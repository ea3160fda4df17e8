"""How does a test get a referral in a given state? By the people of the story taking its steps."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Service
from referrals import actions
from referrals.models import Concern, DataPoint, Referral, SharingAgreement
from tests.factories import World, fresh

# What could leak, and must not.
CANARY = "canary words of a slip"
SLIP = {
    "urgency": "medium",
    "concern_category": "school",
    "age_band": "12_14",
    "sex": "boy",
    "needs": ["education"],
    "summary": f"Wants to go back to school; {CANARY}.",
    "immediate_safety": "safe",
    "safe_contact_method": "Through the sender, in the morning.",
    "limits_explained_by": "writer",
    "child_assent": "yes",
    "caregiver_consent": "yes",
    "feedback_allowed_to": ["child", "referrer", "community"],
    "identity_mode": "on_paper",
}
TOLD = {"channel": "phone", "told_by": "the nurse in charge"}
BACKUP = "Mr Bangura, 076 555 111"
WITHOUT_CONSENT = {"child_assent": "yes", "caregiver_consent": "unsafe"}
REASON = "The household is where the danger is."


def shared_with(world: World, service: Service, **values: Any) -> SharingAgreement:
    """An agreement on sharing between the organisation and a service: everything, unless said."""
    today = clock.today()
    return actions.add_sharing_agreement(
        **{
            "id": uuid.uuid4(), "organisation": world.ngo, "service": service,
            "data_points": DataPoint.values, "signed_on": today - timedelta(days=30),
            "starts_on": today - timedelta(days=30), "expires_on": today + timedelta(days=335),
            "signed_by": "Both directors", "by": world.coordinator, **values,
        }
    )  # fmt: skip


def ended(world: World) -> SharingAgreement:
    """An agreement that ended today."""
    agreement = shared_with(world, world.outside_service)
    return actions.end_sharing_agreement(agreement, version=agreement.version, by=world.coordinator)


def unshare(world: World) -> None:
    """End every agreement on sharing, as of today."""
    for agreement in SharingAgreement.objects.filter(ended_on=None):
        actions.end_sharing_agreement(agreement, version=agreement.version, by=world.coordinator)


def agreed(world: World) -> None:
    """Both services have signed, as they have in most places where referrals are sent here."""
    for service in (world.service, world.outside_service):
        if not SharingAgreement.objects.of(service).exists():
            shared_with(world, service)


def draft(world: World, *, by=None, service=None, **values: Any) -> Referral:
    """A referral that is only written."""
    agreed(world)
    return actions.raise_referral(
        id=uuid.uuid4(),
        cluster=world.cluster,
        service=service or world.service,
        by=by or world.facilitator,
        **{**SLIP, **values},
    )


def sent(world: World, *, sent_via: str = "app", **values: Any) -> Referral:
    written = draft(world, **values)
    return actions.send_referral(
        written, version=written.version, sent_via=sent_via, by=world.facilitator
    )


def moved(world: World, *path: str, **values: Any) -> Referral:
    """A referral that the social worker took along `path` after it was sent."""
    referral = sent(world, **values)
    for to in path:
        referral = actions.move_referral(referral, to, by=world.social_worker, **said(to))
    return referral


def said(to: str) -> dict[str, Any]:
    """What a step must say."""
    return {
        "declined": {"cause": "no_place"},
        "closed": {"outcome": "met", "feedback_to_referrer": "Back at school."},
        "referred_onward": {"onward_kind": "education"},
        "unable_to_reach": {"tries": 3, "reason": "Phoned and went there."},
    }.get(to, {})


PATHS = {
    "sent": (),
    "acknowledged": ("acknowledged",),
    "accepted": ("acknowledged", "accepted"),
    "in_progress": ("accepted", "in_progress"),
    "service_given": ("accepted", "in_progress", "service_given"),
    "closed": ("accepted", "service_given", "closed"),
    "declined": ("declined",),
    "referred_onward": ("accepted", "referred_onward"),
    "unable_to_reach": ("unable_to_reach",),
}


def in_state(world: World, status: str, **values: Any) -> Referral:
    """A referral in `status`, reached by the shortest way."""
    if status == "draft":
        return draft(world, **values)
    if status == "revoked":
        referral = sent(world, **values)
        return actions.revoke_referral(referral, cause="mistake", by=world.facilitator)
    return moved(world, *PATHS[status], **values)


def named(world: World, *, status: str = "sent", name: str = "Zainab Canary") -> Referral:
    """A referral with a name sealed apart."""
    referral = draft(world, identity_mode="encrypted")
    actions.keep_identity(
        referral, name=name, contact="077 000 111", whereabouts="by the well", by=world.facilitator
    )
    referral = actions.send_referral(
        referral, version=referral.version, sent_via="app", by=world.facilitator
    )
    for to in PATHS[status]:
        referral = actions.move_referral(referral, to, by=world.social_worker, **said(to))
    return referral


def without_account(world: World) -> Service:
    """A service where nobody signs in."""
    return participants.add_service(
        id=uuid.uuid4(), organisation=world.service.organisation, name="Far clinic",
        kind="health", district="Bombali", by=world.coordinator,
    )  # fmt: skip


def with_backup(service: Service, world: World) -> None:
    """Somebody to phone when the service does not answer."""
    participants.edit_service(
        service, version=Service.objects.get(pk=service.pk).version, name=service.name,
        contacts=[{"role": "backup", "name": "Mr Bangura", "phone": "076 555 111"}],
        by=world.coordinator,
    )  # fmt: skip


def late(world: World, **values: Any) -> Referral:
    """A referral whose service did not answer in time; its backup contact is to be phoned now."""
    with_backup(world.service, world)
    long_ago = clock.now() - timedelta(hours=settings.REFERRAL_CLOCKS["medium"][0])
    with clock.at(long_ago):
        referral = sent(world, **values)
    assert actions.climb_overdue(referral, "answer", now=clock.now())
    return referral


def concern(world: World, *, by=None, **values: Any) -> Concern:
    return actions.raise_concern(
        id=uuid.uuid4(), organisation=world.ngo, words=f"Something, {CANARY}",
        by=by or world.facilitator, **values,
    )  # fmt: skip


def taken_up(world: World, **values: Any) -> Concern:
    return actions.take_up_concern(concern(world, **values), by=world.focal_point)


def give(user: User, organisation: Organisation, role: str, *, by: User) -> None:
    """One more role, for somebody who has one."""
    accounts.give_role(user=user, organisation=organisation, role=role, by=fresh(by))


def audited(record: Any) -> list[str]:
    """The events of a record, in order."""
    return list(AuditEvent.objects.about(record).values_list("event", flat=True))


def posted(world: World, **values: Any) -> dict[str, Any]:
    """The slip as its form posts it."""
    return {
        "id": str(uuid.uuid4()), "cluster": str(world.cluster.pk),
        "service": str(world.service.pk), **SLIP, "child_wishes": "School.", **values,
    }  # fmt: skip


def hold(world: World, referral: Referral | None = None, *, approved: bool = False, **values: Any):
    """A legal hold on a referral, or on everything; approved by the coordinator."""
    values = {
        "reason": "The court asked for it.",
        "until": clock.today() + timedelta(days=90),
    } | values
    asked = actions.ask_for_hold(
        id=uuid.uuid4(), organisation=world.ngo, referral=referral, by=world.focal_point, **values
    )
    return actions.approve_hold(asked, by=world.coordinator) if approved else asked
