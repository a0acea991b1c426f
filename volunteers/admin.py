"""The rules of points, the days of exchange; who volunteers and what they did are only looked at here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.registers import Audited, Kept, Picked, Shown
from volunteers.forms.schemes import FactorFormSet, SchemeForm, WindowForm, has_begun
from volunteers.models import Factor, Scheme, Service, Volunteer, Window
from volunteers.schemes import Turn, turns
from worktime.clock import now

HOW_TO_CHANGE = (
    "细则最早从明天起，开始以前随时能改；开始以后不改写，只续新：先新增从以后某一天起的一份，再给旧的填上结束日期。"
    "已经记的分仍按当时的细则。同一个地域同时有几份的，按后开始的那一份；它到期了，再按先开始的。"
)
WHAT_A_WINDOW_DOES = (
    "社区登记了兑换期以后，积分超市只在兑换期里接单，别的日子都不开；一个也没有登记的，天天开。"
    "现在天天开着的，登记第一个兑换期要留意：它开始以前就不能兑换了。"
)
RULES = (
    "points_per_hour", "activity_minutes", "day_minutes", "day_points", "month_points", "report_points",
    "valued_points", "wish_points", "referral_points", "donation_most", "expires_after_years", "pickup_days",
    "appeal_days", "family", "tier_by", "silver_at", "gold_at", "vip_at",
)  # fmt: skip


class FactorInline(admin.TabularInline[Factor, Scheme]):
    model = Factor
    fields = ("work", "help", "factor")
    formset = FactorFormSet
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_add_permission(request, obj) and _open(obj)

    def has_change_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_change_permission(request, obj) and _open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _open(obj)


@admin.register(Scheme)
class SchemeAdmin(Kept, Audited):
    """Begun and ended, never rewritten: what was awarded keeps pointing at it."""

    clock = staticmethod(now)
    form = SchemeForm
    list_display = ("name", "place", "valid_from", "valid_until", "now_or_later", "points_per_hour", "report_points")
    list_filter = ("valid_from",)
    search_fields = ("name", "place__name")
    list_select_related = ("place",)
    autocomplete_fields = ("place",)
    inlines = (FactorInline,)
    fieldsets = (
        (None, {"fields": ["name", "place", "valid_from", "valid_until", "days"], "description": HOW_TO_CHANGE}),
        ("怎样记分", {"fields": RULES}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Scheme | None = None) -> tuple[str, ...]:
        return ("days",) if _open(obj) else ("name", "place", "valid_from", "days", *RULES)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """`holding`: which one of the same place holds today, as `volunteers.schemes` says it."""
        same_place = Scheme.objects.in_force(localdate(now())).annotate(of=Coalesce("place_id", 0))
        holding = same_place.filter(of=OuterRef("of")).order_by("-valid_from")
        rows = super().get_queryset(request).annotate(of=Coalesce("place_id", 0))
        return rows.annotate(holding=Subquery(holding.values("pk")[:1]), instead=Subquery(holding.values("name")[:1]))

    @admin.display(description="现在")
    def now_or_later(self, one: Any) -> str:
        today = localdate(now())
        if one.valid_from > today:
            return "以后用"
        if one.valid_until and one.valid_until < today:
            return "已过"
        return "现在用" if one.holding == one.pk else f"现在按“{one.instead}”"

    @admin.display(description="哪些天按这一份")
    def days(self, one: Scheme) -> str:
        """From today on, beside the others of the same place."""
        if not one.pk:
            return "保存以后写在这里"
        return "；".join(_span(turn).strip() for turn in _turns_of(one) if turn.scheme == one) or "没有了"

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Two that overlap are no mistake, but whoever saves one reads which holds when."""
        super().save_model(request, obj, form, change)
        said = [f"{_span(turn)}按“{turn.scheme.name}”" for turn in _turns_of(obj) if turn.scheme]
        if len(said) > 1:
            messages.info(request, f"{obj.place or '各处通用'}：{'；'.join(said)}。")

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:  # what came with the rows of its factors is a line of the trail, too
        super().save_formset(request, form, formset, change)
        told = {
            "new": [str(one) for one in formset.new_objects],
            "changed": [str(one) for one, _ in formset.changed_objects],
            "deleted": [str(one) for one in formset.deleted_objects],
        }
        if any(told.values()):
            self._audit(request, "修改系数：", form.instance, told)


@admin.register(Window)
class WindowAdmin(Kept, Audited):
    """One that has begun may only be closed earlier or later."""

    clock = staticmethod(now)
    form = WindowForm
    list_display = ("community", "opens_on", "closes_on")
    fieldsets = ((None, {"fields": ["community", "opens_on", "closes_on"], "description": WHAT_A_WINDOW_DOES}),)
    search_fields = ("community__name",)
    list_select_related = ("community",)
    autocomplete_fields = ("community",)

    def get_readonly_fields(self, request: HttpRequest, obj: Window | None = None) -> tuple[str, ...]:
        return ("community", "opens_on") if obj and obj.opens_on <= localdate(now()) else ()


@admin.register(Volunteer)
class VolunteerAdmin(Shown, Picked, admin.ModelAdmin):
    """Masked, like everywhere; whoever has to reach somebody does so at the desk."""

    list_display = fields = ("masked_name", "community", "tier", "ranked", "joined_at", "left_on")
    list_filter = ("tier",)
    search_fields = ("community__name",)
    list_select_related = ("community",)
    show_full_result_count = False

    @admin.display(description="姓名")
    def masked_name(self, one: Volunteer) -> str:
        return one.masked_name


@admin.register(Service)
class ServiceAdmin(Shown, Picked, admin.ModelAdmin):
    """What was seen, what was decided and why. Where somebody was, by which telephone, is not shown."""

    list_display = ("day", "title", "work", "community", "minutes", "points", "state")
    fields = (
        "day", "title", "work", "help", "community", "case", "minutes", "claim", "held", "recorded_by", "recorded_at",
        "state", "decided_by", "decided_at", "reason", "scheme", "counted", "points",
    )  # fmt: skip
    list_filter = ("state", "work")
    search_fields = ("title", "community__name")
    list_select_related = ("community",)
    ordering = ("-id",)
    show_full_result_count = False


def _turns_of(one: Scheme) -> list[Turn]:
    return turns(Scheme.objects.filter(place=one.place).select_related("place"), localdate(now()))


def _span(turn: Turn) -> str:
    return f"{turn.since:%Y-%m-%d} 至 {turn.until:%Y-%m-%d} " if turn.until else f"{turn.since:%Y-%m-%d} 起"


def _open(scheme: Any) -> bool:
    return not has_begun(scheme, localdate(now()))
