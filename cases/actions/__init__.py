from cases.actions.handling import awaited_answer, co_answer, dispatch, finish, match_resource, rework_start, sign
from cases.actions.intake import Report, accept, emergency_direct, report, withdraw
from cases.actions.judging import check_fail, check_pass, revisit
from cases.actions.moving import Conflict, Refused, may_begin, moves_for, permit
from cases.actions.recompute import recompute_open_deadlines
from cases.actions.sweep import Swept, sweep
from cases.actions.whistle import raise_top, top_decide, whistle

__all__ = [
    "Conflict",
    "Refused",
    "Report",
    "Swept",
    "accept",
    "awaited_answer",
    "check_fail",
    "check_pass",
    "co_answer",
    "dispatch",
    "emergency_direct",
    "finish",
    "match_resource",
    "may_begin",
    "moves_for",
    "permit",
    "raise_top",
    "recompute_open_deadlines",
    "report",
    "revisit",
    "rework_start",
    "sign",
    "sweep",
    "top_decide",
    "whistle",
    "withdraw",
]
