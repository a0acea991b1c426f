from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from cases.models import Case, Event
from notifications import actions
from notifications.catching_up import NAMES, summaries
from notifications.models import UNREAD, Letter, Message
from notifications.unread import unread_of
from partyorg.door import hat_worn, no_post
from partyorg.hats import Hat, has_left
from worktime.clock import now

A_PAGE, LETTERS = 50, 20
ANOTHER_POST = "这件事归您的另一个岗位看：先在右上角换成“全部岗位”，再打开。"


def at_inbox(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Calls `view(request, hat, at, …)`: residents have messages, too. Whoever has left their last post has none."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = now()
        hat = hat_worn(request, at)
        return no_post(request) if has_left(hat) else view(request, hat, at, *args, **kwargs)

    return login_required(entered)


@require_GET
@at_inbox
def inbox(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    mine = Message.objects.visible_to(hat)
    page = Paginator(mine.select_related("event").order_by("-id"), A_PAGE).get_page(request.GET.get("page"))
    digests = summaries(page.object_list)
    told = [(message, digests.get(message.pk)) for message in page]
    letters = Letter.objects.at_desk(hat)[:LETTERS]
    context = {"page": page, "told": told, "letters": letters, "hat": hat, "unread_messages": unread_of(hat)}
    return render(request, "notifications/inbox.html", context)


@require_GET
@at_inbox
def open_message(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """To the case a message is about: on the desk, or, for a resident, to its progress. Opening is reading.

    A digest opens as a page of its own, with all the matters that it counts. Who only follows a case may not look into
    it: the message says all there is, and the inbox shows it as read.
    """
    message = get_object_or_404(Message.objects.visible_to(hat).with_case(), pk=pk)
    actions.read(Message.objects.filter(pk=pk), by=hat, at=at)
    if message.catching_up_id:
        return _digest(request, message, hat)
    case = message.event.case
    if hat.worn and not Case.objects.visible_to(hat).filter(pk=case.pk).exists():
        messages.info(request, ANOTHER_POST)
        return redirect("notifications:inbox")
    if hat.posts:
        return redirect("cases:case", case.number)
    if case.reporter_id == request.user.pk:
        return redirect("resident:progress", case.tracking_code)
    return redirect("notifications:inbox")


def _digest(request: HttpRequest, message: Message, hat: Hat) -> HttpResponse:
    """Of the matters, those that this hat may see today; the others are counted."""
    summary = summaries([message])[message.pk]
    seen = Event.objects.filter(pk__in=message.lines.values("event"), case__in=Case.objects.visible_to(hat))
    steps = seen.select_related("case__owner_org").defer(*(f"case__{column}" for column in UNREAD))
    page = Paginator(steps.order_by("kind", "id"), A_PAGE).get_page(request.GET.get("page"))
    moved = [(NAMES[step.kind], step.case) for step in page]
    context = {"summary": summary, "page": page, "moved": moved, "unseen": summary.total - page.paginator.count}
    return render(request, "notifications/digest.html", {"hat": hat, **context})


@require_GET
@at_inbox
def open_letter(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """To the page that it is about. Opening is reading."""
    letter = get_object_or_404(Letter.objects.at_desk(hat), pk=pk)
    actions.read_letters(Letter.objects.filter(pk=pk), by=hat, at=at)
    return redirect(letter.link)


@require_POST
@at_inbox
def read_all(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    actions.read(Message.objects.all(), by=hat, at=at)
    actions.read_letters(Letter.objects.all(), by=hat, at=at)
    return redirect("notifications:inbox")
