"""How a person says a moment: 今天 10:20, 周四 17:30, 还剩 6 小时."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

WEEKDAYS = "一二三四五六日"
NEAR_DAYS = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
SOON = timedelta(hours=24)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def day_said(day: date, today: date) -> str:
    """11月25日; the year only where it is another one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def moment_said(moment: datetime, at: datetime) -> str:
    """For what has happened: 今天 10:20, 昨天 09:11, 11月16日 16:40."""
    moment, at = localtime(moment), localtime(at)
    near = NEAR_DAYS.get((moment.date() - at.date()).days) or day_said(moment.date(), at.date())
    return f"{near} {moment:%H:%M}"


def appointment_said(moment: datetime, at: datetime) -> str:
    """For what is promised, nothing left to reckon: 今天（11月25日 周三）17:30."""
    moment, at = localtime(moment), localtime(at)
    day, weekday = day_said(moment.date(), at.date()), f"周{WEEKDAYS[moment.weekday()]}"
    near = NEAR_DAYS.get((moment.date() - at.date()).days)
    said = f"{near}（{day} {weekday}）" if near else f"{day}（{weekday}）"
    return f"{said}{moment:%H:%M}"


def deadline_in_short(by: datetime, at: datetime) -> str:
    """In a word or two: 还剩 6 小时, 明天 17:30, 周四 17:30, 12月4日; when it has passed, 超 2 小时."""
    if by <= at:
        return f"超 {lasting(at - by)}"
    moment, today = localtime(by), localtime(at).date()
    days = (moment.date() - today).days
    if days == 0 or by - at < _DAY / 2:
        return f"还剩 {lasting(by - at)}"
    if days in NEAR_DAYS:
        return f"{NEAR_DAYS[days]} {moment:%H:%M}"
    return f"周{WEEKDAYS[moment.weekday()]} {moment:%H:%M}" if days < 7 else day_said(moment.date(), today)


def lasting(span: timedelta) -> str:
    """Rounded down, so that what is left is never said to be more than it is: 25 分钟, 6 小时, 3 天."""
    if span < _HOUR:
        return f"{max(1, span // timedelta(minutes=1))} 分钟"
    return f"{span // _HOUR} 小时" if span < 2 * _DAY else f"{span // _DAY} 天"
