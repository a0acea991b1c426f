from dataclasses import dataclass

from django import template

from partylife.sight import sees_party_life
from partyorg.hats import Hat
from partyorg.kinds import ADMINISTRATORS

register = template.Library()


@dataclass(frozen=True, slots=True)
class Way:
    """The link that the desk's bar offers: `to`, a view's name."""

    to: str
    words: str


@register.simple_tag
def party_life_of(hat: Hat | None) -> Way | None:
    """Party roles have 组织生活, and the meetings in it; who works for a unit, the meetings it may be invited to."""
    if hat is None:
        return None
    if sees_party_life(hat):
        return Way("partylife:activities", "组织生活")
    in_a_unit = any(post.organisation_id and post.role not in ADMINISTRATORS for post in hat.on)
    return Way("partylife:meetings", "会议") if in_a_unit else None


@register.simple_tag
def is_of_the_party(hat: Hat | None) -> bool:
    return bool(hat and sees_party_life(hat))
