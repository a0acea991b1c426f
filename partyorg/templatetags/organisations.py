from django import template

from partyorg.hats import Hat
from partyorg.kinds import ADMINISTRATORS
from partyorg.standing import watched_by

register = template.Library()


@register.simple_tag
def watches_organisations(hat: Hat | None) -> bool:
    return bool(hat and watched_by(hat))


@register.simple_tag
def keeps_registers(hat: Hat | None) -> bool:
    """Whether /admin/ opens to them."""
    if hat is None or hat.person is None:
        return False
    return hat.person.is_superuser or any(post.role in ADMINISTRATORS for post in hat.held)
