"""What is told that is about no case, found in what happened: each finder yields letters for a stretch of time, once by
key. Of volunteering here; apps above add finders of their own (`finds`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import F, Sum
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from activities.kinds import Side
from activities.models import Activity, Change, SignUp
from activities.workflow import State as ActivityState
from shop.actions import who_answers
from shop.models import Beside, Order
from shop.workflow import State as OrderState
from volunteers.models import Lot, Service, Volunteer
from volunteers.workflow import State

LATE = timedelta(minutes=10)
A_DAY = timedelta(days=1)
FETCH_BEFORE = timedelta(days=3)
BEFORE = (30, 7)  # days before points expire (domain.md §4, 5)
NEWS = "在“我的”里看明细。"
CHOOSE = "不能都去的，在“我报名的活动”里点开一个，取消报名。"


@dataclass(frozen=True, slots=True)
class News:
    """`urgent`: goes out by text, too. `link`: the page at the desk that it is about; "" where 我的 shows it."""

    key: str
    person: int
    text: str
    urgent: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is read this time: from the mark of the last time to now. `since` lies a little before the mark, by more
    than any transaction lasts: what was committed late is told all the same."""

    mark: datetime
    to: datetime

    @property
    def since(self) -> datetime:
        return self.mark - LATE

    @property
    def begins_a_day(self) -> bool:
        return localdate(self.mark) < localdate(self.to)


Finder = Callable[[Stretch], Iterator[News]]


def decided(now: Stretch) -> Iterator[News]:
    """Records that were decided: the yes is read in 我的, the no goes out by text, for it may be appealed in time."""
    rows = Service.objects.filter(decided_at__gt=now.since, decided_at__lte=now.to).only(
        "pk", "person_id", "title", "state", "minutes", "points", "reason", "appeal_by", "decided_at"
    )
    for one in rows.order_by("decided_at").iterator(2000):
        # Whoever appeals at once has not been told why yet; the no is one letter, read before the appeal or after it.
        state = State.REJECTED if one.state == State.APPEALED else one.state
        yield News(f"service:{one.pk}:{state}", one.person_id, _said(one), urgent=state != State.APPROVED)


def expiring(now: Stretch) -> Iterator[News]:
    """Once a day: points whose last day is thirty or seven days off, and orders that nobody has fetched."""
    if not now.begins_a_day:
        return
    today = localdate(now.to)
    for days in BEFORE:
        last = today + timedelta(days=days)
        yield from (_of_lots(person, left, last, days) for person, left in _left_until(last))
    for order in Order.objects.waiting().filter(expires_on=today + FETCH_BEFORE).select_related("good"):
        fetch = f"最晚 {order.expires_on:%Y-%m-%d} 凭取货码去领"
        words = f"您换的“{order.good_name}”还没有领：{fetch}，过了这天，没过期的积分退回。"
        yield News(f"fetch:{order.pk}", order.person_id, words, urgent=True)


def taken_back(now: Stretch) -> Iterator[News]:
    """Orders that somebody at the desk cancelled for them."""
    rows = Order.objects.filter(state=OrderState.CANCELLED, ended_at__gt=now.since, ended_at__lte=now.to)
    for order in rows.exclude(ended_by=F("person")).select_related("good", "community", "held__ended_by"):
        back = f"您换的“{order}”不能领了，{order.given_back.said(by_now=True)}。"
        words = f"{back}{order.community.short_name}{order.why}"
        yield News(f"taken_back:{order.pk}", order.person_id, words, urgent=True)


def taken(now: Stretch) -> Iterator[News]:
    """Orders that were handed over: to them, they should know; by text where no code was shown. Of one that has come
    back meanwhile `returned` says it."""
    rows = Order.objects.taken().filter(ended_at__gt=now.since, ended_at__lte=now.to)
    for order in rows.select_related("good", "community"):
        assert order.ended_at
        without = f"，没有凭取货码：{order.without_code}" if order.without_code else ""
        where = f"{_at(order.ended_at)} 在{order.community.short_name}"
        words = f"您换的“{order}”{where}领走了{without}。不是您或者您托的人领的，请马上告诉社区。"
        yield News(f"taken:{order.pk}", order.person_id, words, urgent=bool(without))


def returned(now: Stretch) -> Iterator[News]:
    """退货: what they had had, or were written down to have had, came back to the counter. Of a closed account there is
    nobody to tell, and nothing to keep."""
    rows = Order.objects.filter(returned_at__gt=now.since, returned_at__lte=now.to, person__is_active=True)
    for order in rows.select_related("community", "held__ended_by__ended_by"):
        assert order.returned_at
        words = f"您换的“{order}”{_at(order.returned_at)} 退货了，{order.given_back.said(by_now=True)}。"
        words += f"不是这样的，请马上告诉社区。{order.community.short_name}写的原因：{order.why_returned}"
        yield News(f"returned:{order.pk}", order.person_id, words, urgent=True)


def changed(now: Stretch) -> Iterator[News]:
    """Activities that were called off, or changed where it concerns them, after somebody had signed up."""
    yield from _called_off(now)
    rows = Change.objects.filter(at__gt=now.since, at__lte=now.to, activity__ends_at__gt=now.since)
    rows = rows.filter(activity__state=ActivityState.PUBLISHED).select_related("activity").order_by("activity_id", "at")
    for (activity, at), changes in groupby(rows, key=lambda change: (change.activity, change.at)):
        yield from _changed(activity, at, {change.side for change in changes}, now.to)


def moved_up(now: Stretch) -> Iterator[News]:
    """Who waited in a list has a place."""
    rows = SignUp.objects.signed().filter(changed_at__gt=now.since, changed_at__lte=now.to, walked_up=False)
    rows = rows.filter(activity__starts_at__gt=now.to)  # on the spot they know
    for one in rows.select_related("activity", "volunteer"):
        words = f"您排上了“{one.activity.title}”：{when(one.activity)}，{one.activity.where[:40]}。不能来请取消。"
        yield News(f"place:{one.pk}:{second(one.changed_at)}", one.volunteer.person_id, words, urgent=True)


def missed(now: Stretch) -> Iterator[News]:
    """没有到场: it is written down of them, and until when it may be put right."""
    rows = SignUp.objects.missed().filter(missed_at__gt=now.since, missed_at__lte=now.to)
    for one in rows.select_related("activity__community", "volunteer"):
        until = f"{localdate(one.activity.righted_until):%Y-%m-%d} 以前告诉{one.activity.community.short_name}"
        what = f"“{one.activity.title[:30]}”（{when(one.activity)}）"
        words = f"{what}没有您的签到，记为没有到场。其实来了的，{until}，可以更正。"
        yield News(key_of_missed(one), one.volunteer.person_id, words)


def key_of_missed(one: SignUp) -> str:
    return f"missed:{one.pk}:{second(one.missed_at)}"


def tomorrow(now: Stretch) -> Iterator[News]:
    """A day before it begins, those who signed up are reminded."""
    begins = Activity.objects.filter(starts_at__gt=now.mark + A_DAY, starts_at__lte=now.to + A_DAY)
    rows = SignUp.objects.signed().filter(activity__in=begins, activity__state=ActivityState.PUBLISHED)
    for one in rows.select_related("activity", "volunteer"):
        words = f"明天有“{one.activity.title}”：{when(one.activity)}，{one.activity.where[:40]}。不能来请先取消。"
        key = f"tomorrow:{one.pk}:{second(one.activity.starts_at)}"
        yield News(key, one.volunteer.person_id, words, urgent=True)


def named_beside(now: Stretch) -> Iterator[News]:
    """在场人: who was named as the second pair of eyes at the counter, who may not have been there."""
    for one in Beside.objects.filter(named_at__gt=now.since, named_at__lte=now.to).with_faces():
        words = f"{_handed(one)}，写的是您在场。在场的不用办；不在场的，请点开说一声。"
        yield News(f"beside:{one.pk}", one.person_id, words, link=reverse("shop:beside", args=[one.pk]))


def absent(now: Stretch) -> Iterator[News]:
    """Who was named says that they were not there: those who may look into it, and what they found."""
    for one in Beside.objects.filter(denied_at__gt=now.since, denied_at__lte=now.to).with_faces():
        words = f"{_handed(one)}，写成在场人的{one.person.name}说不在场，请您核实。"
        for person in who_answers(one, localdate(now.to)):
            yield News(f"absent:{one.pk}:{person}", person, words, link=reverse("shop:absence", args=[one.order_id]))
    for one in Beside.objects.filter(answered_at__gt=now.since, answered_at__lte=now.to).with_faces():
        words = f"您说不在场的那一单（{one.order}）核实了：{one.answer}"
        yield News(f"answered:{one.pk}", one.person_id, words, link=reverse("shop:beside", args=[one.pk]))


def renamed(now: Stretch) -> Iterator[News]:
    """更正姓名: by the desk. Whoever did not ask for it says so."""
    rows = Volunteer.objects.filter(name_corrected_at__gt=now.since, name_corrected_at__lte=now.to)
    for one in rows.select_related("community"):
        when = f"{localdate(one.name_corrected_at):%Y-%m-%d}"
        words = f"您登记的志愿者姓名 {when} 由{one.community.short_name}更正了。不是您要改的，请告诉社区。"
        yield News(f"renamed:{one.pk}:{second(one.name_corrected_at)}", one.person_id, words, urgent=True)


FINDERS: dict[str, Finder] = {
    "decided": decided, "expiring": expiring, "taken_back": taken_back, "taken": taken, "returned": returned,
    "changed": changed, "moved_up": moved_up, "missed": missed, "tomorrow": tomorrow,
    "named_beside": named_beside, "absent": absent, "renamed": renamed,
}  # fmt: skip


def finds(finder: Finder) -> Finder:
    """For an app above: its finder, marked by its name."""
    FINDERS[finder.__name__] = finder
    return finder


def _left_until(last: date) -> Iterator[tuple[int, int]]:
    lots = Lot.objects.filter(left__gt=0, expires_on=last).order_by()
    yield from lots.values_list("account__person").annotate(sum=Sum("left"))


def _of_lots(person: int, left: int, last: date, days: int) -> News:
    words = f"您有 {left} 分积分 {last:%Y-%m-%d} 到期，还有 {days} 天，过了就不能用了。"
    return News(f"expires:{person}:{last}:{days}", person, words, urgent=True)


def _called_off(now: Stretch) -> Iterator[News]:
    rows = SignUp.objects.coming().filter(
        activity__changed_at__gt=now.since, activity__changed_at__lte=now.to, activity__ends_at__gt=now.since,
        signed_at__lt=F("activity__changed_at"), activity__state=ActivityState.CANCELLED,
    )  # fmt: skip
    for one in rows.select_related("activity", "volunteer"):
        words = f"“{one.activity}”（{when(one.activity)}）取消了：{one.activity.reason[:60]}"
        yield _of_change(one, one.activity.changed_at, words)


def _changed(activity: Activity, changed_at: datetime, new: set[str], at: datetime) -> Iterator[News]:
    """By one saving: what is not as they read it, and what a new time lies over now. Who has left is not concerned."""
    sides, meanwhile = "、".join(side.label for side in Side if side in new), {}
    if Side.TIME in new:
        meanwhile = _meanwhile(activity, at)
    rows = SignUp.objects.coming().expected().filter(activity=activity, signed_at__lt=changed_at)
    for one in rows.select_related("volunteer"):
        words = f"“{activity.title[:30]}”改了{sides}：{activity.when_said}，{activity.where[:30]}。"
        if other := meanwhile.get(one.volunteer_id):
            words += f"同一时间您还报了“{other.title[:30]}”（{when(other)}）：{CHOOSE}"
        yield _of_change(one, changed_at, words)


def _of_change(one: SignUp, at: datetime | None, words: str) -> News:
    key = f"changed:{one.activity_id}:{second(at)}:{one.pk}"
    return News(key, one.volunteer.person_id, words, urgent=True)


def _meanwhile(activity: Activity, at: datetime) -> dict[int, Activity]:
    """By volunteer: what else they signed up for at its time, what has hours of its own before what goes on for days,
    then the first. One query."""
    those = SignUp.objects.coming().filter(activity=activity).order_by().values("volunteer")
    rows = SignUp.objects.coming().at_the_time_of(activity, at).filter(volunteer__in=those).select_related("activity")
    row = sorted(rows, key=lambda one: (one.activity.goes_on_for_days, one.activity.starts_at), reverse=True)
    return {one.volunteer_id: one.activity for one in row}  # the last of somebody's stays


def _handed(named: Beside) -> str:
    """Who handed over what to whom, and when; masked, as the desk sees it."""
    order = named.order
    return f"{_at(named.named_at)} {order.ended_by}核销“{order}”，给{order.person.masked_name}"


def second(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def when(activity: Activity) -> str:
    return _at(activity.starts_at)


def _at(moment: datetime) -> str:
    then = localtime(moment)
    return f"{then.month}月{then.day}日 {then:%H:%M}"


def _said(one: Service) -> str:
    title = one.title[:30]
    match one.state:
        case State.APPROVED:
            worth = "、".join(
                filter(None, [f"{one.minutes} 分钟" if one.minutes else "", f"{one.points} 分" if one.points else ""])
            )
            return f"“{title}”已通过：{worth or '已记录'}。"
        case State.REJECTED:
            # of what ended by itself there is no appeal: its last moment was the first
            in_time = one.appeal_by and one.decided_at and one.appeal_by > one.decided_at
            until = f"{localdate(one.appeal_by):%Y-%m-%d} 前可以申诉一次。" if in_time else ""
            return f"“{title}”没有通过：{one.reason[:60]}。{until}"
        case State.APPEALED:
            return f"“{title}”没有通过：{one.reason[:60]}。您的申诉收到了，由另一个人再看。"
        case State.UPHELD:
            return f"“{title}”的申诉没有通过：{one.reason[:60]}。"
        case _:  # reversed
            return f"“{title}”的记录更正了：{one.reason[:60]}。{NEWS}"
