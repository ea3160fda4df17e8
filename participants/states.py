"""Which lives have an agreement, a planned voice, a link and a barrier? What does each move ask for?

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
# Nothing is recorded any more, and the community says what becomes of what was.
LEAVING = frozenset({_S.DECLINED, _S.WITHDRAWN, _S.CONCLUDED, _S.STEPPED_BACK})
# Nobody has to be asked about the records on that very day; until then everything stays.
MAY_SAY_LATER = frozenset({_S.DECLINED, _S.STEPPED_BACK})


class VoiceStatus(TextChoices):
    NOT_REACHED = "not_reached", _("Not yet reached")
    PARTLY = "partly", _("Partly heard")
    HEARD = "heard", _("Heard")
    CHOSE_NOT = "chose_not", _("Chose not to take part")


_V = VoiceStatus
# A voice is heard when its sessions are recorded; people say the rest.
VOICE_TRANSITIONS: dict[VoiceStatus, dict[VoiceStatus, Permission]] = {
    _V.NOT_REACHED: {
        _V.PARTLY: Permission.LOG_SESSION,
        _V.HEARD: Permission.LOG_SESSION,
        _V.CHOSE_NOT: Permission.KEEP_COMMUNITY,
    },
    _V.PARTLY: {_V.HEARD: Permission.LOG_SESSION, _V.CHOSE_NOT: Permission.KEEP_COMMUNITY},
    _V.HEARD: {_V.PARTLY: Permission.LOG_SESSION},
    _V.CHOSE_NOT: {
        _V.NOT_REACHED: Permission.KEEP_COMMUNITY,
        _V.PARTLY: Permission.LOG_SESSION,
        _V.HEARD: Permission.LOG_SESSION,
    },
}


class LinkStatus(TextChoices):
    PROPOSED = "proposed", _("Asked for")
    ACTIVE = "active", _("Goes on")
    ENDED = "ended", _("Ended")


_L = LinkStatus
# The same service is asked anew with a link of its own: what was promised before stays as it was.
LINK_TRANSITIONS: dict[LinkStatus, dict[LinkStatus, Permission]] = {
    _L.PROPOSED: {_L.ACTIVE: Permission.KEEP_LINK, _L.ENDED: Permission.KEEP_LINK},
    _L.ACTIVE: {_L.ENDED: Permission.KEEP_LINK},
    _L.ENDED: {},
}


class BarrierStatus(TextChoices):
    OPEN = "open", _("Open")
    WORKED_ON = "worked_on", _("We work on it")
    SOLVED = "solved", _("Solved")
    NOT_OURS = "not_ours", _("No longer ours")


_B = BarrierStatus
# What was solved may stand there again.
BARRIER_TRANSITIONS: dict[BarrierStatus, dict[BarrierStatus, Permission]] = {
    _B.OPEN: {
        _B.WORKED_ON: Permission.REPORT_LINK,
        _B.SOLVED: Permission.REPORT_LINK,
        _B.NOT_OURS: Permission.REPORT_LINK,
    },
    _B.WORKED_ON: {_B.SOLVED: Permission.REPORT_LINK, _B.NOT_OURS: Permission.REPORT_LINK},
    _B.SOLVED: {_B.OPEN: Permission.REPORT_LINK},
    _B.NOT_OURS: {_B.OPEN: Permission.REPORT_LINK},
}
