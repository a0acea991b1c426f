from shop.models.aid import Aid
from shop.models.beside import Beside
from shop.models.donation import Donation
from shop.models.good import Good
from shop.models.order import Order
from shop.models.stock import StockCount, StockMove

__all__ = ["Aid", "Beside", "Donation", "Good", "Order", "StockCount", "StockMove"]
