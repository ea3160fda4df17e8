from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "cpfacilitate.reports"

    def ready(self) -> None:
        from . import due  # noqa: F401  registers what this app does by itself
