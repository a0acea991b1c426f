from teams.views.bookings import booking, bookings, take_booking
from teams.views.stations import change_station, new_station, stations
from teams.views.teams import change_member, change_team, new_team, team, teams

__all__ = [
    "booking",
    "bookings",
    "change_member",
    "change_station",
    "change_team",
    "new_station",
    "new_team",
    "stations",
    "take_booking",
    "team",
    "teams",
]
