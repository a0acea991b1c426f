from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from notifications import actions
from notifications.models import Message
from partyorg.hats import hat_of
from worktime.clock import now

A_PAGE = 50


@require_GET
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    hat = hat_of(request.user, now())
    mine = Message.objects.visible_to(hat)
    page = Paginator(mine.select_related("event").order_by("-id"), A_PAGE).get_page(request.GET.get("page"))
    unread = mine.unread().count()
    return render(request, "notifications/inbox.html", {"page": page, "hat": hat, "unread_messages": unread})


@require_GET
@login_required
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """To the case a message is about: on the desk, or, for a resident, to its progress. Opening is reading.

    Who only follows a case may not look into it: the message says all there is, and the inbox shows it as read.
    """
    at = now()
    hat = hat_of(request.user, at)
    message = get_object_or_404(Message.objects.visible_to(hat).with_case(), pk=pk)
    actions.read(Message.objects.filter(pk=pk), by=hat, at=at)
    case = message.event.case
    if hat.posts:
        return redirect("cases:case", case.number)
    if case.reporter_id == request.user.pk:
        return redirect("resident:progress", case.tracking_code)
    return redirect("notifications:inbox")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    at = now()
    actions.read(Message.objects.all(), by=hat_of(request.user, at), at=at)
    return redirect("notifications:inbox")
