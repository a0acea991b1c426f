from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localtime

from accounts.actions import end_sessions, invite, reset_second_factor, write_audit
from accounts.forms import Unrevealed
from accounts.models import Session, User
from accounts.reasoned import Deed, Reasoned
from accounts.registers import Audited, Kept, Revealing, who

admin.site.unregister(Group)  # posts are the only source of power

DOORS = ("is_active",)
AT_ONCE = 500  # links made by one press

DEEDS = (
    Deed(
        "reset_second_factor",
        "重置两步验证",
        "验证器、恢复码和登录着的地方都作废；本人下次登录时重新设置。先弄清是不是本人，理由记入审计记录。",
        "已经重置两步验证。",
        reset_second_factor,
    ),
    Deed(
        "end_sessions",
        "结束登录",
        "这个账号登录着的地方都会退出，要重新登录。理由记入审计记录。",
        "登录着的地方都结束了。",
        end_sessions,
    ),
)


class WhetherSet(ReadOnlyPasswordHashWidget):
    """Whether there is a password at all; not how it is kept, nor any part of that."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        has_one = bool(value) and not value.startswith(UNUSABLE_PASSWORD_PREFIX)
        context["summary"] = [{"label": "已设置" if has_one else "还没有设置"}]
        return context


class AccountForm(Unrevealed, UserChangeForm):
    masked = ("phone",)
    password = ReadOnlyPasswordHashField(label="密码", widget=WhetherSet)


class NewAccountForm(AdminUserCreationForm):
    def clean_username(self) -> str:
        """The account's own rule says which other name it is too near to; Django's says only that there is one."""
        return str(self.cleaned_data["username"])


@admin.register(User)
class UserAdmin(Kept, Revealing, Reasoned, Audited, DjangoUserAdmin):
    """Accounts are closed, not deleted: what somebody did stays theirs. One's own is changed by somebody else."""

    form, add_form = AccountForm, NewAccountForm
    revealed = ("phone",)
    unsaid = ("name", "password")
    deeds = DEEDS
    list_display = ["username", "name", "masked_phone", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("本人", {"fields": ["name", "phone"]}),
        ("登录", {"fields": [*DOORS, "last_login", "signed_in_at"]}),
    ]
    readonly_fields = ["last_login", "signed_in_at"]
    add_fieldsets = [(None, {"fields": ["username", "name", "phone", "usable_password", "password1", "password2"]})]
    filter_horizontal = []
    actions = ["make_links"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody opens or closes their own doors; the account that breaks the glass is nobody's but its like's, and
        so are those of administrators, of whom the floor above knows.
        """
        if obj is None:
            return super().has_change_permission(request)
        return obj != request.user and who(request).has_perm("accounts.change_user", obj)

    @admin.display(description="手机号")
    def masked_phone(self, user: User) -> str:
        return user.masked_phone

    @admin.display(description="登录着的地方")
    def signed_in_at(self, user: User) -> str:
        sessions = Session.objects.visible_to(user)
        return "；".join(f"{one.browser} {one.address or ''} {localtime(one.seen_at):%m-%d %H:%M}" for one in sessions)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_sessions(obj, by=who(request), at=self.clock(), reason="停用账号")

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            done = isinstance(response, HttpResponseRedirect) and response.url != request.get_full_path()
            if done:
                person = User.objects.get(pk=id)
                write_audit(action="重设密码", of=person, by=who(request), at=self.clock())
                end_sessions(person, by=who(request), at=self.clock(), reason="重设密码")
        return response

    @admin.action(description="生成一次性登录链接", permissions=["change"])
    def make_links(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse:
        """For people who sign in for the first time, or forgot their password. The links are shown this once."""
        by, at = who(request), self.clock()
        chosen = list(queryset[: AT_ONCE + 1])
        fit = [user for user in chosen if user.is_active and user != by and self.has_change_permission(request, user)]
        if len(chosen) > AT_ONCE:
            raise PermissionDenied(f"一次最多给 {AT_ONCE} 个账号生成链接。")
        with transaction.atomic():
            links = [(user, request.build_absolute_uri(invite(user, by=by, at=at))) for user in fit]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "title": "一次性登录链接", "links": links, "left_out": len(chosen) - len(fit),
        }  # fmt: skip
        return TemplateResponse(request, "admin/accounts/user/links.html", context)
