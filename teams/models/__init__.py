from teams.models.booking import Booking
from teams.models.station import Station
from teams.models.team import Skill, Team, TeamMember

__all__ = ["Booking", "Skill", "Station", "Team", "TeamMember"]
