"""The product's own settings, with a fixed key, quick passwords and plain static files."""

from cpfacilitate.settings import *  # noqa: F403
from cpfacilitate.settings import LANGUAGES, env

SECRET_KEY = "tests only"
FIELD_KEYS = ["dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PLAIN_HTTP = True
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
SECURE_HSTS_SECONDS = 0
SECOND_FACTOR_REQUIRED = False  # the tests of the second factor turn it on
LANGUAGES = [*LANGUAGES, ("ar", "العربية")]  # no words yet: proves the right-to-left layout
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not env("DATABASE_URL", default=""):
    DATABASES = {
        "default": {**DATABASES["default"], "TEST": {"NAME": None}}  # noqa: F405
    }
else:
    # A test's server leaves no connection behind that would hold the database when it is dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
