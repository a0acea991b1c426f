from django import template

from exchange.standing import may_exchange
from partyorg.hats import Hat

register = template.Library()
TONES = {"WRONG": "late", "FAILED": "late", "DONE": "good", "READY": "soon", "ASKED": "soon", "DROPPED": "", "OVER": ""}


@register.simple_tag
def exchanges(hat: Hat | None) -> bool:
    """`{% exchanges hat as may_exchange %}`: whether the desk offers imports and exports."""
    return bool(hat and may_exchange(hat))


@register.filter
def tone(state: str) -> str:
    """The chip's tone of a state of an import or an export; the words say it too."""
    return TONES.get(state, "calm")
