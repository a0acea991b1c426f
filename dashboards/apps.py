from importlib import import_module

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = "看板与考核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("dashboards.letters")  # not before: it asks the models
