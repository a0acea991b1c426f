from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "消息"

    def ready(self) -> None:
        for finders in ("calling", "helping", "teaming", "volunteering"):
            import_module(f"notifications.{finders}")  # not before: they ask the models
