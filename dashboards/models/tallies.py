from django.db import models

from dashboards.terms import COUNTED, LASTING, Cut, Grain, What
from grids.models import Place


class Tally(models.Model):
    """Of a place and all below it, cut one way, in one day or month: how many of each thing. Sums of facts.

    One column for each of `terms.COUNTED`. Below the community only Cut.ALL is kept: a grid's facts are few enough to
    be counted when they are asked for. `value`: the category's, unit's or level's number, or the channel; "" for ALL.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+", db_index=False)
    cut = models.CharField(max_length=8, choices=Cut.choices)
    value = models.CharField(max_length=20, blank=True)
    grain = models.CharField(max_length=1, choices=Grain.choices)
    day = models.DateField()  # of a month its first

    class Meta:
        verbose_name = verbose_name_plural = "计数"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "cut", "grain", "value", "day"],
                name="one_tally_of_a_kind",
                violation_error_message="这个合计已经有了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.cut} {self.value} {self.grain} {self.day}"


for _what in COUNTED:
    Tally.add_to_class(_what.value, models.IntegerField(_what.label, default=0))


class Spread(models.Model):
    """Of a place and all below it, in one day or month: how many took so many hours. What medians are read from.

    `level`: of TOOK the rung that had it; of LASTED 0.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=24, choices=[(what.value, what.label) for what in sorted(LASTING)])
    level = models.PositiveSmallIntegerField()
    grain = models.CharField(max_length=1, choices=Grain.choices)
    day = models.DateField()
    hours = models.PositiveSmallIntegerField()
    number = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "时长分布"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "grain", "day", "what", "level", "hours"],
                name="one_step_of_hours",
                violation_error_message="这个时长的合计已经有了。",
            )
        ]

    def __str__(self) -> str:
        return f"{What(self.what).label} {self.hours}h: {self.number}"


class Above(models.Model):
    """Which places are above which (and each above itself): the tree as the tallies were summed by it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    above = models.ForeignKey(Place, models.CASCADE, related_name="+")
    level = models.CharField(max_length=16)  # of `above`

    class Meta:
        verbose_name = verbose_name_plural = "上下级"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "above"], name="above_once", violation_error_message="这对上下级已经有了。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} < {self.above_id}"
