"""The pages: each file is one noun."""

from checkins.views.appraisals import appraisal, appraise, change_appraisal
from checkins.views.lists import listed
from checkins.views.members import ask_in, claim, decide_member, give_up, member, place_anew, receive
from checkins.views.mine import mine
from checkins.views.units import add_items, announce, decide_unit, finish_item, plan_item, unit
from checkins.views.wishes import publish, take, wish
from checkins.views.workers import appoint, end_filing, file, see_numbers, worker

__all__ = [
    "add_items",
    "announce",
    "appoint",
    "appraisal",
    "appraise",
    "ask_in",
    "change_appraisal",
    "claim",
    "decide_member",
    "decide_unit",
    "end_filing",
    "file",
    "finish_item",
    "give_up",
    "listed",
    "member",
    "mine",
    "place_anew",
    "plan_item",
    "publish",
    "receive",
    "see_numbers",
    "take",
    "unit",
    "wish",
    "worker",
]
