from django.apps import AppConfig


class PartyorgConfig(AppConfig):
    name = "partyorg"
    verbose_name = "组织与岗位"
