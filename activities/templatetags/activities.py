from datetime import datetime

from django import template

from activities.models import Activity

register = template.Library()


@register.filter
def takes_sign_ups(activity: Activity, at: datetime) -> bool:
    return activity.takes_sign_ups(at)
