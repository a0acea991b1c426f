"""What recurs."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from activities import actions
from activities.figures import by_help
from activities.forms import PatternForm
from activities.forms.figures import DaysForm
from activities.models import Template
from activities.rules import Refused
from activities.upcoming import next_due, published
from activities.views.desk import not_here
from activities.views.planning import AT_FIELD_OF_BOTH, renewed_where_sent
from cases.telling.moments import day_said
from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.standing import concerned

AT_FIELD = {**AT_FIELD_OF_BOTH, "too_far": "first_on"}
SWITCHED = {"1": "在用了，每晚按期生成。", "0": "已停用，不再生成新的；发布了的照办。"}


@require_safe
@at_desk
def templates(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not concerned(hat):
        return not_here(request, hat)
    rows = Template.objects.visible_to(hat).select_related("community", "team", "leader")
    return desk_page(
        request, hat, "activities/templates.html", {"tab": "activities", "page": page_of(request, rows)}
    )  # fmt: skip


@both
@at_desk
def new_template(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not concerned(hat):
        return not_here(request, hat)
    form = PatternForm(sent(request), hat=hat)
    question = Question(
        "建立定期活动", "建立", reverse("activities:templates"), "",
        advice="每一期只生成一次活动，提前两周发布。", tab="activities", at_field=AT_FIELD,
    )  # fmt: skip

    def do() -> None:
        try:
            kept = actions.keep_template(form.pattern(), key=form.cleaned_data["key"], by=hat, at=at)
        except Refused as refused:
            renewed_where_sent(form, refused)
            raise
        new = len(published(kept, at))
        messages.success(request, f"建好了{f'，发布了 {new} 个活动' if new else ''}。{_next_of(kept, at)}")

    return ask_at_desk(request, hat, question, form, do)


@both
@at_desk
def edit_template(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = _template_or_404(pk, hat)
    form = PatternForm(sent(request), hat=hat, stands=found)
    question = Question(
        "修改定期活动", "保存", reverse("activities:templates"), "", about=found.title, tab="activities",
        at_field=AT_FIELD,
    )  # fmt: skip

    def do() -> None:
        new = actions.change_template(found, form.pattern(), seen=form.facts, by=hat, at=at)
        messages.success(
            request, f"已保存，按新的发布了 {new} 个活动。" if new else "已保存，从下一个要生成的活动起按新的来。"
        )

    shown = {"is_active": found.is_active, "published": published(found, at), "due": next_due(found, at)}
    return ask_at_desk(request, hat, question, form, do, template="activities/edit_template.html", **shown)


@require_POST
@at_desk
def generate(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    template = _template_or_404(pk, hat)
    try:
        number = actions.generate(template, by=hat, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        lacks = f"{'；'.join(template.lacks)}。" if number and template.lacks else ""
        said = f"发布了 {number} 个活动。{lacks}" if number else "两周以内要办的都已经发布了，没有重复生成。"
        messages.success(request, said + _next_of(template, at))
    return redirect("activities:templates")


@require_POST
@at_desk
def switch(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """To what the button said: tapped twice, or after somebody else, it is switched once."""
    template, wanted = _template_or_404(pk, hat), request.POST.get("active")
    if wanted not in SWITCHED:
        messages.error(request, "没有说停用还是启用，请刷新页面再点。")
        return redirect("activities:templates")
    try:
        actions.switch(template, active=wanted == "1", by=hat, at=at)
        messages.success(request, SWITCHED[wanted])
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("activities:templates")


@require_safe
@at_desk
def figures(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """按七助统计: what was approved in these days."""
    if not concerned(hat):
        return not_here(request, hat)
    today = localdate(at)
    form = DaysForm(request.GET or {"first": today.replace(month=1, day=1), "last": today})
    rows = by_help(hat, form.cleaned_data["first"], form.cleaned_data["last"]) if form.is_valid() else []
    shown = {"tab": "activities", "form": form, "rows": rows}
    return desk_page(request, hat, "activities/figures.html", shown, status=200 if form.is_valid() else 422)


def _next_of(template: Template, at: datetime) -> str:
    """Which comes next, and when it is published: what lies further ahead is not made by hand either."""
    due = next_due(template, at)
    today = localdate(at)
    return f"下一期 {day_said(due.day, today)}办，{day_said(due.published_on, today)}自动发布。" if due else ""


def _template_or_404(pk: int, hat: Hat) -> Template:
    return get_object_or_404(
        Template.objects.visible_to(hat).select_related("community", "team", "leader__volunteer"), pk=pk
    )
