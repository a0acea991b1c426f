from django import template

from checkins.standing import concerned
from partyorg.hats import Hat

register = template.Library()


@register.simple_tag
def keeps_check_ins(hat: Hat | None) -> bool:
    return bool(hat and concerned(hat))
