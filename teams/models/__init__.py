from teams.models.apprenticeship import ApprenticeReview, Apprenticeship
from teams.models.booking import Booking
from teams.models.courier import CourierPost, couriers_of
from teams.models.station import Station
from teams.models.step import BookingStep
from teams.models.team import Skill, Team, TeamMember

__all__ = [
    "ApprenticeReview",
    "Apprenticeship",
    "Booking",
    "BookingStep",
    "CourierPost",
    "Skill",
    "Station",
    "Team",
    "TeamMember",
    "couriers_of",
]
