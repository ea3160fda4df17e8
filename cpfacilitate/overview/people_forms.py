"""What does a coordinator or an administrator fill in about people and their roles?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.actions import may_give
from cpfacilitate.accounts.models import Membership, Organisation, OrganisationKind
from cpfacilitate.accounts.roles import MAY_GIVE, Role
from cpfacilitate.lib.forms import CreateForm, PersonForm, line, one_of

from . import reach


class RoleForm(PersonForm):
    """A role in an organisation, of those the person filling it in may give."""

    role = one_of(_("Role"), Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        given = frozenset().union(*(MAY_GIVE.get(role, ()) for role in self.user.roles))
        self.fields["role"].choices = [pair for pair in Role.choices if pair[0] in given]
        organisations = Organisation.objects.inviting(self.user)
        if Role.SOCIAL_WORKER not in given:
            organisations = organisations.filter(kind=OrganisationKind.NGO)
        field = self.fields["organisation"]
        field.queryset = organisations.order_by("-kind", "name", "id")
        if Role.SOCIAL_WORKER in given:
            field.help_text = _("For a social worker, the office they work for.")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        role, organisation = given.get("role"), given.get("organisation")
        if not role or not organisation:
            return given
        serves = organisation.kind == OrganisationKind.FORMAL_SERVICE
        if role == Role.SOCIAL_WORKER and not serves:
            self.add_error("organisation", _("Choose the office the social worker works for."))
        elif serves and role != Role.SOCIAL_WORKER:
            self.add_error("organisation", _("Only social workers belong to this office."))
        elif not may_give(self.user, organisation, role):
            self.add_error("role", _("You cannot give this role there."))
        return given


class PersonAddForm(RoleForm, CreateForm):
    """Somebody new, and their first role."""

    display_name = line(_("Name"), most=100, help_text=_("As colleagues call them."))
    email = forms.EmailField(
        label=_("E-mail, if they have one"),
        required=False,
        help_text=_("Used to say that something waits, and for a forgotten password."),
    )
    field_order = ["display_name", "email", "role", "organisation"]


class AssignForm(PersonForm):
    """One more community or service that a membership reaches."""

    community = forms.ModelChoiceField(None, label=_("Community"), empty_label=None)
    service = forms.ModelChoiceField(None, label=_("Service"), empty_label=None)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any):
        super().__init__(*args, **kwargs)
        serves = membership.role == Role.SOCIAL_WORKER
        del self.fields["community" if serves else "service"]
        self.fields["service" if serves else "community"].queryset = reach.open_to(membership)
