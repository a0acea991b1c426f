from datetime import datetime

from django import template

from accounts.models import User
from activities.models import Activity

register = template.Library()


@register.filter
def takes_sign_ups(activity: Activity, at: datetime) -> bool:
    return activity.takes_sign_ups(at)


@register.filter
def known_as(person: User) -> str:
    """At the desk: a resident's account knows no name, the volunteer gave theirs. Asks nothing where it was fetched."""
    return person.volunteer.name if hasattr(person, "volunteer") else str(person)
