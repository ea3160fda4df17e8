"""What is asked of every page about one referral: who is refused, and how."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import User
from participants.models import Service
from referrals.listed import fingerprint, on_slip
from tests.factories import World

# Who knows of a referral that was sent; for everybody else it does not exist.
KNOW = {"facilitator", "focal_point", "social_worker"}


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def url(verb: str, record: Any, noun: str = "referral") -> str:
    return reverse(f"referrals:{noun}_{verb}", args=[record.pk])


def post(user: User, verb: str, record: Any, noun: str = "referral", **data: Any) -> Any:
    """Post to a page about a record; what leaves carries the mark of the list that was read."""
    if verb in ("send", "reroute") and noun == "referral":
        service = Service.objects.filter(pk=data.get("service", record.service_id)).first()
        if service is not None:
            data.setdefault("listed", fingerprint(on_slip(record, service)))
    return signed_in(user).post(url(verb, record, noun), data)


def refused(
    world: World,
    verb: str,
    record: Any,
    *,
    may: set[str],
    know: set[str] = KNOW,
    noun: str = "referral",
    method: str = "post",
    **data: Any,
) -> None:
    """404 for whoever may not know of it, 403 for whoever may not do it, sign-in for nobody."""
    target = url(verb, record, noun)
    found = {
        name: getattr(signed_in(person), method)(target, data).status_code
        for name, person in world.cast.items()
        if name not in may
    }
    assert found == {name: 403 if name in know else 404 for name in found}
    assert getattr(signed_in(None), method)(target, data).status_code == 302


def only_posts(world: World, verb: str, record: Any, noun: str = "referral") -> None:
    assert signed_in(world.facilitator).get(url(verb, record, noun)).status_code == 405


def not_now(response: Any, sentence: str = "") -> None:
    """409 with a sentence that says why."""
    assert response.status_code == 409
    assert sentence in response.content.decode()
