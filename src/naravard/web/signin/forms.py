"""The forms that are not allauth's own, or differ from them."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import PasswordVerificationMixin, ResetPasswordForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from naravard.web.people.models import Account


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # without types of its own
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


class NewAccountForm(PasswordVerificationMixin, forms.Form):  # type: ignore[misc]  # without types of its own
    """The name and the password of one who answers an invitation."""

    name = forms.CharField(max_length=200, error_messages={"required": _("Skriv ditt namn.")})
    password1 = SetPasswordField()
    password2 = PasswordField(autocomplete="new-password")

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = account  # type: ignore[attr-defined]
