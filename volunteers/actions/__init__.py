from volunteers.actions.awarding import Grant, Source, award, award_many, reverse
from volunteers.actions.expiring import expire
from volunteers.actions.joining import Guardian, Joining, join, show_in_ranking, withdraw
from volunteers.actions.recording import Done, Seen, record, record_paper
from volunteers.actions.reviewing import appeal, approve, approve_all, approve_seen, reject, reverse_service
from volunteers.actions.settling import settle_reports, settle_wishes
from volunteers.actions.spending import give, hold, release, spend
from volunteers.rules import Refused

__all__ = [
    "Done",
    "Grant",
    "Guardian",
    "Joining",
    "Refused",
    "Seen",
    "Source",
    "appeal",
    "approve",
    "approve_all",
    "approve_seen",
    "award",
    "award_many",
    "expire",
    "give",
    "hold",
    "join",
    "record",
    "record_paper",
    "reject",
    "release",
    "reverse",
    "reverse_service",
    "settle_reports",
    "settle_wishes",
    "show_in_ranking",
    "spend",
    "withdraw",
]
