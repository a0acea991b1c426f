from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.reasoned import Deed, Reasoned
from accounts.registers import Kept, who
from partyorg import actions
from partyorg.forms import PostForm
from partyorg.kinds import ADMINISTRATORS
from partyorg.models import Post
from worktime.clock import now

WITHDRAW = Deed(
    "withdraw",
    "撤回任职",
    "任错了才撤回：从下一次打开页面起就不算数，以前的日子也不算。正常离任请填离任日期。理由记入审计记录，撤回了不能恢复。",
    "已经撤回。",
    actions.withdraw_post,
)


def whose(post: Post) -> str:
    """Person, unit, role and days: a post's own name says neither whose it is nor since when."""
    until = f"，到 {post.to_date:%Y-%m-%d} 为止" if post.to_date else ""
    return f"{post.person}（{post.person.username}）· {post} · {post.from_date:%Y-%m-%d} 起{until}"


class InForceFilter(admin.SimpleListFilter):
    title = "是否在任"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "在任"), ("no", "不在任")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        in_force = Post.objects.in_force(localdate(now()))
        if self.value() == "no":
            return queryset.exclude(pk__in=in_force.values("pk"))
        return queryset.filter(pk__in=in_force.values("pk")) if self.value() == "yes" else queryset


@admin.register(Post)
class PostAdmin(Kept, Reasoned, admin.ModelAdmin):
    """Who holds what, from when to when. An ended post takes effect at the person's next request."""

    clock = staticmethod(now)
    deeds = (WITHDRAW,)

    form = PostForm
    list_display = ("person", "role", "organisation", "place", "from_date", "to_date", "withdrawn_at")
    list_filter = (InForceFilter, "role")
    list_select_related = ("person", "organisation", "place")
    search_fields = ("person__name", "person__username", "organisation__name", "place__name")
    autocomplete_fields = ("person", "organisation", "place", "sent_by")
    ordering = ("-from_date", "-id")
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """Nobody sees to their own posts, nor to administrators' but the account that breaks the glass. What is over
        stays over, another is given instead.
        """
        closed = obj is not None and actions.why_not_touch(obj, by=who(request), deed="结束")
        if obj is not None and (closed or obj.is_over(localdate(now()))):
            return False
        return super().has_change_permission(request, obj)

    def named(self, obj: Post) -> str:
        return whose(obj)

    def is_done(self, deed: Deed, obj: Post) -> bool:
        return deed == WITHDRAW and obj.withdrawn_at is not None

    def response_add(self, request: HttpRequest, obj: Post, post_url_continue: str | None = None) -> HttpResponse:
        return self._saved(request, obj, "已经任职")

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        return self._saved(request, obj, "已经保存")

    def _saved(self, request: HttpRequest, post: Post, done: str) -> HttpResponse:
        """Django's own sentence would name the post alone."""
        self.message_user(request, f"{whose(post)}：{done}。", messages.SUCCESS)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse("admin:partyorg_post_add"))
        if "_continue" in request.POST:
            return HttpResponseRedirect(reverse("admin:partyorg_post_change", args=[post.pk]))
        return self.response_post_save_change(request, post)

    def get_form(self, request: HttpRequest, obj: Post | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = who(request)  # type: ignore[attr-defined]  # declared by our own form, not by ModelForm
        form.today = localdate(now())  # type: ignore[attr-defined]
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> tuple[str, ...]:
        return ("person", "role", "organisation", "place", "sent_by", "from_date", "withdrawn_at") if obj else ()

    def save_model(self, request: HttpRequest, obj: Post, form: ModelForm, change: bool) -> None:
        by, at, data = who(request), now(), form.cleaned_data
        if not change:
            obj.pk = actions.appoint(**data, by=by, at=at).pk
            obj.refresh_from_db()
            if obj.role in ADMINISTRATORS and not obj.person.has_usable_password():
                messages.warning(request, f"{obj.person}原来的登录方式已全部作废，请在账号里给本人生成一次性登录链接。")
            for doubt in actions.doubts_about(obj):
                messages.warning(request, f"提醒：{doubt}")
        elif "to_date" in form.changed_data:
            actions.end_post(obj, on=data["to_date"], by=by, at=at)
