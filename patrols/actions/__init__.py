from patrols.actions.plans import ENDED, PLANNED, Planned, end_plan, plan, plans_that_stop, stop_plans
from patrols.actions.rounds import Found, end_forgotten, find, finish, start
from patrols.rules import Refused

__all__ = [
    "ENDED",
    "PLANNED",
    "Found",
    "Planned",
    "Refused",
    "end_forgotten",
    "end_plan",
    "find",
    "finish",
    "plan",
    "plans_that_stop",
    "start",
    "stop_plans",
]
