"""The words of activities: what people are called together for, how often, how somebody was seen there. Pure data."""

from __future__ import annotations

from django.db.models import TextChoices

from volunteers.kinds import Work


class Kind(TextChoices):
    """An activity is done once together; on a shift one stands where one was put (值守)."""

    ACTIVITY = "ACTIVITY", "志愿活动"
    SHIFT = "SHIFT", "值守"

    @property
    def work(self) -> Work:
        return Work.SHIFT if self == Kind.SHIFT else Work.ACTIVITY


class Sort(TextChoices):
    """What is done. Care says for whom it is (七助)."""

    REPAIRS = "REPAIRS", "设施维修"
    CLEANING = "CLEANING", "环境整改"
    CARE = "CARE", "爱心帮扶"
    ARTS = "ARTS", "文艺"
    HEALTH = "HEALTH", "义诊"
    TEACHING = "TEACHING", "宣传宣讲"
    ORDER = "ORDER", "平安巡防"
    RESCUE = "RESCUE", "抢险救灾"


class Minors(TextChoices):
    """Which minors may come (山东省志愿服务条例 art. 10). Under 8 nobody is a volunteer; to a rescue none comes."""

    NONE = "NONE", "只招成年人"
    FROM_14 = "FROM_14", "14 岁以上可以来"
    WITH_GUARDIAN = "WITH_GUARDIAN", "8 岁以上可以来，未满 14 岁要监护人陪着"


class Side(TextChoices):
    """What of an activity concerns whoever signed up. Places, deadlines or who leads it do not."""

    TIME = "TIME", "时间"
    PLACE = "PLACE", "地点"
    TITLE = "TITLE", "名称"
    WORK = "WORK", "做什么"
    TEAM = "TEAM", "谁组织"
    WORDS = "WORDS", "说明"


class Rhythm(TextChoices):
    WEEKLY = "WEEKLY", "每周"
    MONTHLY = "MONTHLY", "每月"
    QUARTERLY = "QUARTERLY", "每季度"


class End(TextChoices):
    """Which end of being there."""

    IN = "in", "签到"
    OUT = "out", "签退"
