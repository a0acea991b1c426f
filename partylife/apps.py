from importlib import import_module

from django.apps import AppConfig


class PartylifeConfig(AppConfig):
    name = "partylife"
    verbose_name = "组织生活"

    def ready(self) -> None:
        for told in ("findings", "ties"):  # not before: they ask the models
            import_module(f"partylife.{told}")
