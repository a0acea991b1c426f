from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "诉求案件"

    def ready(self) -> None:
        import_module("cases.ties")  # not before: it asks the models
