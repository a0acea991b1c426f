from dashboards.models.facts import Counted, Fact, Projected
from dashboards.models.tallies import Above, Spread, Tally

__all__ = ["Above", "Counted", "Fact", "Projected", "Spread", "Tally"]
