"""巡查: a round begun, what is found on it, its end. A volunteer's round is then a service."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.once import marked, once
from cases import actions as cases
from cases.actions.pictures import Pictures
from cases.models import Case
from cases.photos import CleanPhoto
from cases.terms import Channel
from partyorg.hats import Hat
from patrols.actions.plans import ask_still_walks
from patrols.kinds import LONGEST, SHORTEST, Outcome
from patrols.models import CheckItem, Finding, Patrol, PatrolPlan
from patrols.rules import Refused
from volunteers.actions import Done, Seen, record
from volunteers.again import as_before
from volunteers.kinds import Work
from volunteers.rules import Refused as NoRecord
from volunteers.telling import duration

LEFT_OPEN = "这一趟没有按“巡查完了”，过了那一天由系统结束。"
NOT_ENDED = "这一趟没有按“巡查完了”，是再开始下一趟时才结束的，请问一问实际走了多久。"


@dataclass(frozen=True, slots=True)
class Found:
    item: CheckItem
    outcome: Outcome | str
    words: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    photos: Sequence[CleanPhoto] = ()
    key: UUID | None = None


def start(plan: PatrolPlan, *, by: Hat, at: datetime) -> Patrol:
    """By the one who is named in the plan, on a day of it; started twice that day it is one round. One of an earlier
    day that was forgotten ends with it, and is held.

    Raises Refused `not_yours`, `not_today`, `walks_no_more`, `no_scheme`.
    """
    _walker(plan, by)
    under_way = plan.patrols.filter(ended_at=None)
    of_today = under_way.filter(started_at__date=localdate(at))
    if known := of_today.first():
        return known
    if not plan.is_on(localdate(at)):
        raise Refused("not_today")
    ask_still_walks(plan, localdate(at))

    def make() -> Patrol:
        for forgotten in under_way.with_faces():
            _end(forgotten, at, NOT_ENDED)
        return Patrol.objects.create(plan=plan, started_at=at)

    return once(make, of_today.first)


def find(patrol: Patrol, said: Found, *, by: Hat, at: datetime) -> Finding:
    """当场制止, closed with its picture; or 转为案件: a case by 巡查 that bears the round's number.

    The same key twice is one. Raises Refused `not_yours`, `ended`, `not_on_it`, `photo_needed`, `words_needed`,
    `no_case`, `other_form`.
    """
    _walker(patrol.plan, by)
    if known := marked(patrol.findings, said.key):
        return _as_before(known, said)
    if not patrol.plan.items.filter(pk=said.item.pk).exists():
        raise Refused("not_on_it")
    if said.outcome == Outcome.STOPPED and not said.photos:
        raise Refused("photo_needed")
    if said.outcome == Outcome.CASE and not said.words:
        raise Refused("words_needed")

    def make() -> Finding:
        if Patrol.objects.select_for_update(of=("self",)).get(pk=patrol.pk).ended_at:
            raise Refused("ended")  # asked with the row in hand: it may end at the same moment
        return _kept(patrol, said, by, at)

    return _as_before(once(make, lambda: marked(patrol.findings, said.key)), said)


def finish(patrol: Patrol, *, by: Hat, at: datetime) -> Patrol:
    """A volunteer's round waits as a service to be looked at; one on duty earns nothing. Ended twice it is ended once.

    Raises Refused `not_yours`, `no_scheme`.
    """
    _walker(patrol.plan, by)
    with transaction.atomic():
        _end(patrol, at)
    return Patrol.objects.with_faces().get(pk=patrol.pk)


def end_forgotten(*, at: datetime) -> int:
    """Rounds of an earlier day that are longer than anybody walks: where no other round of the plan comes to end them,
    they stood open for ever. Each is looked at. Returns how many."""
    left = Patrol.objects.filter(ended_at=None, started_at__lt=at - timedelta(minutes=LONGEST)).with_faces()
    forgotten = [one for one in left.order_by("pk") if localdate(one.started_at) < localdate(at)]
    return sum([_closed(one, at) for one in forgotten])


def _closed(patrol: Patrol, at: datetime) -> bool:
    with suppress(NoRecord), transaction.atomic():  # without a scheme it stays open until there is one
        return _end(patrol, at, LEFT_OPEN)
    return False


def _walker(plan: PatrolPlan, by: Hat) -> None:
    if by.person is None or plan.patroller_id != by.person.pk:
        raise Refused("not_yours", who="安排里写明的巡查人")


def _end(patrol: Patrol, at: datetime, why_held: str = "") -> bool:
    """Whether it was not ended already."""
    ended = bool(Patrol.objects.filter(pk=patrol.pk, ended_at=None).update(ended_at=at))
    if ended and patrol.plan.post_id is None:
        _record(patrol, at, why_held)
    return ended


def _as_before(made: Finding, said: Found) -> Finding:
    """Not by where the telephone was: that is never twice the same."""
    was = (made.item_id, made.outcome, made.words, made.address, made.digest)
    now = (said.item.pk, said.outcome, said.words, said.address, _digest(said))
    return as_before(made, was=was, said=now, done=str(made))


def _digest(said: Found) -> str:
    return sha256(said.photos[0].jpeg).hexdigest() if said.photos else ""


def _kept(patrol: Patrol, said: Found, by: Hat, at: datetime) -> Finding:
    finding = Finding(
        key=said.key, patrol=patrol, item=said.item, outcome=said.outcome, words=said.words, address=said.address,
        lat=said.lat, lon=said.lon, found_at=at,
    )  # fmt: skip
    finding.digest = _digest(said)
    if said.outcome == Outcome.CASE:
        finding.case = _case(patrol, said, by, at)
        finding.save()
        return finding
    with Pictures(said.photos[:1], at=at, folder="patrols") as pictures:
        [(finding.photo.name, clean)] = pictures.files
        finding.width, finding.height = clean.width, clean.height
        finding.save()
    return finding


def _case(patrol: Patrol, said: Found, by: Hat, at: datetime) -> Case:
    plan = patrol.plan
    address = "，".join(filter(None, [str(plan.estate) if plan.estate else "", said.address]))
    told = cases.Report(
        words=f"{said.item}：{said.words}", place=plan.grid, category=said.item.category, channel=Channel.PATROL,
        lat=said.lat, lon=said.lon, address=address, key=said.key, photos=said.photos, patrol=patrol.number,
    )  # fmt: skip
    try:
        return cases.report(told, by=by, at=at)
    except cases.Refused as refused:
        raise Refused("no_case", why=str(refused)) from refused


def _record(patrol: Patrol, at: datetime, why_held: str) -> None:
    walked = int((at - patrol.started_at).total_seconds() // 60)
    if not walked:
        return
    minutes, until, stay = walked, at, None
    if walked > LONGEST:  # when they were back nobody knows
        minutes, until, stay = LONGEST, patrol.started_at + timedelta(minutes=LONGEST), (patrol.started_at, at)
    photos = patrol.findings.exclude(digest="").values_list("digest", flat=True)
    record(
        Done(
            key=f"patrol:{patrol.pk}", person=patrol.plan.patroller, community=patrol.plan.community, work=Work.PATROL,
            title=f"巡查：{patrol.plan}", source=f"patrols.patrol {patrol.pk}", day=localdate(patrol.started_at),
            starts_at=patrol.started_at, ends_at=until, minutes=minutes,
            seen=Seen(photo=photos.first() or "", short_of=_doubt(walked) + why_held, stay=stay),
        ),
        by=None, at=at,
    )  # fmt: skip


def _doubt(walked: int) -> str:
    """Why somebody looks at a round of so many minutes; "" where nobody has to."""
    if walked < SHORTEST:
        return f"这一趟只走了 {walked} 分钟，不到 {SHORTEST} 分钟。"
    if walked > LONGEST:
        return f"这一趟过了 {duration(walked)}才结束，只按 {duration(LONGEST)}记：像是忘了结束，请问一问实际走了多久。"
    return ""
