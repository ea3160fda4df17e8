"""How is a child's name asked for, and the reason to look at it?"""

from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm, ReasonForm, line


class IdentityForm(PersonForm):
    """Who the child is. Never shown again with what was written before."""

    name = line(_("Name"), help_text=_("As the child wants to be called."))
    contact = line(
        _("How to reach the child safely"),
        required=False,
        help_text=_("Whom to phone or meet, when, and what to say if somebody else answers."),
    )
    whereabouts = line(_("Where the child is"), required=False)


class IdentityReasonForm(ReasonForm):
    reason = line(_("Why do you need the name now?"), most=300)
