"""Every setting, read from the environment, and safe when nothing is set.

What production must set is refused by `manage.py check --deploy` when missing: see `checks.py`.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- What an installation decides -------------------------------------------------------------
# A key that dies with the process is safe but signs everyone out; the deployment check refuses it.
SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_IS_SET = bool(SECRET_KEY)
SECRET_KEY = SECRET_KEY or get_random_secret_key()
# Fernet keys for identities and second factors, newest first; apart from SECRET_KEY and the database.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# A demonstration installation shows its logins on the sign-in page and holds only fictional people.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DEMONSTRATION_PASSWORD = "mango tree at noon"  # noqa: S105  everybody's, and shown to everybody
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMONSTRATION)
# Only for http://localhost: cookies travel without TLS.
PLAIN_HTTP = env.bool("PLAIN_HTTP", default=False)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
FOCAL_POINT_PHONE = env("FOCAL_POINT_PHONE", default="+232 00 000 100" if DEMONSTRATION else "")
# Where the data is kept, in words a community understands: it is told before it agrees.
HOSTING_PLACE = env("HOSTING_PLACE", default="")
# Hours to answer and hours to act on a referral, by urgency, from its first sending.
REFERRAL_CLOCKS = env.json(
    "REFERRAL_CLOCKS", default={"high": [2, 24], "medium": [24, 72], "low": [72, 168]}
)
# Hours from asking for a service's backup contact to telling the focal points, by urgency.
REFERRAL_BACKUP_HOURS = env.json(
    "REFERRAL_BACKUP_HOURS", default={"high": 1, "medium": 4, "low": 24}
)
# A link on a slip: how often it opens, and the days it outlives the time to act, 14 at most in all.
SLIP_LINK_USES = env.int("SLIP_LINK_USES", default=6)
SLIP_LINK_DAYS_AFTER = env.int("SLIP_LINK_DAYS_AFTER", default=4)
# Hours after which what nobody took up goes to another focal point: usually, and in danger.
CONCERN_ESCALATES_AFTER = env.json("CONCERN_ESCALATES_AFTER", default=[24, 2])
SUPPRESS_BELOW = env.int("SUPPRESS_BELOW", default=5)  # the smallest figure that is shown inside
# Days that things are kept, where they differ from `lib.retention.SPANS`: {"identities": 45}
RETENTION_DAYS = env.json("RETENTION_DAYS", default={})
# Seconds after which a name that was shown is hidden again.
IDENTITY_SHOWN_SECONDS = 120

# --- Apps, lowest first: each imports only from those above it ---------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "cpfacilitate.lib",
    "cpfacilitate.audit",
    "cpfacilitate.accounts",
    "participants",
    "dialogues",
    "referrals",
    "cpfacilitate.overview",
    "cpfacilitate.reports",
    "cpfacilitate.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so lengths tell nothing
    "csp.middleware.CSPMiddleware",
    "cpfacilitate.lib.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cpfacilitate.lib.uploads.Bounds",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "cpfacilitate.accounts.middleware.session_clock",
    "cpfacilitate.accounts.middleware.SignInRequired",
    "cpfacilitate.accounts.middleware.SecondFactor",
    "cpfacilitate.accounts.middleware.ReadOnArrival",
    "cpfacilitate.accounts.middleware.forget_carried",
    "cpfacilitate.lib.middleware.DomainErrors",
]

ROOT_URLCONF = "cpfacilitate.urls"
WSGI_APPLICATION = "cpfacilitate.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cpfacilitate.accounts.context.frame",
            ],
            "builtins": ["cpfacilitate.lib.templatetags.look"],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------
(BASE_DIR / "var").mkdir(exist_ok=True)
DATABASES = {
    "default": env.db_url_config(
        env("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query takes PostgreSQL longer than any page of ours takes to read.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sign-in limits and one-time codes are counted here, so every worker must see the same counts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cpfacilitate_cache",
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# One page takes a file (`lib.uploads.takes_file`); wherever else one is sent, it passes by unread.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["cpfacilitate.lib.uploads.NoFiles"]

# --- Accounts --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["cpfacilitate.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "cpfacilitate.accounts.passwords.UnpredictableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "cpfacilitate.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cpfacilitate.accounts.forms.SignInForm",
    "reauthenticate": "cpfacilitate.accounts.forms.PasswordForm",
    "change_password": "cpfacilitate.accounts.forms.ChangePasswordForm",
    "reset_password": "cpfacilitate.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "cpfacilitate.accounts.forms.ResetPasswordKeyForm",
    "confirm_password_reset_code": "cpfacilitate.accounts.forms.ConfirmResetForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A code binds the reset to the browser that asked for it; a forwarded mail opens nothing.
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "slip": "10/m/ip,60/h/ip",  # keys of slips tried from one place
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "cpfacilitate.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "cpfacilitate.accounts.forms.SecondFactorForm",
    "reauthenticate": "cpfacilitate.accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "cpfacilitate.accounts.forms.ActivateSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "cpfacilitate"
USERSESSIONS_TRACK_ACTIVITY = False
INVITATION_LIFETIME = timedelta(days=7)

# --- Sessions, cookies, headers -----------------------------------------------------------------
SESSION_IDLE = timedelta(minutes=15)
SESSION_IDLE_CONFIDENTIAL = timedelta(minutes=5)
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_NAME = "sessionid" if PLAIN_HTTP else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if PLAIN_HTTP else "__Host-csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not PLAIN_HTTP
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# Nothing to other sites. With "no-referrer" a browser would send every form with "Origin: null",
# which the check against forged requests has to refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not PLAIN_HTTP and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "cpfacilitate.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the second factor's square is drawn into the page
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="UTC")

# --- Static files, forms, mail, log ------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.DjangoDivFormRenderer"
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="cpfacilitate@localhost")
# Standard output, no request bodies, no values of forms.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"pages_only": {"()": "cpfacilitate.lib.logs.PagesOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["pages_only"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
