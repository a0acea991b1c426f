from axes.models import AccessAttempt


class Lockout(AccessAttempt):
    """Failed sign-ins of one name from one address, as django-axes counts them, in the words of the register."""

    class Meta:
        proxy = True
        app_label = "accounts"
        verbose_name = verbose_name_plural = "登录失败"
        ordering = ["-attempt_time"]

    def __str__(self) -> str:
        return f"{self.shown_name}（{self.ip_address or '地址不明'}）"

    @property
    def shown_name(self) -> str:
        return "没有这个账号" if (self.username or "?").startswith("?") else str(self.username)
