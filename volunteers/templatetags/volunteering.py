from django import template

from partyorg.hats import Hat
from volunteers.standing import concerned

register = template.Library()


@register.simple_tag
def organises_volunteers(hat: Hat | None) -> bool:
    return bool(hat and concerned(hat))
