"""Which programmes may send cases. The token is shown on the page that makes it, and nowhere again."""

from typing import Any, ClassVar

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.reasoned import Deed, Reasoned
from accounts.registers import Audited, Kept, who
from api import actions
from api.models import Client
from worktime.clock import now

REVOKE = Deed(
    "revoke",
    "停用令牌",
    "这个程序马上报不进、也查不到案件，不能恢复；它报来的案件照办。要再接入，另发一个新的。理由记入审计记录。",
    "已经停用。",
    actions.revoke,
)
HOW = "保存以后，令牌只在下一页显示一次。丢了不能找回：停用这一个，再新增一个。"


@admin.register(Client)
class ClientAdmin(Kept, Reasoned, Audited):
    clock = staticmethod(now)
    deeds: ClassVar[tuple[Deed, ...]] = (REVOKE,)
    list_display = ("name", "unit", "channel", "made_at", "last_used_at", "ended_at")
    list_filter = ("channel",)
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name")
    autocomplete_fields = ("unit",)
    readonly_fields = ("made_at", "last_used_at", "ended_at")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Before it is there it has no moments."""
        moments = self.readonly_fields if obj else ()
        return [(None, {"fields": ["name", "unit", "channel", *moments], "description": "" if obj else HOW})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("unit", *self.readonly_fields) if obj else self.readonly_fields

    def named(self, obj: Any) -> str:
        return str(obj)

    def may_do(self, request: HttpRequest, obj: Any) -> bool:
        return super().may_do(request, obj) and obj.ended_at is None

    def is_done(self, deed: Deed, obj: Any) -> bool:
        return obj.ended_at is not None

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.token = actions.issue(obj, by=who(request), at=self.clock())  # for the answer to this request alone

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "接口令牌", "client": obj}
        response = TemplateResponse(request, "admin/api/client/token.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
