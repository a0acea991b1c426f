from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from accounts.door import both
from duty import actions
from duty.forms import FIELD_OF_RULE, EntryForm, WordsForm
from duty.models import Entry, Log
from duty.rules import Refused
from duty.standing import guide_posts
from duty.views.journal import not_yours
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def write(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """An entry of a day: the first begins the day's log, the others are appended to it."""
    if not guide_posts(hat):
        return not_yours(request, hat)
    data = (request.POST, _uploads(request)) if request.method == "POST" else (None, None)
    form = EntryForm(*data, hat=hat, today=localdate(at))
    context = {"hat": hat, "here": "journal", "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "duty/write.html", context, status=422 if form.is_bound else 200)
    try:
        entry = actions.write(form.written(), by=hat, at=at)
    except Refused as refusal:
        form.add_error(FIELD_OF_RULE.get(refusal.rule), str(refusal))
        return render(request, "duty/write.html", context, status=409)
    messages.success(request, "已记下。" if entry.seq == 1 else "已接着当天的日志记下。")
    return redirect("duty:log", entry.log_id)


@both
@at_desk
def edit(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Mend the words, within 24 hours."""
    return _words(request, hat, at, pk, amends=False)


@both
@at_desk
def amend(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Add to what was written, which stays."""
    return _words(request, hat, at, pk, amends=True)


def _words(request: HttpRequest, hat: Hat, at: datetime, pk: int, *, amends: bool) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.select_related("log"), pk=pk, log__in=Log.objects.visible_to(hat))
    initial = {} if amends else {"words": entry.words}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"hat": hat, "here": "journal", "form": form, "entry": entry, "amends": amends}
    if not guide_posts(hat) or hat.person is None or entry.log.guide_id != hat.person.pk:
        return render(request, "duty/words.html", {**context, "refusal": Refused("own_log")}, status=403)
    if not amends and not entry.may_change(at):
        return render(request, "duty/words.html", {**context, "refusal": Refused("kept_after_a_day")}, status=409)
    if not form.is_bound or not form.is_valid():
        return render(request, "duty/words.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    if amends:
        actions.amend(entry, said["words"], key=said["key"], by=hat, at=at)
    else:
        actions.edit(entry, said["words"], by=hat, at=at)
    messages.success(request, "已补充。" if amends else "已改好。")
    return redirect("duty:log", entry.log_id)


def _uploads(request: HttpRequest) -> dict:
    return {"photos": request.FILES.getlist("photos")}
