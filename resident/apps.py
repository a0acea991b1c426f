from django.apps import AppConfig


class ResidentConfig(AppConfig):
    name = "resident"
    verbose_name = "居民端"
