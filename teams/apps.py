from importlib import import_module

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = "队伍与帮办"

    def ready(self) -> None:
        for told in ("departures", "hub"):  # not before: they ask the models
            import_module(f"teams.{told}")
