from shop.actions.aiding import Need, aid, take_back
from shop.actions.counter import debt_of, find_order, hand_over, is_shown
from shop.actions.donating import Gift, receive_donation
from shop.actions.ordering import cancel_for, cancel_order, expire_orders, place_order, why_not
from shop.actions.returning import return_order, why_it_stays
from shop.actions.stocking import Offer, add_good, change_good, change_stock, facts_of
from shop.actions.undoing import Ways, undo_donation, ways_to_undo
from shop.actions.witnessing import answer_absence, beside, is_others, say_absent, who_answers
from shop.rules import Refused

__all__ = [
    "Gift",
    "Need",
    "Offer",
    "Refused",
    "Ways",
    "add_good",
    "aid",
    "answer_absence",
    "beside",
    "cancel_for",
    "cancel_order",
    "change_good",
    "change_stock",
    "debt_of",
    "expire_orders",
    "facts_of",
    "find_order",
    "hand_over",
    "is_others",
    "is_shown",
    "place_order",
    "receive_donation",
    "return_order",
    "say_absent",
    "take_back",
    "undo_donation",
    "ways_to_undo",
    "who_answers",
    "why_it_stays",
    "why_not",
]
