"""Django's and allauth's settings for signing in; :mod:`naravard.web.settings` takes every name of this module.

The numbers follow OWASP ASVS: a password has at least twelve characters (2.1.1), failed attempts at an account are far
fewer than a hundred an hour (2.2.1), a session ends after half an hour at rest and after twelve hours (3.3.2).
"""

from naravard.web import environment

SIGN_IN_APPS = [
    "naravard.web.signin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
"""Ours is first, so that its pages stand before allauth's own."""

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["naravard.web.signin.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "naravard.web.signin.passwords.LongEnough"},
    {"NAME": "naravard.web.signin.passwords.NotOneself"},
    {"NAME": "naravard.web.signin.passwords.NotCommon"},
    {"NAME": "naravard.web.signin.passwords.NotBreached"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
NARAVARD_BREACHED_PASSWORDS = environment.BREACHED_PASSWORDS.text()

# Every process sees the same counts of failed attempts, so they lie in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "signin_sharedvalue",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

SESSION_ENGINE = "naravard.web.signin.sessions"
SESSION_COOKIE_SAMESITE = "Lax"  # one who comes back from an identity provider brings the session along
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = environment.IDLE_MINUTES.number()
LONGEST_SESSION_HOURS = 12
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# With Strict, one who follows a link in a mail would be given a new token, and forms open in other tabs be refused.
CSRF_COOKIE_SAMESITE = "Lax"
KNOWN_BROWSER_COOKIE = "known-browser"
if environment.HTTPS.flag():
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    KNOWN_BROWSER_COOKIE = "__Host-known-browser"
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

ALLAUTH_TRUSTED_PROXY_COUNT = environment.PROXIES.number()
ACCOUNT_ADAPTER = "naravard.web.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever has an account has answered an invitation sent to the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "naravard.web.signin.forms.SignInForm",
    "change_password": "naravard.web.signin.forms.ChangePasswordForm",
    "set_password": "naravard.web.signin.forms.SetPasswordForm",
    "reset_password": "naravard.web.signin.forms.ForgottenPasswordForm",
    "reset_password_from_key": "naravard.web.signin.forms.NewPasswordForm",
    "reauthenticate": "naravard.web.signin.forms.IsItYouForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "naravard.web.signin.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "naravard.web.signin.forms.CodeForm",
    "reauthenticate": "naravard.web.signin.forms.CodeAgainForm",
    "activate_totp": "naravard.web.signin.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Naravard"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are ours (see above), not allauth's

SOCIALACCOUNT_ADAPTER = "naravard.web.signin.identity.IdentityAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
IDENTITY_PROVIDER = "leverantor"
"""How addresses name the identity provider; there is one or none."""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": IDENTITY_PROVIDER,
                "name": environment.OIDC_NAME.text(),
                "client_id": environment.OIDC_CLIENT_ID.text(),
                "secret": environment.OIDC_CLIENT_SECRET.text(),
                "settings": {
                    "server_url": environment.OIDC_ISSUER.text().rstrip("/"),
                    "scope": ["openid", "profile", "email"],
                    "auth_params": (
                        {"acr_values": environment.OIDC_LEVELS.text()} if environment.OIDC_LEVELS.text() else {}
                    ),
                },
            }
        ]
        if environment.OIDC_ISSUER.text()
        else [],
    }
}
