from shop.views.beside import absence, beside
from shop.views.counter import cancel_for, counter, hand_over, orders, return_order
from shop.views.fund import aid, fund, take_back
from shop.views.goods import add, donate, donations, edit, good, goods, undo_donation
from shop.views.resident import cancel, mine, offer, order, shelf
from shop.views.use import use

__all__ = [
    "absence",
    "add",
    "aid",
    "beside",
    "cancel",
    "cancel_for",
    "counter",
    "donate",
    "donations",
    "edit",
    "fund",
    "good",
    "goods",
    "hand_over",
    "mine",
    "offer",
    "order",
    "orders",
    "return_order",
    "shelf",
    "take_back",
    "undo_donation",
    "use",
]
