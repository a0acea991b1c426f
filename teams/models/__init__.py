from teams.models.team import Skill, Team, TeamMember

__all__ = ["Skill", "Team", "TeamMember"]
