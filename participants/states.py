"""Which lives does an agreement have, and what does each move ask for?

Declined, withdrawn and concluded are answers, not failures: none of them is an end that cannot be
opened again by the community.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.roles import Permission


class AgreementStatus(TextChoices):
    EXPLORING = "exploring", _("Getting to know each other")
    AGREED = "agreed", _("Agreed")
    PAUSED = "paused", _("Paused")
    DECLINED = "declined", _("Chose not to go ahead")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CONCLUDED = "concluded", _("Concluded")
    STEPPED_BACK = "stepped_back", _("We stepped back")


_S = AgreementStatus
AGREEMENT_TRANSITIONS: dict[AgreementStatus, dict[AgreementStatus, Permission]] = {
    _S.EXPLORING: {
        _S.AGREED: Permission.RECORD_AGREEMENT,
        _S.DECLINED: Permission.RECORD_AGREEMENT,
        _S.STEPPED_BACK: Permission.STEP_BACK,
    },
    _S.AGREED: {
        _S.PAUSED: Permission.END_AGREEMENT,
        _S.WITHDRAWN: Permission.END_AGREEMENT,
        _S.CONCLUDED: Permission.RECORD_AGREEMENT,
        _S.STEPPED_BACK: Permission.STEP_BACK,
    },
    _S.PAUSED: {
        _S.AGREED: Permission.END_AGREEMENT,
        _S.WITHDRAWN: Permission.END_AGREEMENT,
    },
    _S.DECLINED: {_S.EXPLORING: Permission.RECORD_AGREEMENT},
    _S.WITHDRAWN: {_S.EXPLORING: Permission.RECORD_AGREEMENT},
    _S.CONCLUDED: {_S.EXPLORING: Permission.RECORD_AGREEMENT},
    _S.STEPPED_BACK: {},
}
# The community's own answer to whether it takes part: all of them count as a choice respected.
CHOICES_RESPECTED = frozenset({_S.PAUSED, _S.DECLINED, _S.WITHDRAWN, _S.CONCLUDED})
# Between the community and us nothing has ended.
OPEN = frozenset({_S.EXPLORING, _S.AGREED, _S.PAUSED})
# The community may name a day before which we do not come again.
ASKED_US_TO_GO = (_S.DECLINED, _S.WITHDRAWN)
