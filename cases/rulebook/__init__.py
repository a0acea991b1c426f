"""What the page of rules tells, read out of the data that runs: the workflow, the sentences, the limits, the posts.

Decides nothing and keeps no copy: a move, a rule or a limit that changes is told anew with the next request.
"""

from cases.rulebook.climbs import CLIMBS
from cases.rulebook.endings import ENDINGS, Ending
from cases.rulebook.laws import Law, laws
from cases.rulebook.limits import Exceptions, LimitRow, exceptions, limit_rows
from cases.rulebook.lines import Asked, Line, Rule, Stop, lines, notices, rules, stops
from cases.rulebook.posts import Standing, could_be, standings_told
from cases.rulebook.rungs import Rung, rungs

__all__ = [
    "CLIMBS",
    "ENDINGS",
    "Asked",
    "Ending",
    "Exceptions",
    "Law",
    "LimitRow",
    "Line",
    "Rule",
    "Rung",
    "Standing",
    "Stop",
    "could_be",
    "exceptions",
    "laws",
    "limit_rows",
    "lines",
    "notices",
    "rules",
    "rungs",
    "standings_told",
    "stops",
]
