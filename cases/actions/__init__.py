from cases.actions.asking import (
    ask_explanation,
    ask_refusal,
    ask_reopening,
    ask_suspension,
    close_explained,
    decline,
    dispute,
    extend_approve,
    extend_request,
    refuse,
    reopen,
    resume,
    rule_dispute,
    suspend,
)
from cases.actions.attaching import attach
from cases.actions.handling import (
    awaited_answer,
    co_answer,
    contacted,
    dispatch,
    finish,
    match_resource,
    rework_start,
    sign,
)
from cases.actions.intake import accept, emergency_direct, report, withdraw
from cases.actions.judging import check_fail, check_pass, revisit, unreached
from cases.actions.merging import merge
from cases.actions.moving import Conflict, Refused, may_begin, moves_for, permit
from cases.actions.phoning import may_see_phone, see_phone
from cases.actions.recompute import ask_for_recomputation, recompute_open_deadlines
from cases.actions.reports import Report, Represented
from cases.actions.sweep import Swept, sweep
from cases.actions.together import consult, keep_minutes, rate_response, rate_whistle, report_in, supervise
from cases.actions.whistle import raise_top, top_decide, whistle

__all__ = [
    "Conflict",
    "Refused",
    "Report",
    "Represented",
    "Swept",
    "accept",
    "ask_explanation",
    "ask_for_recomputation",
    "ask_refusal",
    "ask_reopening",
    "ask_suspension",
    "attach",
    "awaited_answer",
    "check_fail",
    "check_pass",
    "close_explained",
    "co_answer",
    "consult",
    "contacted",
    "decline",
    "dispatch",
    "dispute",
    "emergency_direct",
    "extend_approve",
    "extend_request",
    "finish",
    "keep_minutes",
    "match_resource",
    "may_begin",
    "may_see_phone",
    "merge",
    "moves_for",
    "permit",
    "raise_top",
    "rate_response",
    "rate_whistle",
    "recompute_open_deadlines",
    "refuse",
    "reopen",
    "report",
    "report_in",
    "resume",
    "revisit",
    "rework_start",
    "rule_dispute",
    "see_phone",
    "sign",
    "supervise",
    "suspend",
    "sweep",
    "top_decide",
    "unreached",
    "whistle",
    "withdraw",
]
