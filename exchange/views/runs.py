"""An import from its file to its end: GET shows where it stands, each POST takes one step."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from exchange import actions, progress
from exchange.columns import COLUMNS
from exchange.exporting.sheets import XLSX, workbook
from exchange.forms import UploadForm
from exchange.models import ImportRun, Paper
from exchange.reading import Unreadable
from exchange.standing import may_import
from exchange.views.door import not_yours, run_or_404, what_or_404
from exchange.views.home import WHOSE
from exchange.workflow import What
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def new(request: HttpRequest, hat: Hat, at: datetime, name: str) -> HttpResponse:
    """Choose a file. `instead`: the run with errors whose place the mended file takes."""
    what = what_or_404(name)
    if what not in may_import(hat):
        return not_yours(request, hat, WHOSE)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = actions.take_in(upload.read(), name=upload.name or "", what=what, by=hat, at=at)
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            _drop_the_one_before(request.POST.get("instead", ""), hat, at)
            return redirect("exchange:run", run.pk)
    return _choose(request, hat, what, form)


def _choose(request: HttpRequest, hat: Hat, what: What, form: UploadForm) -> HttpResponse:
    context = {"hat": hat, "what": what, "form": form, "columns": COLUMNS[what]}
    return render(request, "exchange/new.html", context, status=422 if form.errors else 200)


def _drop_the_one_before(pk: str, hat: Hat, at: datetime) -> None:
    if pk.isdecimal() and len(pk) < 10 and (before := ImportRun.objects.visible_to(hat).filter(pk=pk).first()):
        actions.drop(before, at=at)


@require_safe
@at_desk
def run(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Where an import stands. While it is under way the page asks again by itself; without JavaScript by a link."""
    found = run_or_404(pk, hat)
    said = found.papers.said(Paper.Purpose.PREVIEW) if found.is_open else None
    context = {
        "hat": hat,
        "run": found,
        "done": (progress.told(f"import-{found.pk}") or 0) if found.is_under_way else found.to_write,
        "said": said,
        "columns": COLUMNS[found.what],
        "previewed": actions.PREVIEWED,
        "more_errors": max(0, found.errors - len(said["faults"])) if said else 0,
        "form": UploadForm(),
        "new_accounts": len(found.accounts),
    }
    return render(request, "exchange/run.html", context)


@require_POST
@at_desk
def confirm(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """A second press finds it confirmed already, and does nothing."""
    actions.confirm(run_or_404(pk, hat), at=at)
    return redirect("exchange:run", pk)


@require_POST
@at_desk
def drop(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    if actions.drop(run_or_404(pk, hat), at=at):
        messages.success(request, "已放弃，上传的文件已删除，登记册没有变动。")
    return redirect("exchange:home")


@require_POST
@at_desk
def again(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """After a failure: to a preview against the register as it is now."""
    found = run_or_404(pk, hat)
    try:
        actions.look_again(found, by=hat, at=at)
    except (actions.Refused, Unreadable) as refused:
        messages.error(request, str(refused))
    return redirect("exchange:run", pk)


@require_POST
@at_desk
def links(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """The links by which those who were imported set their passwords: a file, given once."""
    found = run_or_404(pk, hat)
    try:
        given = actions.give_links(found, by=hat, at=at)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("exchange:run", pk)
    rows = [[user.name, user.username, request.build_absolute_uri(path)] for user, path in given]
    response = HttpResponse(workbook("首次登录链接", ["姓名", "登录名", "链接（72 小时内有效，只能用一次）"], rows))
    response["Content-Type"], response["Cache-Control"] = XLSX, "no-store"
    response["Content-Disposition"] = f'attachment; filename="links-{found.pk}.xlsx"'
    return response
