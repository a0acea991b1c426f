"""What is told of 帮办预约 and of the four posts: to the two of a booking, to those who could take it, and to the desk
where it waits for somebody there. Nobody is told what they did themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from notifications.letters import News, Stretch, finds
from notifications.models import LONGEST_LETTER
from teams.actions import who_can
from teams.helping import who_gives_them_out
from teams.models import Booking, BookingStep, CourierPost
from teams.people import masked
from teams.workflow import Deed, State

REMIND_AFTER = (1, 7)  # days after its day, of which nothing was reported
MOST_TOLD = 30  # of those who could take one: the hub of each of the others counts it as well
FACES = ("station__community", "grid", "skill", "person__volunteer")
HERE = "在“找人帮忙”里看。"
CAN_GO = "您能去的，在“找人帮忙”里接单。"


@dataclass(frozen=True, slots=True)
class Told:
    """Of one deed: what the booker, whoever has it now and whoever had it before read; "" tells nobody.

    `desk`: what those read who give bookings out. `others`: those who could take it now. `urgent`: goes out by text,
    too; never to the desk, nor to the others.
    """

    booker: str = ""
    helper: str = ""
    before: str = ""
    desk: str = ""
    others: str = ""
    urgent: bool = True


TOLD: dict[str, Told] = {
    Deed.TAKE: Told(booker="您约的{what}有人接单了：{helper}，上门前会打您电话。"),
    Deed.ASSIGN: Told(
        booker="您约的{what}，社区派了{helper}，上门前会打您电话。",
        helper="社区派您去帮办：{what}。地址和电话" + HERE + "去不了请退回。",
    ),
    Deed.REASSIGN: Told(
        booker="您约的{what}换了人，改由{helper}上门，上门前会打您电话。",
        helper="社区派您去帮办：{what}。地址和电话" + HERE + "去不了请退回。",
        before="您接的{what}改派给别的队员了，您不用去。",
    ),
    Deed.GIVE_BACK: Told(
        booker="您约的{what}，接单的{before}去不了了：等别的队员接单，或者社区派人。",
        before="您接的{what}退回了，您不用去：您已经不在能去的队里。",
        desk="{what}被退回，又在等人接单，请看要不要派人。",
        others="有人约{what}，在{grid}，接单的队员去不了了。" + CAN_GO,
    ),
    Deed.SAY_DONE: Told(
        booker="您约的{what}，{helper}报办好了，{minutes} 分钟。请在“找人帮忙”里确认，不对的按“不对”。"
    ),
    Deed.DISPUTE: Told(
        helper="您办的{what}，预约人说时长不对：{objection}。请核对以后重新报。",
        desk="{what}，预约人说时长不对：{objection}",
    ),
    Deed.CONFIRM: Told(helper="您办的{what}，预约人确认了，{minutes} 分钟，等社区审核。", urgent=False),
    Deed.FINISH: Told(
        booker="您约的{what}，社区登记办好了，{minutes} 分钟。",
        helper="您办的{what}，社区登记办好了，{minutes} 分钟，等审核。", urgent=False,
    ),
    Deed.CANCEL: Told(helper="您接的{what}，预约人取消了，您不用去。"),
    Deed.CALL_OFF: Told(booker="您约的{what}撤下了：{reason}", helper="您接的{what}撤下了，您不用去：{reason}"),
    Deed.EXPIRE: Told(booker="您约的{what}自动取消了：{reason}", urgent=False),
    Deed.LAPSE: Told(
        booker="您约的{what}自动取消了：{reason}", helper="您接的{what}自动取消了：{reason}", urgent=False
    ),
}  # fmt: skip


@finds
def helped(now: Stretch) -> Iterator[News]:
    """What was done about bookings."""
    steps = BookingStep.objects.filter(at__gt=now.since, at__lte=now.to).order_by("pk")
    faces = [f"booking__{face}" for face in FACES]
    for step in steps.select_related(*faces, "helper__volunteer", "before__volunteer").iterator(500):
        yield from _of_step(step, now)


@finds
def help_is_asked(now: Stretch) -> Iterator[News]:
    """To those who could take it; and at once to the desk what is wanted today or tomorrow, for the night before its
    day may have begun. What somebody has dealt with meanwhile is told from its steps."""
    new = Booking.objects.filter(asked_at__gt=now.since, asked_at__lte=now.to, state=State.ASKED, steps=None)
    for one in new.still_to_come(now.to).select_related(*FACES).order_by("pk"):
        words = f"有人约{_what(one)}，在{one.grid.name}，等人接单。{CAN_GO}"
        yield from _to_those_who_can(one, f"asked:{one.pk}", words, now)
        if one.wanted_on <= _tomorrow(now):
            yield from _to_desk(one, f"asked:{one.pk}:desk", f"刚约的{_what(one)}在等人接单，请看要不要派人。", now)


@finds
def help_is_due(now: Stretch) -> Iterator[News]:
    """Once a day: to the desk what nobody has taken the day before it is wanted and may still be gone to, or has
    reported a week after; to the one who took it that they report it."""
    if not now.begins_a_day:
        return
    today, missed = localdate(now.to), (localdate(now.to) - localdate(now.mark)).days  # more than one after an outage
    rows = Booking.objects.select_related(*FACES).order_by("pk")
    for one in rows.still_to_come(now.to).filter(state=State.ASKED, wanted_on__lte=_tomorrow(now)):
        yield from _to_desk(one, f"due:{one.pk}:nobody", f"{_what(one)}还没有人接单，请看要不要派人。", now)
    for days in REMIND_AFTER:
        for one in rows.in_hand().filter(wanted_on__range=_days_ago(days, missed, today)):
            words = f"您接的{_what(one)}办好了吗？办好了请报时长，没去成的请退回。{HERE}"
            yield News(f"due:{one.pk}:{one.helper_id}:{days}", one.helper_id or 0, words, urgent=True)
    for one in rows.in_hand().filter(wanted_on__range=_days_ago(REMIND_AFTER[-1], missed, today)):
        words = f"{_what(one)}有人接单，过了 {REMIND_AFTER[-1]} 天没有报办好，请问一问。"
        yield from _to_desk(one, f"due:{one.pk}:silent", words, now)


@finds
def four_posts(now: Stretch) -> Iterator[News]:
    """Posts carry days, not hours: those of the days that this stretch touches, each told once."""
    first = localdate(now.since)
    for post in CourierPost.objects.filter(Q(since__gte=first) | Q(until__gte=first)).select_related("community"):
        where = f"{post.community.short_name}的{post}"
        if post.since >= first:
            yield News(f"post:{post.pk}:given", post.person_id, f"您担任了{where}。")
        if post.until:
            yield News(f"post:{post.pk}:ended", post.person_id, f"您不再担任{where}。")


def _days_ago(days: int, missed: int, today: date) -> tuple[date, date]:
    """The day so many days ago, and as many before it as nobody was asked about."""
    last = today - timedelta(days=days)
    return last - timedelta(days=missed - 1), last


def _of_step(step: BookingStep, now: Stretch) -> Iterator[News]:
    told, booking = TOLD[step.deed], step.booking
    if step.deed == Deed.DISPUTE and not booking.objection:
        return  # answered before anybody was told of it
    facts = {
        "what": _what(booking), "helper": masked(step.helper) if step.helper else "",
        "before": masked(step.before) if step.before else "", "minutes": step.minutes or 0,
        "grid": booking.grid.name, "objection": booking.objection, "reason": booking.reason,
    }  # fmt: skip
    had = step.before_id if step.before_id != step.helper_id else None
    for whose, person, words in (
        ("booker", booking.person_id, told.booker), ("helper", step.helper_id, told.helper),
        ("before", had, told.before),
    ):  # fmt: skip
        if person and words and person != step.by_id:
            yield News(f"step:{step.pk}:{whose}", person, cut(words.format(**facts)), urgent=told.urgent)
    if told.desk:
        yield from _to_desk(booking, f"step:{step.pk}:desk", told.desk.format(**facts), now, but=step.by_id)
    if told.others and booking.state == State.ASKED and not booking.stand(now.to).over:
        words = told.others.format(**facts)
        yield from _to_those_who_can(booking, f"step:{step.pk}:others", words, now, but=step.before_id)


def _to_those_who_can(booking: Booking, key: str, words: str, now: Stretch, but: int | None = None) -> Iterator[News]:
    """In the app alone: nobody's telephone rings for what any of many may do."""
    there = who_can(booking, localdate(now.to)).exclude(person=but) if but else who_can(booking, localdate(now.to))
    people = there.order_by("person").values_list("person", flat=True).distinct()
    for person in people[:MOST_TOLD]:
        yield News(f"{key}:{person}", person, cut(words))


def _to_desk(booking: Booking, key: str, words: str, now: Stretch, but: int | None = None) -> Iterator[News]:
    community = booking.station.community
    for person in who_gives_them_out(community, localdate(now.to)):
        if person != but:
            text = cut(f"帮办预约：{words}")
            yield News(f"{key}:{person}", person, text, link=reverse("teams:booking", args=[booking.pk]))


def _tomorrow(now: Stretch) -> date:
    return localdate(now.to) + timedelta(days=1)


def _what(booking: Booking) -> str:
    return f"“{booking.skill}”（{booking.when}）"


def cut(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST_LETTER else f"{said[: LONGEST_LETTER - 1]}…"
