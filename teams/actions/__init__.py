from teams.actions.bookings import (
    Wanted,
    assign,
    book,
    call_off,
    cancel,
    confirm,
    finish,
    give_back,
    parts_of,
    say_done,
    take,
    who_can,
)
from teams.actions.stations import Standing, change_station, open_station
from teams.actions.teams import Founding, describe, disband, found, join, lead, leave, teach
from teams.rules import Refused

__all__ = [
    "Founding",
    "Refused",
    "Standing",
    "Wanted",
    "assign",
    "book",
    "call_off",
    "cancel",
    "change_station",
    "confirm",
    "describe",
    "disband",
    "finish",
    "found",
    "give_back",
    "join",
    "lead",
    "leave",
    "open_station",
    "parts_of",
    "say_done",
    "take",
    "teach",
    "who_can",
]
