from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import URLPattern, path

from accounts.registers import Picked
from worktime import actions, clock, views
from worktime.days import DayKind
from worktime.models import CalendarChange, CalendarDay, WorkPeriod


class KindFilter(admin.SimpleListFilter):
    title = "哪种日子"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(kind.name, kind.value) for kind in DayKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kind = DayKind.__members__.get(self.value() or "")
        return CalendarDay.objects.of_kind(kind) & queryset if kind else queryset


@admin.register(CalendarDay)
class CalendarDayAdmin(Picked, admin.ModelAdmin[CalendarDay]):
    """Years come whole, by import; single days are only corrected."""

    list_display = ["date", "weekday", "kind", "name"]
    list_filter = [KindFilter]
    date_hierarchy = "date"
    search_fields = ["name"]
    readonly_fields = ["date", "weekday"]
    fields = ["date", "weekday", "is_workday", "name"]
    list_per_page = 62

    @admin.display(description="星期")
    def weekday(self, day: CalendarDay) -> str:
        return "周" + "一二三四五六日"[day.date.weekday()]

    @admin.display(description="哪种日子")
    def kind(self, day: CalendarDay) -> str:
        return day.kind

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(views.import_calendar)
        return [path("import/", page, name="worktime_calendarday_import"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: CalendarDay, form: ModelForm, change: bool) -> None:
        actions.change_day(
            date=obj.date, is_workday=obj.is_workday, name=obj.name, by=views.administrator(request), at=clock.now()
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CalendarDay | None = None) -> bool:
        return False


@admin.register(WorkPeriod)
class WorkPeriodAdmin(Picked, admin.ModelAdmin[WorkPeriod]):
    list_display = ["__str__"]

    def save_model(self, request: HttpRequest, obj: WorkPeriod, form: ModelForm, change: bool) -> None:
        actions.save_period(obj, by=views.administrator(request), at=clock.now())

    def delete_model(self, request: HttpRequest, obj: WorkPeriod) -> None:
        actions.remove_period(obj, by=views.administrator(request), at=clock.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[WorkPeriod]) -> None:
        for period in queryset:
            self.delete_model(request, period)


@admin.register(CalendarChange)
class CalendarChangeAdmin(admin.ModelAdmin[CalendarChange]):
    list_display = ["at", "by", "concerned", "source", "changed_rows"]
    list_filter = ["kind"]
    search_fields = ["source", "by__name"]
    list_select_related = ["by"]

    @admin.display(description="涉及")
    def concerned(self, change: CalendarChange) -> str:
        return change.in_words

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CalendarChange | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CalendarChange | None = None) -> bool:
        return False
