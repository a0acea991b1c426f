"""The queues of the desk: what waits for me, cut by what it waits for.

A queue is a condition, so that one aggregate query counts them all and the list of one is the same condition again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from accounts.personal import CHINESE_MOBILE, lookup_hash
from cases.models import Case, CaseQuerySet
from cases.telling.moments import SOON
from cases.terms import TOP, State
from partyorg.hats import Hat

WORDS_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Queue:
    """`name` stands in the address, `which(at)` says which of the open cases on a desk belong in it."""

    name: str
    label: str
    which: Callable[[datetime], Q]
    empty: str
    tone: str = ""


def _in(*states: State) -> Callable[[datetime], Q]:
    return lambda _at: Q(state__in=states)


def _late(at: datetime) -> Q:
    """What a row shows in red: work past its handling clock, a check or a revisit past its own."""
    awaiting_judgement = Q(state__in=[State.CHECKING, State.REVISIT])
    return (Q(handle_by__lte=at) & ~awaiting_judgement) | (Q(respond_by__lte=at) & awaiting_judgement)


def _soon(at: datetime) -> Q:
    """What a row shows in amber: the earliest of its clocks ends within a day, and none has ended yet."""
    return Q(due_at__gt=at, due_at__lte=at + SOON) & ~_late(at)


ALL = Queue("all", "全部待办", lambda _at: Q(), "现在没有等着您办的事。")
QUEUES = [
    ALL,
    Queue("submitted", "待受理", _in(State.SUBMITTED), "没有等着受理的诉求。"),
    Queue("accepted", "待派单", _in(State.ACCEPTED, State.REWORK), "没有等着派单的事。"),
    Queue("dispatched", "待签收", _in(State.DISPATCHED), "派来的事都签收了。"),
    Queue("handling", "处置中", _in(State.HANDLING, State.CONSULTING), "手上没有正在办的事。"),
    Queue("soon", "快到期", _soon, "24 小时内没有到期的事。", "soon"),
    Queue("late", "已超期", _late, "没有超期的事。", "late"),
    Queue("checking", "待核查", _in(State.CHECKING), "没有等着核查的事。"),
    Queue("revisit", "待回访", _in(State.REVISIT), "没有等着回访的事。"),
    Queue("topped", "顶格协调", _in(State.TOPPED), "没有等着领导小组决定的事。"),
]
OF_THE_TOP = "topped"  # shown to those who sit there alone


def queues_of(hat: Hat) -> list[Queue]:
    at_the_top = any(post.organisation and post.organisation.rung == TOP for post in hat.posts)
    return [queue for queue in QUEUES if at_the_top or queue.name != OF_THE_TOP]


def counted(queues: Iterable[Queue], hat: Hat, at: datetime) -> dict[str, int]:
    """How many cases wait in each queue: one query."""
    counts = {queue.name: Count("pk", filter=queue.which(at)) for queue in queues}
    return Case.objects.on_desk_of(hat).aggregate(**counts)


def in_queue(queue: Queue, hat: Hat, at: datetime) -> CaseQuerySet:
    return by_deadline(Case.objects.on_desk_of(hat).filter(queue.which(at)))


def under_way(hat: Hat) -> CaseQuerySet:
    """Everything open that this hat may see, whoever has it in hands."""
    return by_deadline(Case.objects.visible_to(hat).open())


def closed(hat: Hat) -> CaseQuerySet:
    return Case.objects.visible_to(hat).filter(state=State.CLOSED).order_by("-closed_at", "-id")


def found(words: str, hat: Hat) -> CaseQuerySet:
    """By number, place, words, or the reporter's whole phone number (which is only ever compared by its hash)."""
    words = words.strip()[:WORDS_AT_MOST]
    hits = Q(number__icontains=words) | Q(title__icontains=words) | Q(words__icontains=words)
    hits |= Q(address__icontains=words) | Q(place__name__icontains=words)
    if CHINESE_MOBILE.fullmatch(words):
        hits |= Q(reporter_phone_hash=lookup_hash(words), anonymous=False, confidential=False)
    return Case.objects.visible_to(hat).filter(hits).order_by("-submitted_at", "-id")


def by_deadline(cases: CaseQuerySet) -> CaseQuerySet:
    """The clock that runs out first comes first; where the last one has run out already, the moment it did."""
    return cases.order_by(Coalesce("due_at", "handle_by", "respond_by").asc(nulls_last=True), F("id"))
