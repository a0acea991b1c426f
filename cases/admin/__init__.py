"""The rules that administrators edit, and the sweep's own books. Cases are not here: they move by the desk alone."""

from cases.admin.books import HeartbeatAdmin, SetAsideAdmin
from cases.admin.categories import CategoryAdmin
from cases.admin.limits import LimitAdmin
from cases.admin.lists import DutyItemAdmin, ReasonAdmin
from cases.admin.panels import PanelAdmin
from cases.admin.recomputing import RecomputationAdmin

__all__ = [
    "CategoryAdmin",
    "DutyItemAdmin",
    "HeartbeatAdmin",
    "LimitAdmin",
    "PanelAdmin",
    "ReasonAdmin",
    "RecomputationAdmin",
    "SetAsideAdmin",
]
