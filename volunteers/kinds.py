"""What lies in the ledger, where it can lie, and why it moves. Pure data."""

from django.db.models import TextChoices


class Currency(TextChoices):
    """Hours count for stars and proofs and are never spent; points are what is spent."""

    HOURS = "HOURS", "服务时长"  # in minutes
    POINTS = "POINTS", "积分"


class Holder(TextChoices):
    """Whose an account is. All but a person's belong to the system, some of them once for each community."""

    PERSON = "PERSON", "个人"
    FUND = "FUND", "社区公益金"
    SHOP = "SHOP", "积分超市"
    HELD = "HELD", "冻结"  # ordered, not yet picked up
    EXPIRED = "EXPIRED", "过期"
    ISSUING = "ISSUING", "发放"


class Entry(TextChoices):
    AWARD = "AWARD", "记入"
    HOLD = "HOLD", "冻结"
    SPEND = "SPEND", "兑换"
    RELEASE = "RELEASE", "解冻"
    EXPIRE = "EXPIRE", "过期"
    REVERSE = "REVERSE", "冲正"


ENDING = (Entry.SPEND, Entry.RELEASE, Entry.REVERSE)  # each names the row that it ends, which nothing else may end
