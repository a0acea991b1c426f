"""What counts of one case: a pure function of its row and its history, in one place for all figures."""

from dashboards.folding.fold import facts_of
from dashboards.folding.found import Found, Step, Subject
from dashboards.folding.hours import LONGEST, steps_of

__all__ = ["LONGEST", "Found", "Step", "Subject", "facts_of", "steps_of"]
