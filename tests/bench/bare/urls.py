"""One page: GET gives the token, POST creates a case, its event and its number in one transaction, and nothing else.

The values of a row are those of a case that the project itself wrote (BARE_ROWS, a JSON file: table → column → value);
what the form says and what must differ from row to row is put over them.
"""

import json
import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path

from cases.models import Case, Event

ROWS: dict[str, dict[str, Any]] = json.loads(Path(os.environ["BARE_ROWS"]).read_text(encoding="utf8"))
DISTRICT = "990000"  # a number series of its own: neither site waits for the other's
NEXT = (
    "INSERT INTO cases_numberseries (district_code, day, last) VALUES (%s, %s, 1) "
    "ON CONFLICT (district_code, day) DO UPDATE SET last = cases_numberseries.last + 1 RETURNING last"
)


def report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')
    said, today = request.POST, date.today()  # noqa: DTZ011  # the day is only a part of the number
    code = secrets.token_hex(7)
    with transaction.atomic():
        number = f"{DISTRICT}-{today:%Y%m%d}-{_next(today):06d}"
        own = {"number": number, "tracking_code": code, "key": said["key"], "words": said["words"]}
        where = {"address": said["address"], "lat": float(said["lat"]), "lon": float(said["lon"])}
        case = Case.objects.create(**{**ROWS["cases_case"], **own, **where})
        Event.objects.create(**{**ROWS["cases_event"], "case_id": case.pk})
    return HttpResponseRedirect(f"/report/sent/{code}/")


def _next(today: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [DISTRICT, today])
        return int(cursor.fetchone()[0])


urlpatterns = [path("report/", report)]
