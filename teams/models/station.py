from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from accounts.names import plain_name
from grids.models import Place
from partyorg.hats import Hat
from volunteers.standing import in_sight

PHONE = RegexValidator(r"^[0-9][0-9-]{6,19}\Z", "值班电话只写数字和短横，例如 0532-85891234。")


class StationQuerySet(models.QuerySet["Station"]):
    def visible_to(self, hat: Hat) -> StationQuerySet:
        """The one door for staff: stations of the communities where this hat organises."""
        return self.filter(in_sight(hat))

    def active(self) -> StationQuerySet:
        return self.filter(is_active=True)

    def serving(self, grid: Place) -> StationQuerySet:
        return self.active().filter(grids=grid)


class Station(models.Model):
    """网格党群服务站: where residents of one grid or of several adjacent ones come, and book somebody who helps."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="stations", verbose_name="社区")
    name = models.CharField("名称", max_length=40, validators=[plain_name])
    grids = models.ManyToManyField(Place, related_name="served_by", verbose_name="服务网格")
    address = models.CharField("地址", max_length=100)
    hours = models.CharField("开放时间", max_length=60)
    phone = models.CharField("值班电话", max_length=20, validators=[PHONE])  # of the station: public
    is_active = models.BooleanField("在用", default=True)

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党群服务站"
        ordering = ["community", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="one_station_of_a_name",
                violation_error_message="这个社区已经有叫这个名字的服务站。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
