from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "志愿活动"

    def ready(self) -> None:
        import_module("activities.departures")  # not before: it asks the models
