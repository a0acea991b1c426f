from partylife.views.activities import activities, activity
from partylife.views.completeness import completeness
from partylife.views.convening import agenda, convene, minutes
from partylife.views.coverage import coverage
from partylife.views.decisions import decide, decisions, settle
from partylife.views.meetings import meeting, meetings
from partylife.views.recording import correct, new, strike

__all__ = [
    "activities",
    "activity",
    "agenda",
    "completeness",
    "convene",
    "correct",
    "coverage",
    "decide",
    "decisions",
    "meeting",
    "meetings",
    "minutes",
    "new",
    "settle",
    "strike",
]
