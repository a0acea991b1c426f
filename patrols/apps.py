from importlib import import_module

from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "patrols"
    verbose_name = "巡查"

    def ready(self) -> None:
        import_module("patrols.departures")  # not before: it asks the models
