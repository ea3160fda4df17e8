from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "cpfacilitate.reports"

    def ready(self) -> None:
        from . import retention  # noqa: F401  registers how long files stay
