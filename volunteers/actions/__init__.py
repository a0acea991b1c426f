from volunteers.actions.awarding import Source, award, reverse
from volunteers.actions.expiring import expire
from volunteers.actions.spending import hold, release, spend
from volunteers.rules import Refused

__all__ = ["Refused", "Source", "award", "expire", "hold", "release", "reverse", "spend"]
