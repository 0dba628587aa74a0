"""What allauth says, in this service's words: mistakes in forms, and what was done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WAIT = _(
    "För många försök, från dig eller någon annan. Vänta fem minuter och försök sedan igen, eller välj ett nytt "
    "lösenord: den som har länken i mejlet släpps in genast, och den som gissar stannar ute. Har du inloggning i två "
    "steg räcker det att skriva appens kod också."
)
WAIT_WITH_CODES = _("För många fel koder. Vänta fem minuter, eller välj ett nytt lösenord genom länken i ett mejl.")

MISTAKES: dict[str, Any] = {
    "account_inactive": _("Kontot är avstängt. Fråga en administratör i din organisation."),
    "email_password_mismatch": _(
        "E-postadressen och lösenordet hör inte ihop. Kontrollera båda, eller välj ett nytt lösenord."
    ),
    "enter_current_password": _("Det är inte ditt nuvarande lösenord. Kontrollera att skiftlåset inte är på."),
    "incorrect_password": _("Det är inte ditt lösenord. Kontrollera att skiftlåset inte är på."),
    "incorrect_code": _(
        "Koden stämmer inte. Den byts var trettionde sekund och går bara att använda en gång: ta nästa."
    ),
    "invalid_password_reset": _("Länken gäller inte längre. Be om en ny."),
    "too_many_login_attempts": WAIT,
    "rate_limited": WAIT,
}
"""By allauth's own name for the mistake."""

MISSING: dict[str, Any] = {
    "login": _("Skriv din e-postadress."),
    "email": _("Skriv din e-postadress."),
    "password": _("Skriv ditt lösenord."),
    "oldpassword": _("Skriv ditt nuvarande lösenord."),
    "password1": _("Skriv ett nytt lösenord."),
    "password2": _("Skriv det nya lösenordet en gång till."),
    "code": _("Skriv koden."),
    "name": _("Skriv ditt namn."),
}
"""By the name of a field that nothing was written in."""
INVALID = _("E-postadressen är inte hel. Den ska se ut som namn@exempel.se.")
UNLIKE = _("Lösenorden är inte lika. Skriv samma två gånger.")

DONE: dict[str, Any] = {
    "account/messages/logged_out.txt": _("Du har loggat ut."),
    "account/messages/password_changed.txt": _("Lösenordet är bytt. Övriga inloggningar är avslutade."),
    "account/messages/password_set.txt": _("Lösenordet är valt."),
    "mfa/messages/totp_activated.txt": _("Inloggning i två steg är på."),
    "mfa/messages/totp_deactivated.txt": _("Inloggning i två steg är av."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fått nya reservkoder. Spara dem nu."),
}
"""By the template that allauth would take; what is not here is not said."""
