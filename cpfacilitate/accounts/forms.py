"""What do people fill in to sign in, to take up an invitation and to keep their account?"""

from __future__ import annotations

from datetime import time
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import PersonForm, one_of

from .models import MailPreference, MailTiming, User

NEW_PASSWORD_HINT = _(
    "At least 12 characters. Four words that do not belong together make a good one."
)


def _say(form: forms.Form, **labels: Any) -> None:
    """Our words instead of the library's, and no placeholder that goes away when one types."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = ""


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(self, login=_("User name or e-mail"), password=_("Password"))
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false",
        }  # fmt: skip


class PasswordForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(self, password=_("Password"))


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=_("Your password now"),
            password1=_("New password"),
            password2=_("New password again"),
        )
        self.fields["password1"].help_text = NEW_PASSWORD_HINT


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(self, email=_("E-mail"))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(self, password1=_("New password"), password2=_("New password again"))
        self.fields["password1"].help_text = NEW_PASSWORD_HINT


def _digits(form: forms.Form, label: Any, hint: Any = "") -> None:
    _say(form, code=label)
    form.fields["code"].help_text = hint
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class ConfirmResetForm(account.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _say(self, code=_("Code from the e-mail"))
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class SecondFactorForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _digits(self, _("Code"), _("Six digits from your app, or one of your recovery codes."))


class ConfirmSecondFactorForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _digits(self, _("Code"), _("Six digits from your app, or one of your recovery codes."))


class ActivateSecondFactorForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _digits(self, _("Six digits the app shows now"))


class InvitationForm(forms.Form):
    """Choose how to sign in. Somebody who had an account already chooses a password only."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=[User.username_validator],
        help_text=_("Short and easy to remember: letters, digits and . - _ are possible."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=NEW_PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invited: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invited = invited
        if invited.has_come:
            del self.fields["username"]

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"])
        if User.objects.named(username).exclude(pk=self.invited.pk).exists():
            raise ValidationError(_("This user name is taken. Choose another one."))
        return username

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        password, again = given.get("password"), given.pop("password_again", None)
        if password and again and password != again:
            self.add_error("password_again", _("The two passwords differ. Type it once more."))
        if password:
            person = User(
                username=given.get("username", self.invited.username),
                display_name=self.invited.display_name,
                email=self.invited.email,
                pk=self.invited.pk,
            )
            try:
                validate_password(password, person)
            except ValidationError as refused:
                self.add_error("password", refused)
        return given


def _hours() -> list[tuple[str, str]]:
    """Every hour of the day, as it is sent and as it is read."""
    return [(f"{hour:02}:00", time_format(time(hour))) for hour in range(24)]


def _hour(label: Any, *, required: bool = True, none: Any = "") -> forms.TypedChoiceField:
    """A full hour of the day, where the installation is."""

    def choices() -> list[tuple[str, str]]:
        return [*([] if required else [("", none)]), *_hours()]

    return forms.TypedChoiceField(
        label=label, choices=choices, required=required, coerce=time.fromisoformat, empty_value=None
    )


class MailPreferenceForm(PersonForm):
    """When a mail may say that something waits."""

    timing = one_of(_("E-mail that something waits"), MailTiming.choices)
    daily_at = _hour(_("Once a day: at"))
    quiet_from = _hour(_("Quiet from"), required=False, none=_("No quiet hours"))
    quiet_until = _hour(_("Quiet until"), required=False, none=_("No quiet hours"))

    def __init__(self, *args: Any, preference: MailPreference, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["timing"].initial = preference.timing
        for name in ("daily_at", "quiet_from", "quiet_until"):
            hour = getattr(preference, name)
            self.fields[name].initial = f"{hour:%H:%M}" if hour else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        since, until = given.get("quiet_from"), given.get("quiet_until")
        if (since is None) != (until is None):
            missing = "quiet_from" if since is None else "quiet_until"
            self.add_error(missing, _("Quiet hours need both: from and until."))
        elif since is not None and since == until:
            self.add_error("quiet_until", _("Choose another hour: this would be the whole day."))
        elif given.get("timing") == MailTiming.DAILY and "daily_at" in given:
            hours = MailPreference(quiet_from=since, quiet_until=until)
            if hours.is_quiet(given["daily_at"]):
                self.add_error("daily_at", _("This hour lies in your quiet hours."))
        return given


class EmailForm(PersonForm):
    """Where one is written to. Nobody else has the same address: one can sign in with it."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = self.user.email

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if not email and self.user.holds_confidential:
            raise ValidationError(_("Your role needs an address: high urgency must reach you."))
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(_("This address cannot be used here. Give another one."))
        return email
