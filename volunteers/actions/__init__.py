from volunteers.actions.awarding import Grant, Source, award, award_many, reverse
from volunteers.actions.correcting import correct_birthday, correct_name
from volunteers.actions.expiring import expire
from volunteers.actions.family import (
    agree_family,
    allows_family,
    ask_family,
    concerns_family,
    end_family,
    may_be_family,
    pass_on,
)
from volunteers.actions.forgetting import forget
from volunteers.actions.fund import return_to_fund, spend_fund_within
from volunteers.actions.heap import approve_heap
from volunteers.actions.joining import Guardian, Joining, join, show_in_ranking, withdraw
from volunteers.actions.proving import (
    Proven,
    ask_proof,
    issue_proof,
    name_on_paper,
    papers_with,
    proving_communities,
    recall_proof,
    refuse_proof,
    to_prove,
)
from volunteers.actions.recording import Done, Seen, record, record_paper
from volunteers.actions.reviewing import appeal, approve, approve_all, approve_seen, reject, reverse_service
from volunteers.actions.settling import settle_reports, settle_wishes
from volunteers.actions.spending import give, hold, hold_within, refund, release, spend
from volunteers.actions.tiering import reckon_tiers
from volunteers.actions.valuing import value
from volunteers.rules import Refused

__all__ = [
    "Done",
    "Grant",
    "Guardian",
    "Joining",
    "Proven",
    "Refused",
    "Seen",
    "Source",
    "agree_family",
    "allows_family",
    "appeal",
    "approve",
    "approve_all",
    "approve_heap",
    "approve_seen",
    "ask_family",
    "ask_proof",
    "award",
    "award_many",
    "concerns_family",
    "correct_birthday",
    "correct_name",
    "end_family",
    "expire",
    "forget",
    "give",
    "hold",
    "hold_within",
    "issue_proof",
    "join",
    "may_be_family",
    "name_on_paper",
    "papers_with",
    "pass_on",
    "proving_communities",
    "recall_proof",
    "reckon_tiers",
    "record",
    "record_paper",
    "refund",
    "refuse_proof",
    "reject",
    "release",
    "return_to_fund",
    "reverse",
    "reverse_service",
    "settle_reports",
    "settle_wishes",
    "show_in_ranking",
    "spend",
    "spend_fund_within",
    "to_prove",
    "value",
    "withdraw",
]
