"""The queues of the desk: what waits for me, cut by what it waits for.

A queue is a condition, so that one aggregate query counts them all and the list of one is the same condition again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case as Switch
from django.db.models import Count, F, Q, SmallIntegerField, When
from django.db.models.functions import Coalesce

from accounts.personal import is_phone, lookup_hash, phone_digits
from cases import panels
from cases.awaited import awaited
from cases.deadlines import WHILE_HANDLED, clock_ends
from cases.deciding import decides, to_decide
from cases.models import AssistingUnit, Case, CaseQuerySet, PanelSeat
from cases.models.queries import OPEN_STATES, doors_of, duties_of
from cases.telling.moments import SOON
from cases.terms import TOP, Level, State, Supervision
from partyorg.hats import Hat
from partyorg.kinds import Role

WORDS_AT_MOST = 60

# The clock that runs out first comes first; where the last one has run out already, the moment it did. One index serves
# the order.
BY_DEADLINE = (Coalesce("due_at", "handle_by", "respond_by").asc(nulls_last=True), F("id"))
Which = Callable[[Hat, datetime], Q]


def _everybody(_hat: Hat) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Queue:
    """`name` stands in the address, `which(hat, at)` says which of the cases on a desk belong in it.

    `concerns`: whom it can ever concern; it is shown to nobody else, but where something stands in it all the same.
    """

    name: str
    label: str
    which: Which
    empty: str
    tone: str = ""
    concerns: Callable[[Hat], bool] = _everybody


def _in(*states: State) -> Which:
    """By the state; but what waits for somebody's decision is nobody else's work than its units', and who only
    supervises takes up nothing: late and pressed is all that other units' cases are to them.
    """

    def waits(hat: Hat, _at: datetime) -> Q:
        anybodys = Q(pk__in=[]) if _only_supervises(hat) else Q(proposed="")
        return Q(state__in=states) & (anybodys | _ours(hat))

    return waits


def _ours(hat: Hat) -> Q:
    return Q(owner_org__in=hat.unit_ids) | Q(host_org__in=hat.unit_ids)


def _a_clock_ends(**when: object) -> Q:
    """One of the clocks that a row promises by (cases/telling/promises.py)."""
    return clock_ends(*WHILE_HANDLED, "decide_by", **when)


def _late(_hat: Hat, at: datetime) -> Q:
    """What a row shows in red."""
    return _a_clock_ends(lte=at)


def _soon(hat: Hat, at: datetime) -> Q:
    """What a row shows in amber: one of its clocks ends within a day, and none has ended yet."""
    return _a_clock_ends(range=(at, at + SOON)) & ~_late(hat, at)


def _asked_to_answer(hat: Hat, _at: datetime) -> Q:
    """协办: named beside the host, and not answered yet. One that has become the host answers by finishing."""
    named = AssistingUnit.objects.filter(organisation__in=hat.unit_ids, why=AssistingUnit.Why.NAMED, answered_at=None)
    return Q(pk__in=named.exclude(organisation=F("case__host_org")).values("case"))


def _to_report_in(hat: Hat, _at: datetime) -> Q:
    """Called and not come yet: for the unit that was called, and for the one that called it."""
    return awaited() & _ours(hat)


def _supervised(_hat: Hat, _at: datetime) -> Q:
    return ~Q(supervised=Supervision.NONE)


def _supervises(hat: Hat) -> bool:
    return any(post.role == Role.SUPERVISOR for post in hat.posts)


def _only_supervises(hat: Hat) -> bool:
    return all(post.role == Role.SUPERVISOR for post in hat.posts)


def _at_the_top(hat: Hat) -> bool:
    return any(post.rung == TOP for post in hat.posts)


def _above_the_community(hat: Hat) -> bool:
    """At a street, above it, or at a unit on no rung, which hosts or assists."""
    units = [post.organisation for post in hat.posts if post.organisation]
    return any(unit.rung is None or unit.rung >= Level.STREET for unit in units)


def _beside_the_rungs(hat: Hat) -> bool:
    return any(post.organisation and post.organisation.rung is None for post in hat.posts)


ALL = Queue("all", "全部待办", lambda _hat, _at: Q(), "现在没有等着您办的事。")
QUEUES = [
    ALL,
    Queue("decide", "待决定", lambda hat, _at: to_decide(hat), "没有等着您决定的提请。", concerns=decides),
    Queue("submitted", "待受理", _in(State.SUBMITTED), "没有等着受理的诉求。"),
    Queue("accepted", "待派单", _in(State.ACCEPTED, State.REWORK), "没有等着派单的事。"),
    Queue("dispatched", "待签收", _in(State.DISPATCHED), "派来的事都签收了。"),
    Queue("report_in", "待报到", _to_report_in, "没有等着报到的单位。", concerns=_above_the_community),
    Queue("handling", "处置中", _in(State.HANDLING, State.CONSULTING), "手上没有正在办的事。"),
    Queue("answer", "待答复", _asked_to_answer, "没有等您单位答复的协办。", concerns=_beside_the_rungs),
    Queue("soon", "快到期", _soon, "24 小时内没有到期的事。", "soon"),
    Queue("late", "已超期", _late, "没有超期的事。", "late"),
    Queue("supervised", "督办中", _supervised, "没有在督办的事。", concerns=_supervises),
    Queue("checking", "待核查", _in(State.CHECKING), "没有等着核查的事。"),
    Queue("revisit", "待回访", _in(State.REVISIT), "没有等着回访的事。"),
    Queue("suspended", "挂账", _in(State.SUSPENDED), "没有挂账的事。", concerns=_above_the_community),
    Queue("topped", "顶格协调", _in(State.TOPPED), "没有等着领导小组决定的事。", concerns=_at_the_top),
]


PANEL = "panel"  # 本板块: what is open on one's street in the categories of one's panel, whoever has it in hands


def names() -> list[str]:
    """What may stand in the address as the name of a list."""
    return [*(queue.name for queue in QUEUES), PANEL, "open", "closed"]


def title_of(said: Mapping[str, str]) -> str:
    """The heading of the list of this address."""
    if words := said.get("words", "").strip():
        return f"找“{words}”"
    labels = {queue.name: queue.label for queue in QUEUES} | {PANEL: "本板块", "open": "全部在办", "closed": "已结案"}
    return labels.get(said.get("q", ""), ALL.label)


def queues_of(hat: Hat, counts: Mapping[str, int]) -> list[Queue]:
    return [queue for queue in QUEUES if queue.concerns(hat) or counts[queue.name]]


def counted(hat: Hat, at: datetime, queues: Iterable[Queue] = QUEUES) -> dict[str, int]:
    """How many cases wait in each queue: one query."""
    counts = {queue.name: Count("pk", filter=queue.which(hat, at)) for queue in queues}
    return _desk(hat).aggregate(**counts)


def counted_apart(conditions: Mapping[str, Q], hat: Hat) -> dict[str, int]:
    """How many open cases, or such as wait for its decision, meet each condition: one query, none for no condition."""
    if not conditions:
        return {}
    base = Case.objects.filter(Q(state__in=OPEN_STATES) | to_decide(hat))
    return base.aggregate(**{name: Count("pk", filter=which) for name, which in conditions.items()})


def condition_of(name: str, hat: Hat, at: datetime) -> Q | None:
    """What stands in the list of this name; None where that is not cheap to count: what is closed.

    A queue that does not concern this hat is the whole desk, as in the list itself.
    """
    if name == "closed":
        return None
    if name == PANEL:
        return doors_of(hat) & panels.of_panels(hat, panels.seats_of(hat))
    if name == "open":
        return doors_of(hat) & Q(state__in=OPEN_STATES)
    queue = next((queue for queue in QUEUES if queue.name == name), ALL)
    return (duties_of(hat) | to_decide(hat)) & queue.which(hat, at)


def in_queue(queue: Queue, hat: Hat, at: datetime) -> CaseQuerySet:
    """What is late comes first, also where another of its clocks still runs."""
    late = Switch(When(_late(hat, at), then=0), default=1, output_field=SmallIntegerField())
    cases = _desk(hat).filter(queue.which(hat, at))
    return cases.order_by(late, *BY_DEADLINE)


def _desk(hat: Hat) -> CaseQuerySet:
    """What waits for its units and its duties, and what waits for its decision, also where the case is closed."""
    return Case.objects.filter(duties_of(hat) | to_decide(hat))


def under_way(hat: Hat) -> CaseQuerySet:
    """Everything open that this hat may see, whoever has it in hands."""
    return Case.objects.visible_to(hat).open().order_by(*BY_DEADLINE)


def on_panel(hat: Hat, seats: Sequence[PanelSeat]) -> CaseQuerySet:
    return panels.on_panels(hat, seats).order_by(*BY_DEADLINE)


def closed(hat: Hat) -> CaseQuerySet:
    return Case.objects.visible_to(hat).filter(state=State.CLOSED).order_by("-closed_at", "-id")


def found(words: str, hat: Hat) -> CaseQuerySet:
    """By number, place, words, or the reporter's whole phone number (which is only ever compared by its hash)."""
    words = words.strip()[:WORDS_AT_MOST]
    hits = Q(number__icontains=words) | Q(title__icontains=words) | Q(words__icontains=words)
    hits |= Q(address__icontains=words) | Q(place__name__icontains=words)
    if is_phone(phone := phone_digits(words)):
        hits |= Q(reporter_phone_hash=lookup_hash(phone), anonymous=False, confidential=False)
    return Case.objects.visible_to(hat).filter(hits).order_by("-submitted_at", "-id")
