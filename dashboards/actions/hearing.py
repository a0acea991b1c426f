"""A sign looked at: off the list for a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from dashboards.models import Heard
from dashboards.scoring.standing import answering_post
from dashboards.signs import Sign
from dashboards.workflow import Refused
from grids.models import Place
from partyorg.hats import Hat

FOR = timedelta(days=7)


def put_aside(sign: Sign, *, top: Place, reason: str, by: Hat, at: datetime) -> Heard:
    """Once: a second tap, or a second person, finds the first. After the week it is listed again, if it is still there.

    Raises Refused: not theirs to put aside.
    """
    may_put_aside(top, by=by)
    if heard := Heard.objects.in_force(top, at).filter(key=sign.key).select_related("by").first():
        return heard
    said = {"place": sign.place, "reason": reason, "by": by.person, "at": at, "until": at + FOR}
    with transaction.atomic():
        heard, is_new = Heard.objects.get_or_create(top=top, key=sign.key, on=localdate(at), defaults=said)
        if is_new:
            detail = {"kind": sign.kind.label, "place": sign.place.pk, "until": heard.until.isoformat()}
            write_audit(action="放下苗头", of=heard, by=by.person, at=at, reason=reason, detail=detail)
    return heard


def may_put_aside(top: Place, *, by: Hat) -> None:
    """Raises Refused."""
    if answering_post(by, top) is None:
        raise Refused("not_yours", who=f"{top}的负责人", deed="放下这里的苗头")
