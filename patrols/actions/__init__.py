from patrols.actions.plans import Planned, end_plan, plan, stop_plans
from patrols.actions.rounds import Found, find, finish, start
from patrols.rules import Refused

__all__ = ["Found", "Planned", "Refused", "end_plan", "find", "finish", "plan", "start", "stop_plans"]
