from datetime import date, datetime

from django import template
from django.utils.timezone import localdate

from activities.models import Activity
from activities.standing import known_as
from cases.telling.moments import day_said
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
    return day_said(day, localdate(clock.now()))
