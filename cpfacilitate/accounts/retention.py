"""How long does what an account leaves behind stay, and where does it keep ciphertext?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import sealed
from cpfacilitate.lib.retention import Rule, all_at_once, register

from .models import CarriedForm, Invitation, Notification, OutgoingMail

# Secrets of second factors and the seed of recovery codes, sealed by `adapter.SecondFactorAdapter`.
sealed.also_in("mfa.Authenticator", "data")

register(
    Rule(
        kind="carried_forms",
        label=_("Forms that waited for a new sign-in"),
        span="carried_forms",
        moment="at",
        rows=CarriedForm.objects.all,
        purge=all_at_once,
        wipes=("accounts.CarriedForm",),
    )
)
register(
    Rule(
        kind="read_notifications",
        label=_("Notifications that were read"),
        span="read_notifications",
        moment="read_at",
        rows=lambda: Notification.objects.filter(read_at__isnull=False),
        purge=all_at_once,
        wipes=("accounts.Notification",),
    )
)
# Of an account that nobody opens; whatever still waits stands on the first page all the same.
register(
    Rule(
        kind="unread_notifications",
        label=_("Notifications that nobody read"),
        span="unread_notifications",
        moment="at",
        rows=lambda: Notification.objects.unread(),
        purge=all_at_once,
        wipes=("accounts.Notification",),
    )
)
register(
    Rule(
        kind="mail",
        label=_("Mail that was not taken"),
        span="mail",
        moment="due_at",
        rows=OutgoingMail.objects.all,
        purge=all_at_once,
        wipes=("accounts.OutgoingMail",),
    )
)
register(
    Rule(
        kind="used_invitations",
        label=_("Links of invitations that ran out"),
        span="used_invitations",
        moment="expires_at",
        rows=Invitation.objects.all,
        purge=all_at_once,
        wipes=("accounts.Invitation",),
    )
)
