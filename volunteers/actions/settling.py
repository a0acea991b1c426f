"""What volunteers did elsewhere becomes records by itself: a report that was accepted, a wish that was fulfilled.

Whoever accepted a report has looked at it: its record is approved with it. Where nobody has (the clock accepted it, it
went straight to the command centre, the volunteer themselves says that a wish is fulfilled), the record waits for the
review like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import localdate

from accounts.models import User
from cases.models import Event
from cases.terms import Channel, Kind
from checkins.models import Wish
from checkins.workflow import WishState
from grids.models import Place
from volunteers.actions.recording import Done, record
from volunteers.actions.reviewing import approve_seen
from volunteers.kinds import Work
from volunteers.models import ReportsSettled, Service
from volunteers.rules import Refused
from volunteers.standing import COMMUNITY_LEVELS

WISHES_OF = timedelta(days=60)  # no outage lasts longer


def settle_reports(*, at: datetime, batch: int = 500) -> int:
    """随手拍受理: one record for each accepted report of a volunteer, by what their telephone sent under their name.

    Each once, whatever runs twice or at once; what somebody sent anonymously or confidentially is never told by a
    record. Of the events above the mark only those not yet on record are read (cases.models.mark). Returns how many.
    """
    settled = 0
    while (some := _settle_some(at, batch)) == batch:
        settled += some
    return settled + some


def settle_wishes(*, at: datetime) -> int:
    """微心愿: one record for each that a volunteer fulfilled. Returns how many."""
    return len([record(_of_wish(wish, at), by=None, at=at) for wish in _wishes(at)])


@transaction.atomic
def _settle_some(at: datetime, most: int) -> int:
    mark = ReportsSettled.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        return 0  # somebody else is at it
    events = list(_accepted(above=mark.event_id)[:most])
    records = [(event, record(_of_report(event, at), by=None, at=at)) for event in events]
    _approve([service for event, service in records if _was_seen(event)], at)
    if len(events) < most:
        mark.advance()
    return len(events)


def _accepted(*, above: int) -> QuerySet[Event]:
    """Of those who were volunteers by then; not on record, by whatever event of theirs."""
    volunteer = Q(case__reporter__volunteer__joined_at__lte=F("at")) & Q(case__reporter__volunteer__left_on=None)
    named = Q(case__channel=Channel.SNAPSHOT, case__anonymous=False, case__confidential=False)
    on_record = Service.objects.filter(case=OuterRef("case"), work=Work.REPORT)
    events = Event.objects.filter(volunteer, named, ~Exists(on_record), id__gt=above)
    events = events.filter(kind__in=[Kind.ACCEPT, Kind.EMERGENCY_DIRECT])
    return events.select_related("case__reporter", "case__place__parent").order_by("id")


def _was_seen(event: Event) -> bool:
    return event.kind == Kind.ACCEPT and event.by_id not in (None, event.case.reporter_id)


def _of_report(event: Event, at: datetime) -> Done:
    case = event.case
    return Done(
        key=f"report:{case.pk}", person=_known(case.reporter), community=_community(case.place), work=Work.REPORT,
        title=f"随手拍：{case.title}", source=f"cases.case {case.pk}", day=min(localdate(event.at), localdate(at)),
        case=case,
    )  # fmt: skip


def _community(place: Place) -> Place:
    return place.at_level(*COMMUNITY_LEVELS) or place


def _of_wish(wish: Wish, at: datetime) -> Done:
    done_on = localdate(wish.done_at or at)
    return Done(
        key=f"wish:{wish.pk}", person=_known(wish.claimed_by.member.account if wish.claimed_by else None),
        community=wish.community, work=Work.WISH, title=f"微心愿：{wish.title}", source=f"checkins.wish {wish.pk}",
        day=min(done_on, localdate(at)),
    )  # fmt: skip


def _wishes(at: datetime) -> QuerySet[Wish]:
    """Those that a volunteer fulfilled and that are not on record."""
    account = "claimed_by__member__account"
    key = Concat(Value("wish:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    rows = Wish.objects.filter(~Exists(Service.objects.filter(key=key)), state=WishState.DONE)
    rows = rows.filter(
        **{f"{account}__volunteer__joined_at__lte": F("done_at"), f"{account}__volunteer__left_on": None}
    )
    return rows.filter(done_at__gt=at - WISHES_OF).select_related(account, "community").order_by("id")


def _approve(services: Sequence[Service], at: datetime) -> None:
    """A community without rules for that day leaves its own waiting, and nobody else's."""
    for service in services:
        with suppress(Refused):
            approve_seen([service], by=None, at=at)


def _known(person: User | None) -> User:
    assert person is not None, "asked for with an account"
    return person
