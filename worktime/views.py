"""Importing a calendar in three steps: choose a file, look at what it would change, confirm.

Between the second and the third the file travels with the page, signed: nothing is kept for those who walk away, and
what is imported is what was shown.
"""

from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from worktime import actions, clock
from worktime.forms import CalendarUploadForm
from worktime.models import CalendarDay

SALT = "worktime.calendar"
VALID_SECONDS = 24 * 60 * 60
SHOWN = 40


def administrator(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # the admin lets nobody else through; this says so to the types, too
        raise PermissionDenied
    return request.user


@require_http_methods(["GET", "POST"])
def import_calendar(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    if not by.has_perm("worktime.change_calendarday"):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, form=CalendarUploadForm())
    if "confirmed" in request.POST:
        return _import(request, by)
    form = CalendarUploadForm(request.POST, request.FILES)
    return _preview(request, form.cleaned_data["file"]) if form.is_valid() else _page(request, form=form)


def _preview(request: HttpRequest, upload: UploadedFile) -> HttpResponse:
    content = upload.read()
    preview = actions.preview_calendar(content)
    name = upload.name or "CSV"
    if preview.errors:
        more = max(0, len(preview.errors) - SHOWN)
        return _page(request, form=CalendarUploadForm(), name=name, errors=preview.errors[:SHOWN], more_errors=more)
    return _page(
        request,
        form=CalendarUploadForm(),
        name=name,
        preview=preview,
        changes=preview.changes[:SHOWN],
        more_changes=max(0, len(preview.changes) - SHOWN),
        signed=signing.dumps([name, content.hex()], salt=SALT, compress=True),
    )


def _import(request: HttpRequest, by: User) -> HttpResponseRedirect:
    try:
        name, content = signing.loads(request.POST["confirmed"], salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, "预览已经过期，请重新上传文件。")
        return redirect("admin:worktime_calendarday_import")
    change = actions.import_calendar(content=bytes.fromhex(content), source=name, by=by, at=clock.now())
    if change is None:
        messages.info(request, "文件与现有日历相同，没有改动。")
    else:
        messages.success(request, f"已导入 {change.in_words}，改动 {change.changed_rows} 天，未办结的时限将重新计算。")
    return redirect("admin:worktime_calendarday_changelist")


def _page(request: HttpRequest, **context: Any) -> TemplateResponse:
    shell = admin.site.each_context(request)
    extra = {"title": "导入工作日历", "opts": CalendarDay._meta, **context}
    return TemplateResponse(request, "admin/worktime/calendarday/import.html", shell | extra)
