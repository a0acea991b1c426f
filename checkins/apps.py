from importlib import import_module

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"
    verbose_name = "双报到与新就业群体"

    def ready(self) -> None:
        for told in ("departures", "ties"):  # not before: they ask the models
            import_module(f"checkins.{told}")
