"""巡查: a round begun, what is found on it, its end. A volunteer's round is then a service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
from patrols.kinds import Outcome
from patrols.models import CheckItem, Finding, Patrol, PatrolPlan
from patrols.rules import Refused
from volunteers.actions import Done, Seen, record
from volunteers.kinds import Work

SHORTEST = 5  # minutes: in fewer no grid is walked, and somebody looks at it
LONGEST = 4 * 60  # minutes: who forgets to end a round has not walked all night


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
    """By the one who is named in the plan, on a day of it; started twice it is one round.

    Raises Refused `not_yours`, `not_today`, `walks_no_more`.
    """
    _walker(plan, by)
    under_way = plan.patrols.filter(ended_at=None)
    if known := under_way.first():
        return known
    if not plan.is_on(localdate(at)):
        raise Refused("not_today")
    ask_still_walks(plan, localdate(at))
    return once(lambda: Patrol.objects.create(plan=plan, started_at=at), under_way.first)


def find(patrol: Patrol, said: Found, *, by: Hat, at: datetime) -> Finding:
    """当场制止, closed with its picture; or 转为案件: a case by 巡查 that bears the round's number.

    The same key twice is one. Raises Refused `not_yours`, `ended`, `not_on_it`, `photo_needed`, `words_needed`,
    `no_case`.
    """
    _walker(patrol.plan, by)
    if known := marked(patrol.findings, said.key):
        return known
    if patrol.ended_at:
        raise Refused("ended")
    if not patrol.plan.items.filter(pk=said.item.pk).exists():
        raise Refused("not_on_it")
    if said.outcome == Outcome.STOPPED and not said.photos:
        raise Refused("photo_needed")
    if said.outcome == Outcome.CASE and not said.words:
        raise Refused("words_needed")
    return once(lambda: _kept(patrol, said, by, at), lambda: marked(patrol.findings, said.key))


def finish(patrol: Patrol, *, by: Hat, at: datetime) -> Patrol:
    """A volunteer's round waits as a service to be looked at; one on duty earns nothing. Ended twice it is ended once.

    Raises Refused `not_yours`.
    """
    _walker(patrol.plan, by)
    with transaction.atomic():
        if Patrol.objects.filter(pk=patrol.pk, ended_at=None).update(ended_at=at) and patrol.plan.post_id is None:
            _record(patrol, at)
    return Patrol.objects.with_faces().get(pk=patrol.pk)


def _walker(plan: PatrolPlan, by: Hat) -> None:
    if by.person is None or plan.patroller_id != by.person.pk:
        raise Refused("not_yours", who="安排里写明的巡查人")


def _kept(patrol: Patrol, said: Found, by: Hat, at: datetime) -> Finding:
    finding = Finding(
        key=said.key, patrol=patrol, item=said.item, outcome=said.outcome, words=said.words, address=said.address,
        lat=said.lat, lon=said.lon, found_at=at,
    )  # fmt: skip
    finding.digest = sha256(said.photos[0].jpeg).hexdigest() if said.photos else ""
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


def _record(patrol: Patrol, at: datetime) -> None:
    minutes = min(int((at - patrol.started_at).total_seconds() // 60), LONGEST)
    if not minutes:
        return
    short_of = f"这一趟只走了 {minutes} 分钟，不到 {SHORTEST} 分钟。" if minutes < SHORTEST else ""
    photos = patrol.findings.exclude(digest="").values_list("digest", flat=True)
    record(
        Done(
            key=f"patrol:{patrol.pk}", person=patrol.plan.patroller, community=patrol.plan.community, work=Work.PATROL,
            title=f"巡查：{patrol.plan}", source=f"patrols.patrol {patrol.pk}", day=localdate(patrol.started_at),
            starts_at=patrol.started_at, ends_at=at, minutes=minutes,
            seen=Seen(photo=photos.first() or "", short_of=short_of),
        ),
        by=None, at=at,
    )  # fmt: skip
