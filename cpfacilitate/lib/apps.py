from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "cpfacilitate.lib"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers what is checked before anything runs
