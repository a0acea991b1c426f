"""Two addresses for machines: send a case, ask how it stands. One call into the domain each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from rest_framework import exceptions
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.personal import masked_in
from api import actions
from api.door import refuse_too_large
from api.forms import NO_KEY, SentForm
from api.models import Client, Sent
from cases import telling
from cases.actions import Refused
from cases.models import Case, Event
from partyorg.hats import Hat
from worktime import clock

A_KEY = re.compile(r"[A-Za-z0-9._:-]{1,100}", re.ASCII)
KEY = "Idempotency-Key"
KEY_USED = "这个标记已经用来报过另一件事。重发时内容要一样；报别的事请换一个标记。"
KNOWN = "这个手机号反映过同一件事，已补充进去，不另立案件。请用当时的查询码看进度。"


@never_cache
@api_view(["POST"])
def report(request: Request) -> Response:
    """201 with the new case; 200 when this key has been here before. A telephone number that a programme passes on is
    only typed: it makes a new case, whoever's it is."""
    refuse_too_large(request)
    at, key, client = clock.now(), request.headers.get(KEY, ""), _client(request)
    form = SentForm(_sent(request), request.FILES)
    problems = form.problems() | ({} if A_KEY.fullmatch(key) else {KEY: NO_KEY})
    if problems:
        return Response({"problems": problems}, status=422)
    try:
        sent, is_first = actions.send(form.said(client, key), client=client, key=key, digest=form.digest(), at=at)
    except actions.KeyUsedError:
        return Response({"problems": {KEY: KEY_USED}}, status=422)
    except Refused as refused:
        if refused.rule == "nobody_answers":
            return Response({"problems": {"place": str(refused)}}, status=422)
        return Response({"error": str(refused), "rule": refused.rule}, status=409)
    case = _case(sent.case_id)
    if not sent.is_new:  # a key from when a number alone still led to the case that was there already
        return Response({"known": True, "said": KNOWN, **_standing(case, at)})
    receipt = {"tracking_code": case.tracking_code, "respond_by": _moment(case.respond_by)}
    return Response({**_named(case), **receipt, **_standing(case, at)}, status=201 if is_first else 200)


@never_cache
@api_view(["GET"])
def progress(request: Request, number: str) -> Response:
    """To the client that the case came from; to any other it does not exist."""
    at = clock.now()
    sent = Sent.objects.filter(client=_client(request), case__number=number, is_new=True).first()
    if sent is None:
        raise Http404
    case = _case(sent.case_id)
    return Response({**_named(case), **_standing(case, at), "timeline": _course(case)})


def _client(request: Request) -> Client:
    assert isinstance(request.auth, Client)  # the door lets nobody else in
    return request.auth


def _sent(request: Request) -> Mapping[str, Any]:
    try:
        data = request.data
    except RecursionError as error:  # brackets, sixty thousand deep
        raise exceptions.ParseError from error
    if not isinstance(data, Mapping | dict):
        raise exceptions.ParseError
    return dict(data.items())


def _case(pk: int) -> Case:
    return Case.objects.visible_to(Hat(reporter_of=pk)).with_faces().get(pk=pk)


def _named(case: Case) -> dict[str, Any]:
    host = case.host_org.name if case.host_org else None
    return {"number": case.number, "held_by": case.owner_org.name, "host": host}


def _standing(case: Case, at: datetime) -> dict[str, Any]:
    promise = telling.promise(case, at)
    deadline = {"what": promise.what, "by": _moment(promise.by), "said": promise.sentence}
    return {"state": case.state, "state_said": case.get_state_display(), "deadline": deadline}


def _course(case: Case) -> list[dict[str, Any]]:
    """Newest first, as the reporter reads it, but for what anybody wrote in their own words: names may stand there."""
    events = list(Event.objects.filter(case=case).select_related(*telling.EVENT_FACES))
    for event in events:
        event.note = ""
    return [
        {"at": _moment(step.at), "said": step.headline, "unit": step.unit, "note": masked_in(step.note)}
        for step in telling.timeline(events, for_staff=False)
    ]


def _moment(moment: datetime | None) -> str | None:
    return localtime(moment).isoformat(timespec="seconds") if moment else None
