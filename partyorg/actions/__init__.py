from partyorg.actions.estates import take_step
from partyorg.actions.members import (
    add_member,
    correct_member,
    dismiss_member,
    leave_grid,
    place_in_grid,
    see_member,
    settle_consent,
    transfer_member,
)
from partyorg.actions.organisations import (
    DESCRIBED,
    add_organisation,
    convert,
    describe_organisation,
    end_organisation,
    faults_of_change,
    move_organisation,
)
from partyorg.actions.pairing import pair
from partyorg.actions.posts import appoint, doubts_about, end_post, why_not, why_not_end, why_not_touch, withdraw_post
from partyorg.actions.resources import add_helper, retire_helper
from partyorg.actions.seats import Chosen, elect, end_seat, faults_of, find_outsider, seat_member

__all__ = [
    "DESCRIBED",
    "Chosen",
    "add_helper",
    "add_member",
    "add_organisation",
    "appoint",
    "convert",
    "correct_member",
    "describe_organisation",
    "dismiss_member",
    "doubts_about",
    "elect",
    "end_organisation",
    "end_post",
    "end_seat",
    "faults_of",
    "faults_of_change",
    "find_outsider",
    "leave_grid",
    "move_organisation",
    "pair",
    "place_in_grid",
    "retire_helper",
    "seat_member",
    "see_member",
    "settle_consent",
    "take_step",
    "transfer_member",
    "why_not",
    "why_not_end",
    "why_not_touch",
    "withdraw_post",
]
