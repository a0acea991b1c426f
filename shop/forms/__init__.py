from shop.forms.aid import AidForm, TakeBackForm
from shop.forms.at_the_counter import AbsentForm, AnswerForm, CancelForm, CodeForm, HandOverForm, ReturnForm
from shop.forms.goods import DonationForm, GoodForm, NewGoodForm, StockForm, UndoDonationForm
from shop.forms.ordering import OrderForm

__all__ = [
    "AbsentForm",
    "AidForm",
    "AnswerForm",
    "CancelForm",
    "CodeForm",
    "DonationForm",
    "GoodForm",
    "HandOverForm",
    "NewGoodForm",
    "OrderForm",
    "ReturnForm",
    "StockForm",
    "TakeBackForm",
    "UndoDonationForm",
]
