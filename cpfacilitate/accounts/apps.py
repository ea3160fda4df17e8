from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cpfacilitate.accounts"

    def ready(self) -> None:
        from . import checks, due, retention  # noqa: F401  register what is checked, due, kept
