from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "cpfacilitate.audit"

    def ready(self) -> None:
        from . import due, retention  # noqa: F401  register what happens by itself
