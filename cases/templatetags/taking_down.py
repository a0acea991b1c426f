from django import template

from cases.standing import may_take_down
from partyorg.hats import Hat

register = template.Library()


@register.simple_tag
def takes_down(hat: Hat | None) -> bool:
    """`{% takes_down hat as offered %}`: whether the desk offers 登记诉求."""
    return hat is not None and may_take_down(hat)
