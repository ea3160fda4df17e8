"""What does a real installation still lack? Asked by `manage.py check --deploy`."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import Error, Tags, register


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


@register(Tags.security, deploy=True)
def deployment(app_configs, **kwargs) -> list[Error]:
    """Refuse what is only for a demonstration, and what would leave secrets unprotected."""
    findings = {
        "SECRET_KEY is not set.": settings.SECRET_KEY_IS_SET,
        "FIELD_KEYS is not set: identities could not be stored.": settings.FIELD_KEYS,
        "FIELD_KEYS holds something that is no key.": all(map(_is_key, settings.FIELD_KEYS)),
        "FIELD_KEYS and SECRET_KEY are the same secret.": settings.SECRET_KEY
        not in settings.FIELD_KEYS,
        "DEBUG is on.": not settings.DEBUG,
        "ALLOWED_HOSTS lets any name in.": "*" not in settings.ALLOWED_HOSTS,
        "DEMONSTRATION is on: logins are shown to everyone.": not settings.DEMONSTRATION,
        "SECOND_FACTOR_REQUIRED is off.": settings.SECOND_FACTOR_REQUIRED,
        "PLAIN_HTTP is on: cookies travel without TLS.": not settings.PLAIN_HTTP,
        "The cache is not shared between workers.": "locmem"
        not in settings.CACHES["default"]["BACKEND"].lower(),
        "HOSTING_PLACE is not set: no community can be told where its words are kept.": (
            settings.HOSTING_PLACE
        ),
        "EMAIL_URL names no mail server: nobody would be told that something waits.": (
            settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
        ),
        "DEFAULT_FROM_EMAIL is not set: mail servers refuse mail from nowhere.": (
            not settings.DEFAULT_FROM_EMAIL.endswith("@localhost")
        ),
    }
    return [
        Error(message, id=f"cpfacilitate.E{number:03}")
        for number, (message, fine) in enumerate(findings.items(), start=1)
        if not fine
    ]
