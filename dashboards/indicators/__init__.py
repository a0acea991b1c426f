"""The indicators: each with its name, its definition in words, what is divided by what, and which way is better."""

from dashboards.indicators.figures import Counts, Figure, Rules, Whole, combined, figure_of, figures_of, quantile
from dashboards.indicators.of_cases import COMBINED, FRONT, INDICATORS, came_means
from dashboards.indicators.terms import MINIMUM, Better, Combined, Indicator, Unit

__all__ = [
    "COMBINED", "FRONT", "INDICATORS", "MINIMUM", "Better", "Combined", "Counts", "Figure", "Indicator", "Rules",
    "Unit", "Whole", "came_means", "combined", "figure_of", "figures_of", "quantile",
]  # fmt: skip
