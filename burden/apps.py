from importlib import import_module

from django.apps import AppConfig


class BurdenConfig(AppConfig):
    name = "burden"
    verbose_name = "社区协助事项"

    def ready(self) -> None:
        import_module("burden.ties")  # not before: it asks the models
