from collections.abc import Iterable

from django import template

from grids.models import Place
from partyorg.badges import badges
from partyorg.hats import Hat
from partyorg.kinds import ADMINISTRATORS
from partyorg.models import GridLink, Resource
from partyorg.rolls import reads_the_roll
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


@register.filter
def may_read_members(hat: Hat | None) -> bool:
    return bool(hat and reads_the_roll(hat))


@register.filter
def kind_for(resource: Resource, hat: Hat) -> str:
    """What kind of resource it is, as this hat may read it."""
    return resource.kind_for(hat)


@register.simple_tag
def badges_of(grid: Place) -> Iterable[GridLink]:
    """亮明身份, for any page that residents read: the members of a grid who agreed to be named, with their duty."""
    return badges(grid)
