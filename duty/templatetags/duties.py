from dataclasses import dataclass

from django import template

from duty.standing import building_posts, guide_posts, journals_watched, visits_watched
from partyorg.hats import Hat

register = template.Library()


@dataclass(frozen=True, slots=True)
class Duties:
    """What the desk's bar and the pages of duty offer this hat. No query."""

    journal: bool = False
    visits: bool = False

    @property
    def to(self) -> str:
        return "duty:journal" if self.journal else "duty:visits"

    @property
    def words(self) -> str:
        return "值班日志" if self.journal else "入户走访"


@register.simple_tag
def duties_of(hat: Hat | None) -> Duties:
    if hat is None:
        return Duties()
    journal = bool(guide_posts(hat) or journals_watched(hat))
    return Duties(journal, bool(building_posts(hat) or visits_watched(hat)))
