from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "平台"

    def ready(self) -> None:
        import_module("governance.checks")  # not before: it asks the models
