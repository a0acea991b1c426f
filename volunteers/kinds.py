"""What lies in the ledger and why it moves; what counts as service. Pure data."""

from django.db.models import TextChoices

A_DAY = 24 * 60  # in minutes


class Currency(TextChoices):
    """Hours count for stars and proofs and are never spent; points are what is spent."""

    HOURS = "HOURS", "服务时长"  # in minutes
    POINTS = "POINTS", "积分"


class Holder(TextChoices):
    """Whose an account is. All but a person's belong to the system, some of them once for each community."""

    PERSON = "PERSON", "个人"
    FUND = "FUND", "公益积分"
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
    FAMILY = "FAMILY", "转给家人"
    GIVE = "GIVE", "捐出"  # to the community's fund, for good
    AID = "AID", "帮扶"  # from the fund to the shop, for somebody in need


ENDING = (Entry.SPEND, Entry.RELEASE, Entry.REVERSE)  # each names the row that it ends, which nothing else may end


class Work(TextChoices):
    """What somebody did (服务来源). Each is recorded by the app that saw it, and awarded here alone."""

    ACTIVITY = "ACTIVITY", "志愿活动"
    SHIFT = "SHIFT", "值守"
    PATROL = "PATROL", "巡查"
    HELP = "HELP", "上门帮办"
    REPORT = "REPORT", "随手拍受理"
    VALUED = "VALUED", "随手拍有价值"
    WISH = "WISH", "微心愿"
    DONATION = "DONATION", "捐赠物品"
    REFERRAL = "REFERRAL", "推荐新志愿者"
    PAPER = "PAPER", "补录"


TIMED = (Work.ACTIVITY, Work.SHIFT, Work.PATROL, Work.HELP, Work.PAPER)  # hours, and points by the hour


class Help(TextChoices):
    """七助: for whom a help is. These seven and no other."""

    ELDERLY = "ELDERLY", "助老"
    CHILDREN = "CHILDREN", "助幼"
    DISABLED = "DISABLED", "助残"
    ORPHANS = "ORPHANS", "助孤"
    SICK = "SICK", "助病"
    ALONE = "ALONE", "助独"
    SPECIAL = "SPECIAL", "助特"


class Held(TextChoices):
    """Why a record waits for a look of its own, not for the heap (审核提示)."""

    OVERLAP = "OVERLAP", "时间重叠"
    SPEED = "SPEED", "移动过快"
    DEVICE = "DEVICE", "一机多人"
    PHOTO = "PHOTO", "照片重复"
    OVER_CAP = "OVER_CAP", "超过上限"
    EVIDENCE = "EVIDENCE", "凭据不足"
    OWN_SCREEN = "OWN_SCREEN", "负责人给自己签到"
    SAME_DAY = "SAME_DAY", "同日另有记录"


class Tier(TextChoices):
    """What somebody has come to. Computed each night, never typed in."""

    PLAIN = "PLAIN", "普通志愿者"
    SILVER = "SILVER", "银星志愿者"
    GOLD = "GOLD", "金星志愿者"
    VIP = "VIP", "VIP 志愿者"


class Ranked(TextChoices):
    """How somebody stands in the ranking (志愿服务条例 art. 20): nobody's name without their word."""

    HIDDEN = "HIDDEN", "不上榜"
    MASKED = "MASKED", "上榜，只显示姓"
    NAMED = "NAMED", "上榜，显示姓名"
