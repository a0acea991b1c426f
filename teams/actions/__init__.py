from teams.actions.apprenticeships import Bond, bind, end_bond, review
from teams.actions.bookings import (
    Wanted,
    assign,
    book,
    call_off,
    cancel,
    confirm,
    dispute,
    expire_bookings,
    finish,
    give_back,
    parts_of,
    say_done,
    take,
    who_can,
)
from teams.actions.couriers import end_post, give_post
from teams.actions.leaving import step_back
from teams.actions.stations import Standing, change_station, open_station
from teams.actions.teams import Founding, describe, disband, found, join, lead, leave, teach
from teams.rules import Refused

__all__ = [
    "Bond",
    "Founding",
    "Refused",
    "Standing",
    "Wanted",
    "assign",
    "bind",
    "book",
    "call_off",
    "cancel",
    "change_station",
    "confirm",
    "describe",
    "disband",
    "dispute",
    "end_bond",
    "end_post",
    "expire_bookings",
    "finish",
    "found",
    "give_back",
    "give_post",
    "join",
    "lead",
    "leave",
    "open_station",
    "parts_of",
    "review",
    "say_done",
    "step_back",
    "take",
    "teach",
    "who_can",
]
