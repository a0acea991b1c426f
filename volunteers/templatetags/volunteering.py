from django import template

from accounts.models import User
from accounts.personal import masked_name
from partyorg.hats import Hat
from volunteers.kinds import Held
from volunteers.standing import concerned, kept_by
from volunteers.telling import duration as said_duration

register = template.Library()


@register.simple_tag
def organises_volunteers(hat: Hat | None) -> bool:
    return bool(hat and concerned(hat))


@register.simple_tag
def keeps_volunteers(hat: Hat | None) -> bool:
    return bool(hat and kept_by(hat))


@register.filter
def masked(person: User) -> str:
    """As staff read whose record it is. With `person__volunteer` read already no query."""
    volunteer = getattr(person, "volunteer", None)
    return masked_name((volunteer and volunteer.name) or person.name)


@register.filter
def duration(minutes: int) -> str:
    return said_duration(minutes)


@register.filter
def owed(points: int) -> int:
    return max(0, -points)


@register.filter
def held_label(kind: str) -> str:
    return str(Held(kind).label)
