from cases.models.asked import Consultation, Proposal, Rating
from cases.models.beside import AssistingUnit, Follower
from cases.models.case import Case, new_tracking_code
from cases.models.event import Event
from cases.models.kept import Phrase, SavedView
from cases.models.mark import Mark
from cases.models.panels import Panel, PanelSeat
from cases.models.queries import CaseQuerySet
from cases.models.records import (
    Heartbeat,
    Milestone,
    NumberSeries,
    Photo,
    Recomputation,
    SetAside,
    TopDecision,
)
from cases.models.released import PublicNotice
from cases.models.rules import Category, DutyItem, Limit, Reason

__all__ = [
    "AssistingUnit",
    "Case",
    "CaseQuerySet",
    "Category",
    "Consultation",
    "DutyItem",
    "Event",
    "Follower",
    "Heartbeat",
    "Limit",
    "Mark",
    "Milestone",
    "NumberSeries",
    "Panel",
    "PanelSeat",
    "Photo",
    "Phrase",
    "Proposal",
    "PublicNotice",
    "Rating",
    "Reason",
    "Recomputation",
    "SavedView",
    "SetAside",
    "TopDecision",
    "new_tracking_code",
]
