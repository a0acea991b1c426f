from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html_join

from accounts.registers import Audited
from cases import limitbook
from cases.models import Limit
from cases.models.rules import is_limit
from cases.telling.moments import day_said
from worktime.clock import now
from worktime.current import current_calendar
from worktime.limits import Limit as Span

RUNNING_CLOCKS = "改动只对以后起算的时限生效；已经在走的时限不变。最具体的一行管用：先看类别，再看紧急程度，再看层级。"
SCOPE = ("clock", "category", "level", "urgency")
LONG = timedelta(days=366)


class LimitForm(ModelForm):
    def clean_limit(self) -> str:
        """Refused where the calendar in force cannot count that far: every case that asks would fail."""
        limit = str(self.cleaned_data["limit"])
        is_limit(limit)  # what cannot be read is no fault of the calendar
        try:
            self.ends = current_calendar().deadline(now(), Span.parse(limit)).at
        except ValueError as error:
            raise ValidationError(f"按现在的工作日历算不出这个时限：{error}") from error
        return limit


@admin.register(Limit)
class LimitAdmin(Audited):
    """How long clocks run. A row's scope stays; a row may go only where another answers for it."""

    clock = staticmethod(now)
    form = LimitForm
    list_display = ("clock", "category", "level", "urgency", "how_long", "remark")
    empty_value_display = "全部"
    change_list_template = "admin/cases/limit/list.html"
    list_filter = ("clock", "level", "urgency")
    search_fields = ("category__name", "category__code", "limit")
    search_help_text = "找类别的名称或编码、时限"
    list_select_related = ("category",)
    autocomplete_fields = ("category",)
    actions = None

    @admin.display(description="时限", ordering="limit")
    def how_long(self, limit: Limit) -> str:
        return Span.parse(limit.limit).in_words

    @admin.display(description="请注意", empty_value="")
    def remark(self, limit: Limit) -> str:
        return str(limit.remark)  # type: ignore[attr-defined]  # set by get_changelist_instance

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        rows = _all()
        for row in changelist.result_list:
            row.remark = _remark(row, rows)
        return changelist

    def get_fieldsets(self, request: HttpRequest, obj: Limit | None = None) -> Any:
        said = [RUNNING_CLOCKS, *([limitbook.needed(obj, _all()), _remark(obj, _all())] if obj else [])]
        return [(None, {"fields": [*SCOPE, "limit"], "description": _paragraphs(said)})]

    def get_readonly_fields(self, request: HttpRequest, obj: Limit | None = None) -> tuple[str, ...]:
        return SCOPE if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and isinstance(obj, Limit) and not limitbook.needed(obj, _all())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Two rows that answer for each other are not both deleted at the same moment."""
        if limitbook.needed(obj, list(Limit.objects.select_for_update().filter(clock=obj.clock))):
            raise PermissionDenied
        super().delete_model(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        rows = _all()
        said = [_remark(obj, rows)]
        said += [f"“{_named(row)}”这一行从此用不上。" for row in limitbook.newly_hidden(obj, rows)]
        ends, today = form.ends, now()  # type: ignore[attr-defined]  # counted by LimitForm.clean_limit
        if ends - today > LONG:
            said.append(f"时限超过一年：现在起算，要到{day_said(ends.date(), today.date())}。请核对数字和单位。")
        for sentence in filter(None, said):
            messages.warning(request, f"已保存，但是请注意：{sentence}")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "explained": RUNNING_CLOCKS})


def _paragraphs(said: list[str]) -> str:
    """The admin takes a description for HTML; what is said quotes names that people typed."""
    return format_html_join("\n", "<p>{}</p>", ((sentence,) for sentence in said if sentence))


def _all() -> list[Limit]:
    return list(Limit.objects.select_related("category"))


def _remark(row: Limit, rows: list[Limit]) -> str:
    return row.never_asked or limitbook.hidden(row, rows) or limitbook.overridden(row, rows)


def _named(row: Limit) -> str:
    scope = [row.category, row.get_level_display(), row.get_urgency_display()]
    return f"{row}（{'，'.join(str(one) for one in scope if one) or '全部'}）"
