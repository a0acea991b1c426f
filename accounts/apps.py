from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与审计"

    def ready(self) -> None:
        """What Django says of a NUL in any field, the admin's too, is no sentence in Chinese: “不允许是用空字符串”."""
        ProhibitNullCharactersValidator.message = "里面有看不见的字符，请重新输入。"
