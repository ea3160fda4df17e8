"""What may be written on a referral or a concern, and what is asked for with each step?"""

from .beside import BackupCallForm, ContinueForm
from .concerns import ConcernAddForm, ConcernCloseForm
from .identities import IdentityForm, IdentityReasonForm
from .sharing import (
    ConsentForm,
    SharingAgreementAddForm,
    SharingAgreementEditForm,
    SharingAgreementEndForm,
)
from .slips import CosignForm, ReferralAddForm, ReferralEditForm
from .steps import StepForm, step_form

__all__ = [
    "BackupCallForm",
    "ConcernAddForm",
    "ConcernCloseForm",
    "ConsentForm",
    "ContinueForm",
    "CosignForm",
    "IdentityForm",
    "IdentityReasonForm",
    "ReferralAddForm",
    "ReferralEditForm",
    "SharingAgreementAddForm",
    "SharingAgreementEditForm",
    "SharingAgreementEndForm",
    "StepForm",
    "step_form",
]
