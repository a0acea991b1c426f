"""Plain words for a case: what happened, what is promised, where it stands. For the resident's page and the desk alike.

Decides nothing and asks the database nothing, given rows that came `with_faces()` and events with their units
(`select_related(*EVENT_FACES)`); only `Promise.sentence` looks at the working calendar.
"""

from cases.telling.ladder import rungs
from cases.telling.lateness import Lateness, lateness
from cases.telling.moments import day_said, lasting, moment_said
from cases.telling.money import money_said
from cases.telling.phases import phases
from cases.telling.promises import Promise, promise
from cases.telling.questions import Question, question
from cases.telling.records import arrivals, marks, meetings, ruling
from cases.telling.steps import EVENT_FACES, Step, timeline
from cases.telling.waiting import awaited, step_awaited, waits_for, whose_turn

__all__ = [
    "EVENT_FACES",
    "Lateness",
    "Promise",
    "Question",
    "Step",
    "arrivals",
    "awaited",
    "day_said",
    "lasting",
    "lateness",
    "marks",
    "meetings",
    "moment_said",
    "money_said",
    "phases",
    "promise",
    "question",
    "ruling",
    "rungs",
    "step_awaited",
    "timeline",
    "waits_for",
    "whose_turn",
]
