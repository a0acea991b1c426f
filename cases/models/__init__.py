from cases.models.case import AssistingUnit, Case, CaseQuerySet, Follower, new_tracking_code
from cases.models.event import Event
from cases.models.records import (
    Heartbeat,
    Milestone,
    NumberSeries,
    Photo,
    Recomputation,
    SetAside,
    TopDecision,
)
from cases.models.rules import Category, Limit

__all__ = [
    "AssistingUnit",
    "Case",
    "CaseQuerySet",
    "Category",
    "Event",
    "Follower",
    "Heartbeat",
    "Limit",
    "Milestone",
    "NumberSeries",
    "Photo",
    "Recomputation",
    "SetAside",
    "TopDecision",
    "new_tracking_code",
]
