from datetime import date, datetime

from django import template
from django.utils.timezone import localdate

from activities.models import Activity
from activities.standing import known_as
from worktime import clock

register = template.Library()
register.filter(known_as)


@register.filter
def takes_sign_ups(activity: Activity, at: datetime) -> bool:
    return activity.takes_sign_ups(at)


@register.filter
def day_of(moment: datetime | date) -> str:
    """11月30日; with its year where it is not this one."""
    day = localdate(moment) if isinstance(moment, datetime) else moment
    year = "" if day.year == localdate(clock.now()).year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
