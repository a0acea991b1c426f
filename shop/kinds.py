"""What the shop has and why its stock changes. Pure data."""

from django.db.models import TextChoices


class Kind(TextChoices):
    GOODS = "GOODS", "物品"
    SERVICE = "SERVICE", "服务"  # a haircut: so many places


class Moved(TextChoices):
    """Why stock changed. What is ordered is out of stock, though it lies on the shelf till it is taken."""

    BOUGHT = "BOUGHT", "购进"
    DONATED = "DONATED", "捐入"
    ORDERED = "ORDERED", "兑换"
    GIVEN_BACK = "GIVEN_BACK", "退回"
    WRITTEN_OFF = "WRITTEN_OFF", "报损"
    COUNTED = "COUNTED", "盘点"
    AIDED = "AIDED", "帮扶"
    TAKEN_BACK = "TAKEN_BACK", "帮扶收回"
    UNDONATED = "UNDONATED", "捐赠冲正"
    RETURNED = "RETURNED", "退货"  # what had been handed over, fit for the shelf


MORE = (Moved.BOUGHT, Moved.DONATED, Moved.GIVEN_BACK, Moved.TAKEN_BACK, Moved.RETURNED)
LESS = (Moved.ORDERED, Moved.WRITTEN_OFF, Moved.AIDED, Moved.UNDONATED)
OF_ORDER = (Moved.ORDERED, Moved.GIVEN_BACK, Moved.RETURNED)
OF_AID = (Moved.AIDED, Moved.TAKEN_BACK)
OF_DONATION = (Moved.DONATED, Moved.UNDONATED)
