from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from accounts.printing import missing
from dashboards import actions
from dashboards.asked import asked
from dashboards.forms.papers import MonthForm
from dashboards.models import ReportFile
from dashboards.reports import about_of, reports_of
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def reports(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponse:
    """What there is, how far what is being made has come; POST asks for another month."""
    looked_at = asked(request.GET, place=place, hat=hat, at=at)
    of = about_of(looked_at)
    form = MonthForm(request.POST if request.method == "POST" else None, at=at, month=looked_at.period.name)
    if form.is_bound and form.is_valid():
        actions.ask_report(of, form.cleaned_data["month"], by=hat, at=at)
        return redirect(looked_at.address("dashboards:reports"))
    listed = reports_of(of)
    shown = {
        "hat": hat, "tab": "reports", "asked": looked_at, "of": of, "form": form, "listed": listed, "lacks": missing(),
        "is_under_way": any(one.report.is_under_way for one in listed),
    }  # fmt: skip
    return render(request, "dashboards/reports.html", shown, status=422 if form.errors else 200)


@require_POST
@at_desk
def report_anew(request: HttpRequest, hat: Hat, at: datetime, place: int, pk: int) -> HttpResponse:
    looked_at = asked(request.GET, place=place, hat=hat, at=at)
    report = get_object_or_404(about_of(looked_at).reports.select_related("place", "unit"), pk=pk)
    if actions.make_anew(report, by=hat, at=at) == report:
        messages.info(request, "数字没有变动，不用重做。")
    return redirect(looked_at.address("dashboards:reports"))


@require_safe
@at_desk
def report_file(request: HttpRequest, hat: Hat, at: datetime, place: int, pk: int) -> HttpResponse:
    of = about_of(asked(request.GET, place=place, hat=hat, at=at))
    files = ReportFile.objects.select_related("report__place", "report__unit")
    file = get_object_or_404(files, pk=pk, report__in=of.reports)
    named = content_disposition_header(True, f"{file.report}.pdf") or ""
    headers = {"Content-Disposition": named, "Cache-Control": "private, no-store"}
    return HttpResponse(bytes(file.content), content_type="application/pdf", headers=headers)
