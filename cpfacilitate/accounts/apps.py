from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cpfacilitate.accounts"

    def ready(self) -> None:
        from . import checks, due  # noqa: F401  registers the deployment check and what is due
