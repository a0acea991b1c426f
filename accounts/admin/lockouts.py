from datetime import datetime

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from accounts import actions
from accounts.models import Lockout
from accounts.reasoned import Deed, Reasoned
from accounts.registers import Shown

UNLOCK = Deed(
    "unlock",
    "解除锁定",
    "这个账号在这个地址上马上可以再试；整个地址都锁着的，一起解除。先弄清是不是本人，理由记入审计记录。",
    "已经解除锁定。",
    actions.unlock,
)


@admin.register(Lockout)
class LockoutAdmin(Shown, Reasoned):
    """Who failed to sign in lately, and who is locked out by it."""

    deeds = (UNLOCK,)
    list_display = ["shown_name", "ip_address", "failures_since_start", "attempt_time", "shut_until"]
    search_fields = ["username", "ip_address"]
    readonly_fields = ["shown_name", "ip_address", "failures_since_start", "attempt_time", "shut_until"]
    fields = ("shown_name", "ip_address", "failures_since_start", "attempt_time", "shut_until")
    actions = None

    def may_do(self, request: HttpRequest, obj: Lockout) -> bool:
        return request.user.has_perm("accounts.change_lockout")

    @admin.display(description="登录名")
    def shown_name(self, lockout: Lockout) -> str:
        return lockout.shown_name

    @admin.display(description="锁到", empty_value="没有锁")
    def shut_until(self, lockout: Lockout) -> datetime | None:
        """By this name's own failures; the address may be shut by many names besides."""
        until: datetime = lockout.attempt_time + settings.AXES_COOLOFF_TIME
        return until if lockout.failures_since_start >= settings.AXES_FAILURE_LIMIT and until > self.clock() else None
