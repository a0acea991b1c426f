from shop.forms.aid import AidForm, TakeBackForm
from shop.forms.at_the_counter import AbsentForm, AnswerForm, CancelForm, CodeForm, HandOverForm
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
    "StockForm",
    "TakeBackForm",
    "UndoDonationForm",
]
