"""allauth's forms with mistakes in our words, and those that are our own."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpRequest

from naravard.web.people.models import Account
from naravard.web.signin.codes import accept_code, use
from naravard.web.signin.words import INVALID, MISSING, UNLIKE


class Worded(forms.Form):
    """A form that names the field in each mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = INVALID
                field.validators[:] = [_address]

    def add_error(self, field: str | None, error: Any) -> None:
        """Say in our words that two passwords differ; allauth says nothing else of the second."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = UNLIKE
        super().add_error(field, error)


class SignInForm(Worded, account_forms.LoginForm):  # type: ignore[misc]  # without types of its own
    """E-mail address and password; the code of the second step too, where tries at the account are slowed."""

    code = forms.CharField(required=False, max_length=20)

    @property
    def is_slowed(self) -> bool:
        """Tell whether the form was refused because of too many tries, so that a code helps."""
        return self.has_error("__all__", code="too_many_login_attempts") or bool(self.data.get("code"))


class ChangePasswordForm(Worded, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password that was, and the new one twice."""


class SetPasswordForm(Worded, account_forms.SetPasswordForm):  # type: ignore[misc]
    """A password where there was none."""


class NewPasswordForm(Worded, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of a mail."""


class IsItYouForm(Worded, account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class _Code(Worded):
    user: Account

    def clean_code(self) -> str:
        """Judge the code by our own rules (:mod:`.codes`)."""
        code = str(self.cleaned_data["code"])
        self.authenticator = accept_code(self.user, code)
        self.authenticator.user = self.user
        return code


class CodeForm(_Code, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""


class CodeAgainForm(_Code, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class FirstCodeForm(Worded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app has the key."""

    def clean_code(self) -> str:
        """Judge the code by our own rules (:mod:`.codes`). The reader knows the key, so there is nothing to guess."""
        validate_can_add_authenticator(self.user)
        code = str(self.cleaned_data["code"])
        if not use(self.secret, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class ForgottenPasswordForm(Worded, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a link to choose a new password. The answer is the same whether there is an account or not."""

    def clean_email(self) -> str:
        """Find the account."""
        email = str(self.cleaned_data["email"]).strip().lower()
        self.users = list(Account.objects.filter(email=email, is_active=True).select_related("person"))
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send a mail either way: with the link, or saying that there is no account."""
        if self.users:
            return str(super().save(request, **kwargs))
        email: str = self.cleaned_data["email"]
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class NewAccountForm(Worded, account_forms.PasswordVerificationMixin, forms.Form):  # type: ignore[misc]
    """The name and the password of one who answers an invitation."""

    name = forms.CharField(max_length=200)
    password1 = SetPasswordField()
    password2 = PasswordField(autocomplete="new-password")

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["password1"]
        field.user = account


def _address(value: str) -> None:
    """Refuse what is no e-mail address, in our words."""
    EmailValidator(message=INVALID)(value)
