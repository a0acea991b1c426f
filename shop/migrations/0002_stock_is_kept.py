"""The database itself refuses to change or delete a row of the stock, to delete an order or a donation, and to touch an
order that has ended. A later migration that rebuilds one of these tables on SQLite: see accounts/triggers.py.
"""

from django.db import migrations

from accounts.triggers import Refusal, refusing

MOVE, COUNT, ORDER, DONATION = "shop_stockmove", "shop_stockcount", "shop_order", "shop_donation"
REFUSALS = [
    Refusal("stock_move_never_changes", MOVE, "UPDATE", "stock is appended, never changed: 库存只增不改"),
    Refusal("stock_move_never_goes", MOVE, "DELETE", "stock is appended, never deleted"),
    Refusal("stock_count_never_changes", COUNT, "UPDATE", "a count is never changed"),
    Refusal("stock_count_never_goes", COUNT, "DELETE", "a count is never deleted"),
    Refusal("order_ended_stays", ORDER, "UPDATE", "an order that has ended stays", when="OLD.state <> 'PLACED'"),
    Refusal("order_never_goes", ORDER, "DELETE", "an order is never deleted"),
    Refusal("donation_never_goes", DONATION, "DELETE", "a donation is never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_tables")]
    operations = [refusing(*REFUSALS)]
