from partylife.models.activity import Activity, ActivityQuerySet, Attendance, Host, Strike
from partylife.models.meeting import Decision, DecisionQuerySet, Invitation, Meeting, MeetingQuerySet

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Attendance",
    "Decision",
    "DecisionQuerySet",
    "Host",
    "Invitation",
    "Meeting",
    "MeetingQuerySet",
    "Strike",
]
