"""An export from the asking to the file."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from exchange import actions, progress
from exchange.deciding import decides
from exchange.exporting.rows import count_of
from exchange.exporting.sheets import XLSX
from exchange.forms import DecisionForm, ExportForm
from exchange.models import Export
from exchange.standing import may_export
from exchange.views.door import export_or_404, not_yours, what_or_404
from exchange.views.home import WHOSE
from exchange.workflow import ExportState
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def ask(request: HttpRequest, hat: Hat, at: datetime, name: str) -> HttpResponse:
    what = what_or_404(name)
    if what not in may_export(hat):
        return not_yours(request, hat, WHOSE)
    form = ExportForm(request.POST if request.method == "POST" else None, hat=hat, what=what)
    if form.is_bound and form.is_valid():
        said = {"in_full": False, **form.cleaned_data}
        export = actions.ask(what=what, **said, by=hat, at=at)
        messages.success(request, "已提交，等另一个人审批。同意后在这里下载。")
        return redirect("exchange:export", export.pk)
    context = {"hat": hat, "what": what, "form": form}
    return render(request, "exchange/ask.html", context, status=422 if form.errors else 200)


@require_safe
@at_desk
def export(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    return _page(request, hat, export_or_404(pk, hat), DecisionForm())


@require_POST
@at_desk
def decide(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Grant or decline, by the button that was pressed."""
    found, form = export_or_404(pk, hat), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, hat, found, form, status=422)
    granted = request.POST.get("granted") == "yes"
    try:
        actions.decide(found, granted=granted, words=form.cleaned_data["words"], by=hat, at=at)
    except actions.Refused as refused:
        if refused.rule != "reason_given":
            return _page(request, hat, found, form, refused, status=409 if refused.rule == "decided" else 403)
        form.add_error("words", str(refused))
        return _page(request, hat, found, form, status=422)
    messages.success(request, "已同意。" if granted else "已记下：不同意。")
    return redirect("exchange:export", pk)


@require_POST
@at_desk
def file(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """By POST: each fetch is written into the audit trail."""
    found = export_or_404(pk, hat)
    try:
        content = actions.fetch(found, by=hat, at=at)
    except actions.Refused as refused:
        status = 403 if refused.rule == "not_yours" else 410
        return _page(request, hat, found, DecisionForm(), refused, status=status)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{found.what.lower()}-{found.pk}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: HttpRequest,
    hat: Hat,
    found: Export,
    form: DecisionForm,
    refusal: actions.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "hat": hat,
        "export": found,
        "is_own": hat.person is not None and found.by_id == hat.person.pk,
        "decides": found.state == ExportState.ASKED and decides(hat, found),
        "form": form,
        "refusal": refusal,
        "rows": count_of(found) if found.state == ExportState.ASKED else found.total,
        "done": progress.told(f"export-{found.pk}") or 0,
    }
    return render(request, "exchange/export.html", context, status=status)
