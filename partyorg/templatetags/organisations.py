from django import template

from partyorg.hats import Hat
from partyorg.standing import watched_by

register = template.Library()


@register.simple_tag
def watches_organisations(hat: Hat | None) -> bool:
    return bool(hat and watched_by(hat))
