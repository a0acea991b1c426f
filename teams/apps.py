from importlib import import_module

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = "队伍与帮办"

    def ready(self) -> None:
        import_module("teams.departures")  # not before: it asks the models
