"""A sign looked at: off the list for a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from dashboards.models import Heard
from dashboards.signs import Sign
from grids.models import Place
from partyorg.hats import Hat

FOR = timedelta(days=7)


def put_aside(sign: Sign, *, top: Place, reason: str, by: Hat, at: datetime) -> Heard:
    """Once a day: a second tap finds the first. After the week it is listed again, if it is still there."""
    said = {"place": sign.place, "reason": reason, "by": by.person, "at": at, "until": at + FOR}
    with transaction.atomic():
        heard, is_new = Heard.objects.get_or_create(top=top, key=sign.key, on=localdate(at), defaults=said)
        if is_new:
            detail = {"kind": sign.kind.label, "place": sign.place.pk, "until": heard.until.isoformat()}
            write_audit(action="放下苗头", of=heard, by=by.person, at=at, reason=reason, detail=detail)
    return heard
