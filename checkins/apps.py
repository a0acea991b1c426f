from importlib import import_module

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"
    verbose_name = "双报到与新就业群体"

    def ready(self) -> None:
        import_module("checkins.ties")  # not before: it asks the models
