from partylife.actions.activities import WHO, Told, correct, record, strike
from partylife.actions.meetings import (
    CONVENERS,
    HANDLERS,
    Called,
    convene,
    decide,
    fix_agenda,
    may_convene_for,
    may_settle,
    settle,
    write_minutes,
)

__all__ = [
    "CONVENERS",
    "HANDLERS",
    "WHO",
    "Called",
    "Told",
    "convene",
    "correct",
    "decide",
    "fix_agenda",
    "may_convene_for",
    "may_settle",
    "record",
    "settle",
    "strike",
    "write_minutes",
]
