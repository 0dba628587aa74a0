"""Django's settings, read from the environment; every name from outside is declared in :mod:`.environment`."""

from pathlib import Path

from naravard.web import environment
from naravard.web.database import database
from naravard.web.mail.server import AS_FILES, BY_SERVER, mail_server
from naravard.web.private_files import private_folder
from naravard.web.secret import secret_key
from naravard.web.signin.configuration import *  # noqa: F403 - all its names are settings
from naravard.web.signin.configuration import SIGN_IN_APPS
from naravard.web.site.operator import Operator

WEB = Path(__file__).resolve().parent
DATA = private_folder(environment.data_folder())

DEBUG = environment.DEBUG.flag()
SECRET_KEY = secret_key(environment.SECRET_KEY.text(), DATA)
ALLOWED_HOSTS = environment.HOSTS.words()
NARAVARD_TODAY = environment.TODAY.text()
TRUSTED_ISSUERS = environment.TRUSTED_ISSUERS.text() or str(DATA / "trusted-issuers")
PRETENDED_DAY = ""
"""The function that gives the day the demonstration pretends it to be; only the demonstration names one."""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "naravard.web.site",
    "naravard.web.history",
    "naravard.web.organisations",
    "naravard.web.people",
    "naravard.web.access",
    "naravard.web.once",
    "naravard.web.tokens",
    "naravard.web.agreements",
    "naravard.web.money",
    "naravard.web.handbook",
    "naravard.web.audit",
    "naravard.web.results",
    "naravard.web.simulation",
    "naravard.web.drafting",
    "naravard.web.handovers",
    "naravard.web.tasks",
    "naravard.web.reminders",
    "naravard.web.ledger",
    "naravard.web.fixing",
    "naravard.web.placements",
    "naravard.web.papers",
    "naravard.web.requisitions",
    "naravard.web.payments",
    "naravard.web.activities.decisions",
    "naravard.web.activities",
    "naravard.web.costs",
    "naravard.web.sharing",
    "naravard.web.financial_reports",
    "naravard.web.repayments",
    "naravard.web.funds",
    "naravard.web.reports",
    "naravard.web.home",
    "naravard.web.api",
    *SIGN_IN_APPS,
]
MIDDLEWARE = [
    "naravard.web.site.request_memory.RememberWhileAnswering",
    "naravard.web.security.ContentSecurityPolicy",
    "naravard.web.security.OnlyWhatCanBeTaken",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "naravard.web.security.NothingPrivateKept",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "naravard.web.signin.middleware.SessionTimes",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "naravard.web.urls"
WSGI_APPLICATION = "naravard.web.wsgi.application"
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:tasks"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naravard.web.access.context.site",
                "naravard.web.handovers.context.waiting",
            ],
            "builtins": [
                "naravard.web.site.templatetags.naravard",
                "naravard.web.agreements.templatetags.agreement",
                "naravard.web.once.templatetags.once",
                "naravard.web.ledger.templatetags.ledger",
            ],
        },
    }
]

DATABASES = {"default": database(environment.DATABASE_URL.text(), DATA)}

# Swedish is the language of the texts in the code; English is a catalogue under locale/.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("built", WEB / "static" / "built")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploaded files stay in memory, and only up to a limit; the reader gets a form back with words, not a closed line.
FILE_UPLOAD_HANDLERS = ["naravard.web.simulation.input.uploads.BoundedUploadHandler"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "naravard.web.signin.refusals.csrf_failure"

if environment.HTTPS.flag():
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^halsa$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Whether a domain is entered in the browsers' own lists is for its owner, who may have more under it than this.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

OPERATOR = Operator(
    name=environment.OPERATOR.text(),
    contact=environment.CONTACT.text(),
    data_protection=environment.DATA_PROTECTION.text() or environment.CONTACT.text(),
    accessibility=environment.ACCESSIBILITY.text(),
    assessed=environment.ACCESSIBILITY_ASSESSED.text(),
    faults=tuple(environment.ACCESSIBILITY_FAULTS.words(separator="|")),
    exempt=tuple(environment.ACCESSIBILITY_EXEMPT.words(separator="|")),
    updated=environment.ACCESSIBILITY_UPDATED.day(),
)
SITE_ADDRESS = environment.SITE.text().rstrip("/")
MAIL_FOLDER = DATA / "mail"
KEEP_MAIL_DAYS = environment.KEEP_MAIL_DAYS.number()
KEEP_REMINDERS_DAYS = environment.KEEP_REMINDERS_DAYS.number()
KEEP_INVITATIONS_DAYS = environment.KEEP_INVITATIONS_DAYS.number()
KEEP_DRAFTS_DAYS = environment.KEEP_DRAFTS_DAYS.number()
WITNESS_TO = environment.WITNESS_TO.words()
"""Where mail is written as files when no server is set."""
DEFAULT_FROM_EMAIL = environment.MAIL_FROM.text()
MAIL_SERVER = mail_server(environment.MAIL_URL.name, environment.MAIL_URL.text())
EMAIL_BACKEND = BY_SERVER if MAIL_SERVER.host else AS_FILES
EMAIL_HOST = MAIL_SERVER.host
EMAIL_PORT = MAIL_SERVER.port
EMAIL_HOST_USER = MAIL_SERVER.user
EMAIL_HOST_PASSWORD = MAIL_SERVER.password
EMAIL_USE_TLS = MAIL_SERVER.tls == "starttls"
EMAIL_USE_SSL = MAIL_SERVER.tls == "smtps"
EMAIL_TIMEOUT = 20
"""Seconds."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "naravard.web.log_lines.OneLineWithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "naravard.signin": {"level": "INFO"}},
}
